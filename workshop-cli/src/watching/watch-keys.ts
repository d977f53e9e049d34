/** A key of the watch: its name in the last line, and what it does in a sentence. */
export type WatchKey = { key: string; name: string; does: string };

/** What a learner is likely to want: help with an exercise that is open, or what follows a pass. */
export type KeyMoment = "open" | "passed";

/** All keys of a watch, in the order in which they are explained. */
export const watchKeys: WatchKey[] = [
  { key: "h", name: "hint", does: "the next hint for the task that fails first" },
  { key: "t", name: "task", does: "what that task asks for; after a pass the whole lesson" },
  { key: "x", name: "x-ray", does: "what the objects hold that the failing test touched" },
  { key: "o", name: "open", does: "your file in your editor, where it fails" },
  { key: "d", name: "diff", does: "yours beside the solution" },
  { key: "s", name: "solution", does: "why the solution is so, and what else would do" },
  { key: "m", name: "mistakes", does: "what people get wrong here" },
  { key: "r", name: "again", does: "grade once more" },
  { key: "l", name: "list", does: "all exercises: look for another and go there" },
  { key: "n", name: "next", does: "go on to the next exercise" },
  { key: "?", name: "keys", does: "this list" },
  { key: "q", name: "quit", does: "leave; so does Ctrl-C" },
];

/** The keys that come first in a moment; the last line has room for some of them. */
export function keysFor(moment: KeyMoment): WatchKey[] {
  const order = { open: "htxodnrlsm", passed: "nsmdtlor" }[moment];
  return [...order].flatMap((key) => watchKeys.find((each) => each.key === key) ?? []);
}
