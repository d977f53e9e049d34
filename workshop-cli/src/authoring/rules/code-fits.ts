import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { widthOf } from "../../ui/text.ts";
import { type Problem, type Rule, shown } from "../material.ts";

/** Columns that code has in a terminal of 80, beside the rail and its own indentation. */
const COLUMNS = 72;

/** Code on the pages of an exercise is shown whole in a terminal of 80 columns. */
export const codeFits: Rule = {
  name: "code fits",
  check(material) {
    const { exercise } = material;
    const pages = [
      join(exercise.folder, "README.md"),
      join(exercise.folder, "hints.md"),
      join(exercise.solution, "README.md"),
    ];
    return pages.filter(existsSync).flatMap((page) =>
      tooWide(readFileSync(page, "utf8")).map(
        ({ number, width }): Problem => ({
          file: shown(material, page),
          message: `Line ${number} is ${width} columns of code.`,
          remedy: `Break it: ${COLUMNS} fit.`,
        }),
      ),
    );
  },
};

function tooWide(text: string): { number: number; width: number }[] {
  let indentation: number | null = null;
  return text.split(/\r?\n/).flatMap((line, at) => {
    const fence = /^( *(?:\d+\. )?)```/.exec(line);
    if (fence) {
      indentation = indentation === null ? (fence[1] as string).length : null;
      return [];
    }
    if (indentation === null) return [];
    const width = widthOf(line.slice(indentation));
    return width > COLUMNS ? [{ number: at + 1, width }] : [];
  });
}
