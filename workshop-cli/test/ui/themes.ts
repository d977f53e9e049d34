import { openTheme, type Surroundings } from "../../src/ui/theme.ts";

const surroundings: Surroundings = {
  env: { LANG: "en_US.UTF-8", NO_COLOR: "1" },
  platform: "linux",
  isTerminal: true,
  columns: 80,
  plain: false,
};

/** A theme for 80 columns without colour, with changes to its surroundings. */
export function themeWith(changes: Partial<Surroundings> = {}) {
  return openTheme({ ...surroundings, ...changes });
}
