/**
 * Asks a Bitcoin Core node for its newest block.
 *
 *     node dist/client.js http://127.0.0.1:8332 ~/.bitcoin/.cookie
 */
import { readFile } from "node:fs/promises";
import { HttpCaller } from "stratum/transport";
import { toServer } from "./generated/index.js";

const [url = "http://127.0.0.1:8332", cookie = ".cookie"] = process.argv.slice(2);

const credentials = (await readFile(cookie, "utf8")).trim();
const caller = new HttpCaller({
  url,
  authorization: async () => `Basic ${Buffer.from(credentials).toString("base64")}`,
});
const node = toServer(caller);

const blockhash = await node.getbestblockhash();

// The overlay says that the verbosity decides: without it this would be a union of four.
const block = await node.getblock({ blockhash, verbosity: 2 });
for (const { txid, vout } of block.tx) {
  console.log(`${txid}: ${vout.reduce((sum, { value }) => sum + value, 0)} BTC`);
}

await caller.close();
