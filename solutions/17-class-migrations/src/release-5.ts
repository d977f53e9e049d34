export { Branch } from "./branch.ts";
export { Fines } from "./fines.ts";
export { default } from "./front-desk.ts";
export { Holds as Queue } from "./holds.ts";
