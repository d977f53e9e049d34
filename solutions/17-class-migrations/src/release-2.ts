export { Branch } from "./branch.ts";
export { default } from "./front-desk.ts";
export { Holds } from "./holds.ts";
export { Wishes } from "./wishes.ts";
