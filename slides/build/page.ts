import type { Course } from "../../workshop-cli/src/course/exercise.ts";
import type { Deck } from "./deck.ts";
import { escapeHtml } from "./html.ts";
import { slidesHtml, timeOf } from "./slide.ts";

/** The page of a deck. */
export function deckPage(deck: Deck, course: Course): string {
  return page(
    `${deck.title} · Durable Objects Workshop`,
    "deck",
    `${MARKERS}<div class="reveal"><div class="slides">${slidesHtml(deck, course)}</div></div>`,
  );
}

/** The page that leads to all decks. */
export function contentsPage(decks: Deck[], course: Course): string {
  const rows = decks.map((deck) => {
    const { talk, work } = timeOf(deck, course);
    const number = deck.part === 0 ? "" : String(deck.part);
    return `<li><a href="./${deck.slug}.html"><span class="number">${number}</span><span class="title">${escapeHtml(deck.title)}</span>
      <span class="what">${escapeHtml(deck.summary)}</span>
      <span class="time">${deck.slides.length} slides, ${talk} min${work > 0 ? ` and ${work} min of exercises` : ""}</span></a></li>`;
  });
  return page(
    "Durable Objects Workshop",
    "contents",
    `<main><p class="eyebrow">Slides</p><h1>Durable Objects Workshop</h1><ol>${rows.join("")}</ol>
    <p class="keys"><kbd>Space</kbd> goes on, <kbd>S</kbd> opens the speaker's view, <kbd>T</kbd> changes light and dark, <kbd>C</kbd> starts the clock, <kbd>?</kbd> shows all keys.</p></main>`,
  );
}

function page(title: string, kind: "deck" | "contents", body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<script type="module" src="/client/${kind}.ts"></script>
</head>
<body class="${kind}">${body}</body>
</html>`;
}

/** Arrow heads, for all pictures of a page. */
const MARKERS = `<svg width="0" height="0" aria-hidden="true" class="markers"><defs>${["line", "accent", "bad", "soft"]
  .map(
    (name) =>
      `<marker id="head-${name}" class="head ${name}" viewBox="0 0 10 10" refX="8.5" refY="5" markerWidth="7" markerHeight="7" markerUnits="strokeWidth" orient="auto-start-reverse"><path d="M0 1 L9 5 L0 9 z"/></marker>`,
  )
  .join("")}</defs></svg>`;
