import { env } from "cloudflare:workers";
import type { Contents, Notebook, Refused } from "../src/notebook.ts";

/** What can be done to a notebook to let it go back. */
type GoingBack = (notebook: DurableObjectStub<Notebook>) => Promise<Refused>;

/** The notebook of this name. A new stub each time, for one of before a restart is broken. */
export function notebook(name: string): DurableObjectStub<Notebook> {
  return env.NOTEBOOK.getByName(name);
}

/** A notebook with a title and two notes. */
export async function filled(name: string): Promise<DurableObjectStub<Notebook>> {
  const made = notebook(name);
  await made.rename("Travels");
  await made.write("Lisbon");
  await made.write("Porto");
  return made;
}

/** What is in it. */
export async function read(name: string): Promise<Contents> {
  return notebook(name).read();
}

/** Its notes alone. */
export async function texts(name: string): Promise<string[]> {
  return (await read(name)).notes.map(({ text }) => text);
}

/** Writes part of a file into the notebook, up to a line that is wrong. */
export async function failedImport(name: string, file = "old.ndjson"): Promise<void> {
  await notebook(name).beginImport(file);
  await notebook(name).importPage(['{"title":"Old travels"}', '{"text":"Rome"}']);
  await notebook(name).importPage(['{"text":"Naples"}', '{"text":']);
}

/** Whether the notebook restarted, as its Worker would see it; otherwise why it refused, or what it threw. What the starter answers is neither. */
export async function goBack(name: string, going: GoingBack): Promise<string> {
  try {
    const { why } = await going(notebook(name));
    return why === "The notebook didn't restart" ? why : `refused: ${why}`;
  } catch (error) {
    return (error as { durableObjectReset?: boolean }).durableObjectReset === true ? "restarted" : String(error);
  }
}
