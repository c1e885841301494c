import { describe, expect, it } from "vitest";
import { protocol } from "../../generated/stratum/index.js";
import { describeProtocol } from "./described.js";

describeProtocol("../../schemas/stratum", protocol);

/** What goes over the wire, as miners and pools have had it for ten years: the positions can't change. */
const positions: Record<string, string> = {
  "client.reconnect": "host port wait",
  "client.show_message": "message",
  "mining.authorize": "username password",
  "mining.configure": "extensions parameters",
  "mining.get_transactions": "jobId",
  "mining.notify": "jobId prevhash coinb1 coinb2 merkleBranch version nbits ntime cleanJobs",
  "mining.set_difficulty": "difficulty",
  "mining.set_extranonce": "extranonce1 extranonce2Size",
  "mining.set_version_mask": "mask",
  "mining.submit": "username jobId extranonce2 ntime nonce versionBits",
  "mining.subscribe": "userAgent sessionId host port",
  "mining.suggest_difficulty": "difficulty",
  "mining.suggest_target": "target",
};

describe("parameters of Stratum", () => {
  it.each(Object.entries(positions))("of %s lie in the order %s", (name, order) => {
    const table = new Map(Object.entries({ ...protocol.server, ...protocol.client }));
    expect(table.get(name)).toMatchObject({ structure: "position", params: order.split(" ") });
  });
});

describe("the result of mining.subscribe", () => {
  it("is an array on the wire: subscriptions, extranonce1, size of extranonce2", () => {
    expect(protocol.server["mining.subscribe"].result).toEqual([
      "subscriptions",
      "extranonce1",
      "extranonce2Size",
    ]);
  });
});

describe("directions of Stratum", () => {
  it("let either side ask whether the other is there, and pools alone tell what to do", () => {
    const sentByPools = Object.keys(protocol.client).filter((name) => !(name in protocol.server));
    expect("mining.ping" in protocol.server && "mining.ping" in protocol.client).toBe(true);
    for (const name of ["mining.notify", "mining.set_difficulty", "client.reconnect"])
      expect(sentByPools).toContain(name);
    for (const name of ["mining.submit", "mining.authorize"]) expect(sentByPools).not.toContain(name);
  });
});
