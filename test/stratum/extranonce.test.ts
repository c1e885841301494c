import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Extranonces } from "../../src/stratum/extranonce.js";
import { connectRaw, startServer } from "./servers.js";

describe("extranonce1 values", () => {
  it("never meet, whatever is given out and given back", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constant("allocate"),
            fc.nat(200),
            fc.nat({ max: 700 }).map((by) => -by - 1),
          ),
          { maxLength: 300 },
        ),
        (steps) => {
          const extranonces = new Extranonces({ size: 1, grace: 500 });
          const held: string[] = [];
          let now = 0;
          for (const step of steps) {
            if (step === "allocate") {
              if (held.length === 256) continue;
              try {
                held.push(extranonces.allocate(now));
              } catch (error) {
                expect(error).toMatchObject({ code: "OVERLOADED" });
              }
            } else if (Number(step) < 0) now -= Number(step);
            else {
              const [value] = held.splice(Number(step) % (held.length || 1), 1);
              if (value !== undefined) extranonces.release(value, `owner of ${value}`, now);
            }
          }
          expect(new Set(held).size).toBe(held.length);
        },
      ),
    );
  });

  it("differ between instances that share the bits", () => {
    const bits = 5;
    const prefixes = Array.from({ length: 2 ** bits }, (_, id) => {
      const value = new Extranonces({ size: 4, instance: { id, bits } }).allocate();
      return Number.parseInt(value, 16) >>> (32 - bits);
    });
    expect(prefixes).toEqual(Array.from({ length: 2 ** bits }, (_, id) => id));
  });

  it("rest before others get them, and go back to who had them", () => {
    const extranonces = new Extranonces({ size: 1, grace: 1_000 });
    const values = Array.from({ length: 256 }, () => extranonces.allocate(0));
    expect(() => extranonces.allocate(0)).toThrow("all extranonce1 values are in use");
    extranonces.release(values[0] ?? "", "session a", 0);
    extranonces.release(values[1] ?? "", "session b", 0);
    expect(() => extranonces.allocate(999)).toThrow("all extranonce1 values are in use");
    expect(extranonces.claim("session b", 999)).toBe(values[1]);
    expect(extranonces.claim("session b", 999)).toBeUndefined();
    expect(extranonces.claim(values[0], 999)).toBe(values[0]);
    extranonces.release(values[5] ?? "", "session c", 1_000);
    expect(extranonces.claim("session c", 2_000)).toBeUndefined();
    expect(extranonces.allocate(2_000)).toBe(values[5]);
  });

  it.each([
    [{ size: 0 }, "extranonce.size is 0"],
    [{ size: 7 }, "extranonce.size is 7"],
    [{ extranonce2Size: 1 }, "extranonce.extranonce2Size is 1"],
    [{ instance: { id: 32, bits: 5 } }, "extranonce.instance.id is 32: expected 0 to 31 for 5 bits"],
    [{ size: 1, instance: { id: 0, bits: 8 } }, "extranonce.instance.bits is 8"],
  ])("refuses %j", (options, message) => {
    expect(() => new Extranonces(options)).toThrow(message);
  });

  it("come back with a resumed session", async () => {
    const { port } = await startServer();
    const subscribe = async (params: unknown[]) => {
      const miner = await connectRaw(port);
      miner.send({ id: 1, method: "mining.subscribe", params });
      const { result } = await miner.message();
      const [subscriptions, extranonce1] = result as unknown as [[string, string][], string, number];
      return { miner, session: subscriptions[0]?.[1], extranonce1 };
    };
    const first = await subscribe(["cgminer/4.12.0"]);
    const meanwhile = await subscribe(["cgminer/4.12.0", first.session]);
    expect(meanwhile.extranonce1).not.toBe(first.extranonce1);
    first.miner.end();
    await expect
      .poll(async () => (await subscribe(["cgminer/4.12.0", first.session])).extranonce1, {
        timeout: 5_000,
        interval: 20,
      })
      .toBe(first.extranonce1);
  });
});
