import { expect } from "vitest";
import { isRpcError } from "../../src/rpc/index.js";

/** Expects that a daemon refuses a call with its own number, and says why. */
export async function expectRefusal(call: Promise<unknown>, code: number, words = /./): Promise<void> {
  const error: unknown = await call.then(
    (result) => `answered: ${JSON.stringify(result)}`,
    (reason) => reason,
  );
  if (!isRpcError(error)) throw new Error(`expected error ${code}: ${String(error)}`);
  expect(error.message).toMatch(words);
  expect({ code: error.wireCode, executed: error.executed }).toEqual({ code, executed: "yes" });
}
