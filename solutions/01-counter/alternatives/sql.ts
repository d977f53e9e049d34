/**
 * SQL. The database adds, so that the count isn't read at all before it is written.
 */
import { DurableObject } from "cloudflare:workers";
import { isRobot } from "./robots.ts";

export class Counter extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS views (only INTEGER PRIMARY KEY CHECK (only = 1), count INTEGER)");
    ctx.storage.sql.exec("INSERT INTO views VALUES (1, 0) ON CONFLICT DO NOTHING");
  }

  value(): number {
    return this.ctx.storage.sql.exec<{ count: number }>("SELECT count FROM views").one().count;
  }

  increment(by = 1): number {
    if (!Number.isInteger(by) || by < 1) throw new RangeError(`A step is a positive whole number, not ${by}.`);
    const update = "UPDATE views SET count = count + ? RETURNING count";
    return this.ctx.storage.sql.exec<{ count: number }>(update, by).one().count;
  }

  async view(agent: string): Promise<number> {
    const robot = await isRobot(agent);
    return robot ? this.value() : this.increment();
  }
}
