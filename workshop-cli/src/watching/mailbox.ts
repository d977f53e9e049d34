/** Messages in the order in which they came, for one reader. */
export type Mailbox<Message> = {
  post(message: Message): void;
  /** The next message, as soon as there is one. */
  take(): Promise<Message>;
};

/** Makes an empty mailbox. */
export function openMailbox<Message>(): Mailbox<Message> {
  const waiting: Message[] = [];
  let wake: ((message: Message) => void) | null = null;
  return {
    post(message) {
      if (wake === null) {
        waiting.push(message);
        return;
      }
      wake(message);
      wake = null;
    },
    take: () =>
      new Promise((resolve) => {
        const [message] = waiting.splice(0, 1);
        if (message === undefined) wake = resolve;
        else resolve(message);
      }),
  };
}
