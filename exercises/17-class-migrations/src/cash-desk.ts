export { Fines } from "./fines.ts";

export default { fetch: () => new Response("The cash desk") } satisfies ExportedHandler<Env>;
