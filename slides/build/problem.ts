/** Something in a deck that its author has to mend. The message names deck and line. */
export class DeckProblem extends Error {
  override name = "DeckProblem";

  constructor(deck: string, line: number, what: string, remedy: string) {
    super(`slides/decks/${deck}, line ${line}: ${what} ${remedy}`);
  }
}
