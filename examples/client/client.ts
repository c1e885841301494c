/**
 * A client that talks to a pool like a miner but doesn't mine: for watching jobs and for testing a pool with
 * your own data.
 *
 *     npx jiti examples/client/client.ts stratum+tcp://127.0.0.1:3333 alice.rig1
 */
import { isRpcError, StratumClient } from "stratum/client";

const [url = "stratum+tcp://127.0.0.1:3333", username = "alice.rig1"] = process.argv.slice(2);

// Connecting rejects with one clear error: connection refused, or no response in time.
const client = await StratumClient.connect(url, { deadline: 10_000, connect: { deadline: 5_000 } });
client.on("close", (error) => console.log(error ? `closed: ${error.message}` : "closed"));

// The pool's notifications are events, named as on the wire, with typed parameters.
client.on("mining.set_difficulty", ({ difficulty }) => console.log(`difficulty ${difficulty}`));
const firstJob = new Promise<string>((resolve) => {
  client.on("mining.notify", ({ jobId, nbits, merkleBranch, cleanJobs }) => {
    console.log(
      `job ${jobId}: bits ${nbits}, ${merkleBranch.length} branches${cleanJobs ? ", earlier jobs are void" : ""}`,
    );
    resolve(jobId);
  });
});

// Calls are methods with named parameters; their results are typed and validated.
const { extranonce1, extranonce2Size } = await client.mining.subscribe({ userAgent: "example/1.0" });
console.log(`extranonce ${extranonce1}, ${extranonce2Size} bytes are ours`);
console.log(`authorized: ${await client.mining.authorize({ username, password: "x" })}`);

// A deadline or an AbortSignal cancels a call.
const jobId = await firstJob;
try {
  const nonsense = {
    username,
    jobId,
    extranonce2: "00".repeat(extranonce2Size),
    ntime: "00000000",
    nonce: "00000000",
  };
  await client.mining.submit(nonsense, { deadline: 5_000, signal: AbortSignal.timeout(10_000) });
} catch (error) {
  // All errors are of one class; `code` says what happened, `message` is the pool's.
  if (!isRpcError(error)) throw error;
  console.log(`share refused: ${error.code} (${error.wireCode}): ${error.message}`);
}

client.close();
