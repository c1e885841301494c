import { expect, it } from "vitest";
import { rpcAuth } from "../../src/daemon/rpc-auth.js";

it("is what Bitcoin Core's rpcauth.py makes of user, salt and password", () => {
  expect(
    rpcAuth("rt", "cA773lm788buwYe4g4WT+05pKyNruVKjQ25x3n0DQcM=", "93648e835a54c573682c2eb19f882535"),
  ).toBe(
    "rt:93648e835a54c573682c2eb19f882535$7681e9c5b74bdd85e78166031d2058e1069b3ed7ed967c93fc63abba06f31144",
  );
});

it("salts anew each time", () => {
  expect(rpcAuth("pool", "secret")).toMatch(/^pool:[0-9a-f]{32}\$[0-9a-f]{64}$/);
  expect(rpcAuth("pool", "secret")).not.toBe(rpcAuth("pool", "secret"));
});
