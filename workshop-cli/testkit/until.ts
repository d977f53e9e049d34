/**
 * Asks again and again until the answer holds, a hundred times at most, and gives the last answer. Each question is a
 * call to an object, so everything else gets its turn in between: no clock is needed.
 */
export async function until<T>(ask: () => PromiseLike<T>, holds: (answer: T) => boolean): Promise<T> {
  let answer = await ask();
  for (let looks = 1; looks < 100 && !holds(answer); looks++) answer = await ask();
  return answer;
}
