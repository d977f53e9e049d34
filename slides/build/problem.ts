/** Something in a deck that its author has to mend. The message says all of it: deck and line, what is wrong, what to do. */
export class DeckProblem extends Error {
  override name = "DeckProblem";
  readonly what: string;
  readonly remedy: string;

  constructor(deck: string, line: number, what: string, remedy: string) {
    const placed = `slides/decks/${deck}, line ${line}: ${what}`;
    super(`${placed} ${remedy}`);
    this.what = placed;
    this.remedy = remedy;
  }
}
