/** Joins messages sent in one turn of the event loop into batches (JSON-RPC 2.0, section 6). */
export interface Outbox {
  send(text: string): void;
}

/**
 * Creates an outbox.
 *
 * @param max The most messages in a batch.
 * @param deliver Sends the text of one message or of a batch.
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
