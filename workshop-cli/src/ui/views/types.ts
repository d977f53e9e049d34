import type { TypeAdvice } from "../../grading/verdict.ts";
import type { Line } from "../page.ts";
import type { ShowPlace } from "../targets.ts";
import type { Theme } from "../theme.ts";

const shown = 3;

/** What the compiler has to say, which never changes a verdict. */
export function typeLines({ soft, glyph }: Theme, types: TypeAdvice[], place: ShowPlace): Line[] {
  const rest = types.length - shown;
  return [
    { mark: "note", text: "TypeScript's advice, which doesn't count:" },
    ...types.slice(0, shown).map(({ file, line, message }) => `${soft(place(file, line))} ${message}`),
    ...(rest > 0 ? [soft(`${glyph.more} and ${rest} more`)] : []),
  ];
}
