import type { RevealApi } from "reveal.js";

/** As the system wants it, unless somebody has pressed T; on paper light. */
export function applyColours(): void {
  const isForPaper = /[?&](view=print|print-pdf)\b/.test(location.search);
  const chosen = isForPaper ? "light" : localStorage.getItem("colours");
  if (chosen) document.documentElement.dataset.colours = chosen;
}

/** Light where it was dark, dark where it was light. */
export function nextColours(): void {
  const { dataset } = document.documentElement;
  const isDark = dataset.colours ? dataset.colours === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  dataset.colours = isDark ? "light" : "dark";
  localStorage.setItem("colours", dataset.colours);
}

/** The key T of a deck. */
export function switchColours(reveal: RevealApi): void {
  applyColours();
  reveal.addKeyBinding({ keyCode: 84, key: "T", description: "Light or dark" }, nextColours);
  // The speaker's view shows the deck in windows of its own.
  addEventListener("storage", applyColours);
}
