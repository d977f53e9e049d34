export { default } from "./index.ts";
export { Poll as Ballot } from "./poll.ts";
