import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";

const ask = (path: string, method = "GET") => exports.default.fetch(`http://magazine${path}`, { method });
const views = async (response: Response) => (await response.json<{ views: number }>()).views;

describe("2. Each page has a counter of its own", () => {
  it("answers the views of a page", async () => {
    await ask("/views/home", "POST");
    const second = await ask("/views/home", "POST");
    expect(await views(second), "the second POST /views/home answers 2 views").toBe(2);
    expect(await views(await ask("/views/home")), "GET /views/home answers 2 views").toBe(2);
  });

  it("starts a page at 0, however much others are read", async () => {
    await ask("/views/busy", "POST");
    expect(await views(await ask("/views/new")), "GET /views/new isn't touched by POST /views/busy").toBe(0);
  });

  it("counts two pages apart", async () => {
    for (const page of ["news", "sports", "news"]) await ask(`/views/${page}`, "POST");
    expect(await views(await ask("/views/news")), "two views of news").toBe(2);
    expect(await views(await ask("/views/sports")), "one view of sports").toBe(1);
  });

  it("takes Home and home for two pages, as addresses are", async () => {
    await ask("/views/About", "POST");
    expect(await views(await ask("/views/about")), "GET /views/about isn't touched by POST /views/About").toBe(0);
  });
});

describe("given: the addresses", () => {
  it.each(["/", "/views", "/views/", "/views/home/more", "/views/%20", "/home"])("has nothing at %s", async (path) => {
    const response = await ask(path);
    expect(response.status, `GET ${path} is answered by 404`).toBe(404);
    await response.text();
  });

  it("takes GET and POST only", async () => {
    const response = await ask("/views/home", "DELETE");
    expect(response.status, "DELETE is answered by 405").toBe(405);
    expect(response.headers.get("Allow"), "405 names the methods that are allowed").toBe("GET, POST");
    await response.text();
  });
});
