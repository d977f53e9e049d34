/** The machine isn't fit yet: what happened, what to do next, and what the tool behind it said. */
export class Unfit extends Error {
  constructor(message, { remedy = "", said = "", exitCode = 3 } = {}) {
    super(message);
    this.remedy = remedy;
    this.said = said;
    this.exitCode = exitCode;
  }
}

/** What a refusal of the file system means to the user; any other error is ours and stays as it is. */
export function asUnfit(error) {
  if (error instanceof Unfit) return error;
  // Node reports a folder that can't be made on a read-only disk as one that isn't found.
  const why = error.syscall === "mkdir" && error.code === "ENOENT" ? refusals.EROFS : refusals[error.code];
  return why && new Unfit(`${why.message}: ${error.path}`, { remedy: why.remedy });
}

const elsewhere = "Clone the workshop to a folder that you can write to, then start again.";
const refusals = {
  EROFS: { message: "This can't be written to", remedy: elsewhere },
  EACCES: { message: "This can't be written to", remedy: elsewhere },
  EPERM: { message: "This can't be written to", remedy: elsewhere },
  ENOSPC: { message: "The disk is full", remedy: "About 1 GB is needed. Free some space, then start again." },
};

/** Tells it on stderr, where it never mixes with a command's answer. */
export function explain(problem) {
  const parts = [problem.message, indent(problem.said), problem.remedy].filter((part) => part !== "");
  process.stderr.write(`${parts.join("\n\n")}\n`);
}

function indent(text) {
  return text.replace(/^(?=.)/gm, "  ");
}
