export { Branch as Shelf } from "./branch.ts";
export { default } from "./front-desk.ts";
export { Wishes } from "./wishes.ts";
