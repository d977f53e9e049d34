import type { Rule } from "../material.ts";
import { codeFits } from "./code-fits.ts";
import { filesAreInOrder, oneCompatibilityDate, tableAgrees } from "./files.ts";
import { generatedTypesAreCurrent } from "./generated-types.ts";
import { misconceptionsAreTrue } from "./misconceptions.ts";
import { mistakesAreCaught } from "./mistakes.ts";
import { mistakesFailAsWritten } from "./mistakes-fail.ts";
import { regionsDecide, regionsHold } from "./regions.ts";
import { alternativesPass, solutionPasses, stretchIsPossible } from "./solution.ts";
import { starterFails, starterMessages } from "./starter.ts";
import { frontMatterIsYaml, linksResolve, numbersAgree } from "./texts.ts";

/** What must hold of every exercise, in the order in which one would mend it. */
export const rules: Rule[] = [
  filesAreInOrder,
  frontMatterIsYaml,
  numbersAgree,
  tableAgrees,
  linksResolve,
  codeFits,
  oneCompatibilityDate,
  generatedTypesAreCurrent,
  regionsHold,
  starterFails,
  starterMessages,
  solutionPasses,
  stretchIsPossible,
  regionsDecide,
  mistakesAreCaught,
  mistakesFailAsWritten,
  misconceptionsAreTrue,
  alternativesPass,
];
