import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { connect, isRpcError } from "stratum/rpc";
import { protocol } from "../generated/index.js";
import { startService } from "../src/service.js";

test("a message reaches the other clients", async () => {
  const server = await startService(["ws://127.0.0.1:0/rpc"]);
  const [url = ""] = server.urls;
  const accepted = once(server, "connection");
  const bob = await connect(url, protocol);
  await accepted;
  const alice = await connect(url, protocol);
  try {
    const posted = new Promise((resolve) => bob.once("messages.posted", resolve));
    assert.equal(await alice.messages.post({ text: "Hello" }), 1);
    assert.deepEqual(await posted, { id: 1, text: "Hello" });
    await assert.rejects(alice.messages.post({ text: "" }), (error) => isRpcError(error, "INVALID_PARAMS"));
  } finally {
    await alice.close();
    await bob.close();
    await server.close();
  }
});
