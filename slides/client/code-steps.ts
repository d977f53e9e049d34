import type { RevealApi } from "reveal.js";

/** Lights the lines of the step that a code block is at; before its first step, and on paper, all of them. */
export function followCodeSteps(reveal: RevealApi): void {
  const update = () => {
    for (const block of document.querySelectorAll<HTMLElement>("pre.code")) light(block);
  };
  for (const event of ["ready", "slidechanged", "fragmentshown", "fragmenthidden"]) reveal.on(event, update);
}

function light(block: HTMLElement): void {
  const step = [...block.querySelectorAll<HTMLElement>(".code-step.visible")].at(-1);
  const isOnPaper = block.closest(".print-pdf, .reveal-print") !== null;
  block.classList.toggle("stepping", step !== undefined && !isOnPaper);
  const [from, to] = [Number(step?.dataset.from), Number(step?.dataset.to)];
  block.querySelectorAll(".line").forEach((line, index) => {
    line.classList.toggle("lit", from <= index && index <= to);
  });
}
