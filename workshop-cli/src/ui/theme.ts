import colors from "picocolors";
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from "./glyphs.ts";
import { linkEnd } from "./text.ts";

/** How things look: every colour and glyph on screen comes from here, by what it means. */
export type Theme = {
  /** Columns to write in, 40 to 200. */
  width: number;
  /** For linear reading: no rails, no columns side by side, words where others see a glyph. */
  isPlain: boolean;
  isUnicode: boolean;
  hasColour: boolean;
  glyph: Glyphs;
  good: Paint;
  bad: Paint;
  warn: Paint;
  accent: Paint;
  strong: Paint;
  soft: Paint;
  /** Names in code and things to type; set in backticks where there is no colour. */
  code: Paint;
  emphasis: Paint;
  link: Paint;
  /** The terminal opens addresses that stand behind a text. */
  hasLinks: boolean;
  /** A text that leads to an address, where the terminal can; else the text alone. */
  leadTo(address: string, text: string): string;
};

export type Paint = (text: string) => string;

export type Surroundings = {
  env: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  isTerminal: boolean;
  columns: number | undefined;
  /** `--plain` was given. */
  plain: boolean;
};

/** Chooses colours, glyphs and width for these surroundings. */
export function openTheme(surroundings: Surroundings): Theme {
  const paint = colors.createColors(wantsColour(surroundings));
  const isPlain = surroundings.plain || Boolean(surroundings.env.WORKSHOP_PLAIN);
  const isUnicode = knowsUnicode(surroundings);
  const hasLinks = !isPlain && knowsLinks(surroundings);
  return {
    width: Math.min(200, Math.max(40, surroundings.columns ?? 80)),
    isPlain,
    isUnicode,
    hasColour: paint.isColorSupported,
    glyph: isUnicode ? unicodeGlyphs : asciiGlyphs,
    // The eight plain colours are the only ones that people's palettes make legible on light and on dark; yellow isn't.
    good: paint.green,
    bad: paint.red,
    warn: paint.magenta,
    accent: paint.cyan,
    strong: paint.bold,
    soft: paint.dim,
    code: paint.isColorSupported ? paint.cyan : (text) => `\`${text}\``,
    emphasis: paint.isColorSupported ? paint.italic : (text) => `*${text}*`,
    link: paint.underline,
    hasLinks,
    leadTo: (address, text) => (hasLinks ? `\u001b]8;;${address}\u001b\\${text}${linkEnd}` : text),
  };
}

function wantsColour({ env, isTerminal }: Surroundings): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return isTerminal && env.TERM !== "dumb";
}

function knowsUnicode({ env, platform }: Surroundings): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  if (env.TERM === "linux") return false;
  if (locale) return /utf-?8/i.test(locale);
  return platform === "win32" || platform === "darwin";
}

/** Terminals that are known to know OSC 8. An unknown one may print what it doesn't understand. */
function knowsLinks({ env, isTerminal }: Surroundings): boolean {
  if (env.FORCE_HYPERLINK !== undefined) return env.FORCE_HYPERLINK !== "0";
  if (!isTerminal || env.TERM === "dumb" || env.TMUX || env.STY) return false;
  const program = /^(vscode|iTerm\.app|WezTerm|ghostty|Hyper|rio|zed|WarpTerminal|Tabby)$/;
  const isNamed =
    program.test(env.TERM_PROGRAM ?? "") || /^(xterm-)?(kitty|ghostty)$|^alacritty|^foot/.test(env.TERM ?? "");
  // GNOME's terminals since 0.51; 0.50 crashed.
  return isNamed || Boolean(env.WT_SESSION || env.KONSOLE_VERSION) || Number(env.VTE_VERSION ?? 0) > 5000;
}
