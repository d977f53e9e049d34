/** The folders in which a learner's answer lies, beside `wrangler.jsonc`: code, releases, and other Workers. */
export const answerFolders = ["src", "releases", "workers"];
