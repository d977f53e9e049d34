import { folderWith } from "../../throwaway.ts";

/** What a release of a test consists of. */
export type Written = {
  worker?: string;
  /** The classes that the code exports. */
  classes: string[];
  /** Bindings to the Worker's own classes as `"NAME": "Class"`, and to another Worker's as `"NAME": "Class of worker"`. */
  bind?: Record<string, string>;
  config?: Record<string, unknown>;
};

/** Writes releases as `1.jsonc`, `2.jsonc`, … with their code, and answers the folder. */
export function folderOf(...releases: Written[]): string {
  const files = releases.flatMap(({ worker = "shop", classes, bind = {}, config = {} }, at): [string, string][] => [
    [`${at + 1}.ts`, codeOf(classes)],
    [
      `${at + 1}.jsonc`,
      JSON.stringify({
        name: worker,
        main: `${at + 1}.ts`,
        compatibility_date: "2026-10-01",
        durable_objects: { bindings: Object.entries(bind).map(bindingOf) },
        ...config,
      }),
    ],
  ]);
  return folderWith(Object.fromEntries(files));
}

/** Migrations that create, each under the next tag: `v1`, `v2`, … */
export function migrations(...steps: Record<string, unknown>[]): { migrations: Record<string, unknown>[] } {
  return { migrations: steps.map((step, at) => ({ tag: `v${at + 1}`, ...step })) };
}

function bindingOf([name, target]: [string, string]): Record<string, string> {
  const [className, script] = target.split(" of ") as [string, string?];
  return script === undefined ? { name, class_name: className } : { name, class_name: className, script_name: script };
}

/** Every class counts in its storage, and says which kind that is. */
function codeOf(classes: string[]): string {
  return `import { DurableObject } from "cloudflare:workers";
class Counter extends DurableObject {
  count() {
    const count = ((this.ctx.storage.kv.get("count") as number) ?? 0) + 1;
    this.ctx.storage.kv.put("count", count);
    return count;
  }
  hasSql() {
    try { this.ctx.storage.sql.exec("SELECT 1"); return true; } catch { return false; }
  }
}
${classes.map((name) => `export class ${name} extends Counter {}`).join("\n")}
export default { fetch: (request, env) => Response.json([new URL(request.url).pathname, env.STAGE ?? null]) };
`;
}
