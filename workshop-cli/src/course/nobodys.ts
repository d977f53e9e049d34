/** True for the name of a file or folder that tools and systems put anywhere, and nobody wrote. */
export function isNobodys(name: string): boolean {
  return NOBODYS.has(name);
}

const NOBODYS = new Set(["node_modules", ".wrangler", ".DS_Store", "Thumbs.db"]);
