import { existsSync, readFileSync } from "node:fs";
import { type MistakeComment, mistakeFile, readMistakeComment } from "../../course/mistake-comment.ts";
import type { Verdict } from "../../grading/verdict.ts";
import { type Material, type Problem, type Rule, shown, type Tried } from "../material.ts";

/** Each mistake is caught by the tests that its comment names, in every repeat, and by no other task's. */
export const mistakesAreCaught: Rule = {
  name: "mistakes are caught",
  depth: "quick",
  check(material) {
    const few =
      material.mistakes.length < 3
        ? [
            {
              file: `${shown(material, material.exercise.solution)}/mistakes`,
              message: `There are ${material.mistakes.length} mistakes.`,
              remedy: "Write down at least three that people really make.",
            },
          ]
        : [];
    return [...few, ...material.mistakes.flatMap((tried) => problemsOf(material, tried))];
  },
};

function problemsOf(material: Material, tried: Tried): Problem[] {
  const path = mistakeFile(tried.subject);
  const file = shown(material, path);
  const comment = readMistakeComment(commented(path));
  if ("problem" in comment) return [{ file, message: comment.problem, remedy: "Begin it as AUTHORING.md shows." }];
  const types = tried.types.map((error) => ({
    file,
    message: `It doesn't type-check: ${error}`,
    remedy: "A plausible mistake compiles.",
  }));
  const findings = tried.verdicts.flatMap((verdict) => [
    ...uncaught(verdict, comment.caughtBy, file),
    ...strayFailures(verdict, comment.caughtBy, file),
  ]);
  return [...types, ...new Map(findings.map((problem) => [problem.message, problem])).values()];
}

/** A JSON file can't begin with a doc comment for tools, but it can have one. */
function commented(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function uncaught(verdict: Verdict, caughtBy: MistakeComment["caughtBy"], file: string): Problem[] {
  if (verdict.state === "broken") {
    return [
      {
        file,
        message: `It is ${verdict.state} rather than failed: ${verdict.problem}`,
        remedy: "A mistake runs and gives wrong answers.",
      },
    ];
  }
  return caughtBy.flatMap(({ file: name, test }) => {
    const found =
      verdict.tests.find((each) => isIn(each.file, name) && each.name === test) ??
      verdict.tests.find((each) => each.name === test);
    if (!found) return [missing(verdict, file, name, test)];
    if (found.state === "failed") return [];
    return [
      {
        file,
        message: `"${test}" lets it pass (${found.state}).`,
        remedy: "Sharpen the test, or name the test that does catch it.",
      },
    ];
  });
}

function missing(verdict: Verdict, file: string, name: string, test: string): Problem {
  if (verdict.problem !== null) {
    return {
      file,
      message: `The run ended before "${test}" did: ${verdict.problem}`,
      remedy: "Let the test end a mistake that goes on for ever, and say why.",
    };
  }
  return {
    file,
    message: `It names a test that doesn't exist: ${name} "${test}".`,
    remedy: "Name the file without its ending, and the test as written.",
  };
}

function strayFailures(verdict: Verdict, caughtBy: MistakeComment["caughtBy"], file: string): Problem[] {
  const tasks = new Set(caughtBy.map(({ file: name }) => Number.parseInt(name, 10)));
  return verdict.tests
    .filter((test) => test.state === "failed" && test.task !== null && !tasks.has(test.task))
    .map((test) => ({
      file,
      message: `It also fails task ${test.task}, "${test.name}", which it doesn't name: ${test.message}`,
      remedy: "Name it, or let the mistake be one mistake.",
    }));
}

function isIn(file: string, name: string): boolean {
  return file.includes(`/test/${name}.`);
}
