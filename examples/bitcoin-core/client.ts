/**
 * Asks a Bitcoin Core node for its newest block.
 *
 *     node dist/client.js http://127.0.0.1:8332 ~/.bitcoin/.cookie
 */
import { readFile } from "node:fs/promises";
import { connect } from "stratum/rpc";
import { protocol } from "./generated/index.js";

const [url = "http://127.0.0.1:8332", cookie = ".cookie"] = process.argv.slice(2);

const credentials = (await readFile(cookie, "utf8")).trim();
const node = await connect(url, protocol, {
  authorization: `Basic ${Buffer.from(credentials).toString("base64")}`,
});

const blockhash = await node.getbestblockhash();

// The overlay says that the verbosity decides: without it this would be a union of four.
const block = await node.getblock({ blockhash, verbosity: 2 });
for (const { txid, vout } of block.tx) {
  console.log(`${txid}: ${vout.reduce((sum, { value }) => sum + value, 0)} BTC`);
}

await node.close();
