import { DurableObject } from "cloudflare:workers";
import type { Order } from "./order.ts";

/** Looks at orders before money moves. It lies elsewhere, as a bank's fraud check does, so its answer takes a while. */
export class Watch extends DurableObject<Env> {
  approves({ amount }: Order): boolean {
    return amount <= LARGEST;
  }
}

/** 500.00, in cents. */
const LARGEST = 50_000;
