/** Why a release isn't taken. The message is for whoever wrote it. */
export class Refusal extends Error {
  override name = "Refusal";

  /**
   * @param message Cloudflare's or wrangler's own words, where they are known.
   * @param because What that means here, in a sentence.
   */
  constructor(message: string, because?: string) {
    super(because === undefined ? message : `${message}\n${because}`);
  }
}
