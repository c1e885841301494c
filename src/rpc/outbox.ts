/** Joins messages that are sent in one turn of the event loop to batches (JSON-RPC 2.0, section 6). */
export interface Outbox {
  send(text: string): void;
}

/**
 * Makes an outbox.
 *
 * @param max The most messages of a batch.
 * @param deliver Takes one message, or the text of a batch.
 */
export function createOutbox(max: number, deliver: (text: string) => void): Outbox {
  let texts: string[] = [];
  const flush = () => {
    const [first] = texts;
    if (first === undefined) return;
    const text = texts.length === 1 ? first : `[${texts.join(",")}]`;
    texts = [];
    deliver(text);
  };
  return {
    send(text) {
      if (texts.push(text) === 1) queueMicrotask(flush);
      if (texts.length >= max) flush();
    },
  };
}
