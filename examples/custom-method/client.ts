/**
 * Asks the pool of `server.ts` for a worker's hash rate.
 *
 *     node dist/client.js stratum+tcp://127.0.0.1:3333 alice.rig1
 */
import { isRpcError, StratumClient } from "stratum/client";
import { protocol } from "./generated/index.js";

const [url = "stratum+tcp://127.0.0.1:3333", worker = "alice.rig1"] = process.argv.slice(2);

const client = await StratumClient.connect(url, { protocol });

// Stratum's own methods are still there: one share, as a basis for the estimate.
const { extranonce2Size } = await client.mining.subscribe();
await client.mining.authorize({ username: worker });
await client.mining.submit({
  username: worker,
  jobId: "1",
  extranonce2: "00".repeat(extranonce2Size),
  ntime: "504e86ed",
  nonce: "b2957c02",
});

// The new method is next to them, with the types of its schema.
const rate = await client.mining.hashrate({ worker });
console.log(`${worker}: ${rate.toFixed(1)} hashes per second`);

// A rejected call throws an error with a code.
try {
  await client.mining.hashrate({ worker: "nobody" });
} catch (error) {
  if (!isRpcError(error, "UNAUTHORIZED")) throw error;
  console.log(`refused: ${error.message}`);
}

client.close();
