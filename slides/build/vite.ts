import { join } from "node:path";
import { type InlineConfig, normalizePath, type Plugin } from "vite";
import { loadCourse } from "../../workshop-cli/src/course/load.ts";
import { loadDecks } from "./deck.ts";
import { contentsPage, deckPage } from "./page.ts";

/** The repository whose code the slides show. */
export const root = join(import.meta.dirname, "../..");
export const slidesFolder = join(root, "slides");
export const decksFolder = join(slidesFolder, "decks");

/** What Vite needs to serve and to build the slides that are in a folder. */
export function viteConfig(decks = decksFolder): InlineConfig {
  return {
    root: slidesFolder,
    configFile: false,
    // Relative addresses, so that what is built works in every folder of every server.
    base: "./",
    logLevel: "warn",
    cacheDir: join(root, ".workshop/slides"),
    plugins: [pages(decks)],
    build: {
      outDir: join(slidesFolder, "dist"),
      emptyOutDir: true,
      target: "es2022",
      // Fonts stay files: a page with all of them inside would be loaded anew for each deck.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: names(decks).map(placeOf),
        checks: { pluginTimings: false },
      },
    },
  };
}

/** Each deck is a page that no file stands for: it is made of Markdown, pictures, and code from all over the repository. */
function pages(folder: string): Plugin {
  return {
    name: "slides",
    enforce: "pre",
    resolveId: (id) => (names(folder).some((name) => id === placeOf(name)) ? id : null),
    load: (id) => {
      const name = names(folder).find((each) => id === placeOf(each));
      return name === undefined ? null : pageOf(folder, name);
    },
    configureServer(server) {
      server.watcher.add(["decks", "pictures", "../solutions", "../exercises"].map((each) => join(slidesFolder, each)));
      server.watcher.on("change", (file) => {
        if (!file.includes(join("slides", "client"))) server.ws.send({ type: "full-reload" });
      });
      server.middlewares.use(async (request, response, next) => {
        const path = new URL(request.url ?? "/", "http://slides").pathname.slice(1) || "index.html";
        if (!names(folder).includes(path)) return next();
        try {
          const html = await server.transformIndexHtml(`/${path}`, pageOf(folder, path), request.originalUrl);
          response.setHeader("Content-Type", "text/html; charset=utf-8").end(html);
        } catch (error) {
          next(error);
        }
      });
    },
  };
}

/** Where a page would lie if it were a file, as Vite writes paths. */
function placeOf(name: string): string {
  return normalizePath(join(slidesFolder, name));
}

/** The names of all pages. */
function names(folder: string): string[] {
  return ["index.html", ...loadDecks(folder, loadCourse(root)).map(({ slug }) => `${slug}.html`)];
}

/** Read anew each time, so that a change is seen. */
function pageOf(folder: string, name: string): string {
  const course = loadCourse(root);
  const decks = loadDecks(folder, course);
  const deck = decks.find(({ slug }) => `${slug}.html` === name);
  return deck ? deckPage(deck, course) : contentsPage(decks, course);
}
