import { RESTARTED, type Refused } from "./notebook.ts";

export { Notebook } from "./notebook.ts";
export { Shelf } from "./shelf.ts";

/**
 * GET /ada · POST /ada/notes (text) · PUT /ada/title (text) · POST /ada/import?file=notes.ndjson ·
 * POST /ada/import/page (a line for each note) · POST /ada/import/end · POST /ada/import/cancel ·
 * POST /ada/undo · POST /ada/rewind?to=2026-11-23T12:00:00Z
 * and for the stretch: POST /ada/saves?label=draft · GET /ada/saves · POST /ada/back?to=<bookmark>
 */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, name, what = ""] = /^\/([a-z0-9-]{1,40})(?:\/([a-z/]+))?$/.exec(pathname) ?? [];
    if (name === undefined) return new Response("No such page", { status: 404 });
    const notebook = env.NOTEBOOK.getByName(name);
    const to = searchParams.get("to") ?? "";
    switch (`${request.method} ${what}`) {
      case "GET ":
        return Response.json(await notebook.read());
      case "POST notes":
        return Response.json({ id: await notebook.write(await request.text()) });
      case "PUT title":
        await notebook.rename(await request.text());
        return new Response(null, { status: 204 });
      case "POST import":
        await notebook.beginImport(searchParams.get("file") ?? "a file");
        return new Response(null, { status: 204 });
      case "POST import/page": {
        const result = await notebook.importPage((await request.text()).split("\n"));
        return Response.json(result, { status: result.state === "failed" ? 422 : 200 });
      }
      case "POST import/end":
        await notebook.endImport();
        return new Response(null, { status: 204 });
      case "POST import/cancel":
        return goBack(notebook.cancelImport());
      case "POST undo":
        return goBack(notebook.undo());
      case "POST rewind":
        return goBack(notebook.rewindTo(Date.parse(to)));
      case "POST saves":
        return Response.json(await notebook.save(searchParams.get("label") ?? ""));
      case "GET saves":
        return Response.json(await notebook.savePoints());
      case "POST back":
        return goBack(notebook.goBackTo(to));
      default:
        return new Response("No such page", { status: 404 });
    }
  },
} satisfies ExportedHandler<Env>;

/** An object that restarts can't answer: its call ends with an error, which here is the good end. */
async function goBack(call: Promise<Refused>): Promise<Response> {
  try {
    const { why } = await call;
    return new Response(why, { status: 409 });
  } catch (error) {
    if ((error as Error).message !== RESTARTED) throw error;
    return new Response("The notebook has gone back");
  }
}
