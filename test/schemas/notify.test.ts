import { describe, expect, it } from "vitest";
import { protocol } from "../../generated/notify/index.js";
import { describeProtocol } from "./described.js";

describeProtocol("../../schemas/notify", protocol);

describe("what daemons and operators tell a pool", () => {
  it("goes to the pool alone", () => {
    expect(protocol.client).toEqual({});
    expect(Object.keys(protocol.server)).toEqual([
      "mining.alert",
      "mining.block",
      "mining.connections",
      "mining.wallet",
    ]);
  });

  it.each([
    ["mining.alert", "message"],
    ["mining.block", "hash"],
    ["mining.wallet", "txid"],
  ] as const)(
    "by %s has %s first and its source second, and an array of one for an answer",
    (name, first) => {
      expect(protocol.server[name]).toMatchObject({
        structure: "position",
        params: [first, "source"],
        optional: ["source"],
        result: ["taken"],
      });
    },
  );
});
