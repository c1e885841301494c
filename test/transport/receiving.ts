import type { Connection, Receiver, RpcError } from "../../src/rpc/index.js";

/** Opens a connection and keeps what it delivers. */
export function receiving(connection: Connection, act: Partial<Receiver> = {}) {
  const messages: string[] = [];
  const ends: (RpcError | undefined)[] = [];
  const over = new Promise<RpcError | undefined>((resolve) => {
    connection.open({
      ...act,
      message: (text) => {
        messages.push(text);
        act.message?.(text);
      },
      closed: (error) => {
        ends.push(error);
        resolve(error);
      },
    });
  });
  return { messages, ends, over };
}
