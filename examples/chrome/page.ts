import { type Client, type ConnectTarget, connect } from "stratum/rpc";
import { type Dialect, jsonrpc2, nul } from "stratum/wire";
import { protocol } from "./generated/index.js";

/** Connects to a browser and opens a blank page in it, to which all later commands go. */
export async function openPage(target: ConnectTarget): Promise<Client<typeof protocol>> {
  let sessionId: string | undefined;
  // Chromium refuses a message that has a member `jsonrpc`.
  const dialect: Dialect = {
    ...jsonrpc2,
    name: "devtools",
    request: (id, method, params) => JSON.stringify({ id, sessionId, method, params }),
  };
  const client = await connect(target, protocol, { dialect, framing: nul });
  const { targetId } = await client.Target.createTarget({ url: "about:blank" });
  ({ sessionId } = await client.Target.attachToTarget({ targetId, flatten: true }));
  return client;
}
