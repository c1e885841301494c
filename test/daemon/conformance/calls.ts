import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectRefusal } from "../refusals.js";
import type { Subject } from "../subject.js";

export function calls(start: () => Promise<Subject>): void {
  describe("calls", () => {
    let subject: Subject;
    let rpc: Subject["client"]["rpc"];
    beforeAll(async () => {
      subject = await start();
      rpc = subject.client.rpc;
    });
    afterAll(() => subject?.stop());

    it("refuses a wrong password", async () => {
      await expect(subject.stranger().rpc.getblockcount()).rejects.toMatchObject({
        code: "UNAUTHORIZED",
        executed: "no",
      });
    });

    it("does not know a method that is none", async () => {
      await expectRefusal(subject.client.call("getwork"), -32601, /Method not found/);
      await expectRefusal(subject.client.call("getzmqnotifications"), -32601, /Method not found/);
    });

    it.each([
      { method: "getblockhash", params: [], code: -1 },
      { method: "getblock", params: [], code: -1 },
      { method: "getblock", params: ["00"], code: -8 },
      { method: "getblock", params: ["zz".repeat(32)], code: -8 },
      { method: "getblockhash", params: [-1], code: -8 },
      { method: "submitblock", params: ["zz"], code: -22 },
      { method: "decoderawtransaction", params: ["zz"], code: -22 },
      { method: "getblocktemplate", params: [{ rules: ["segwit", "mweb"], mode: "submit" }], code: -8 },
      { method: "getblocktemplate", params: [{ rules: ["mweb"] }], code: -8 },
      { method: "getblocktemplate", params: [{}], code: -8 },
      { method: "estimatesmartfee", params: [0], code: -8 },
    ])("refuses $method $params with $code", async ({ method, params, code }) => {
      await expectRefusal(subject.client.call(method, params), code);
    });

    it.each([
      { method: "getblockhash", params: ["1"] },
      { method: "getblock", params: [5] },
      { method: "waitfornewblock", params: ["soon"] },
    ])("refuses $method with a value of the wrong type", async ({ method, params }) => {
      await expectRefusal(subject.client.call(method, params), subject.codes.wrongType);
    });

    it("takes parameters by name, too", async () => {
      const hash = await subject.client.call("getblockhash", { height: 1 });
      expect(hash).toBe(await rpc.getblockhash({ height: 1 }));
      expect(await subject.client.call("getblock", { blockhash: hash, verbosity: 0 })).toMatch(/^[0-9a-f]+$/);
    });

    it("takes null for a parameter that is left out", async () => {
      expect(await subject.client.call("getnetworkhashps", [null, 1])).toBeTypeOf("number");
    });

    it("answers calls without a wallet on the path of one that does not exist", async () => {
      expect(await subject.wallet("nowhere").rpc.getblockcount()).toBe(1);
    });

    it("says how long it has been running, and what its methods take", async () => {
      expect(await rpc.uptime()).toBeGreaterThanOrEqual(0);
      expect(await rpc.help({ command: "getblockcount" })).toMatch(/^getblockcount/);
      expect(await rpc.help()).toMatch(/^submitblock/m);
      expect(await rpc.help({ command: "nonsense" })).toBe("help: unknown command: nonsense");
      expect((await rpc.getrpcinfo()).active_commands).toMatchObject([{ method: "getrpcinfo" }]);
    });

    it("remembers the nodes that it is told of", async () => {
      const node = "127.0.0.1:1";
      expect(await rpc.addnode({ node, command: "add" })).toBeNull();
      await expectRefusal(rpc.addnode({ node, command: "add" }), -23, /already added/);
      expect(await rpc.getaddednodeinfo()).toEqual([{ addednode: node, connected: false, addresses: [] }]);
      expect(await rpc.addnode({ node, command: "remove" })).toBeNull();
      await expectRefusal(rpc.addnode({ node, command: "remove" }), -24);
      await expectRefusal(rpc.getaddednodeinfo({ node }), -24, /has not been added/);
      await expectRefusal(rpc.disconnectnode({ address: node }), -29, /not found in connected nodes/);
    });

    it("answers what else a monitor asks", async () => {
      const { connections } = await rpc.getnetworkinfo();
      expect(await rpc.getconnectioncount()).toBe(connections);
      expect(await rpc.getpeerinfo()).toHaveLength(connections);
      expect(await rpc.listbanned()).toEqual([]);
      expect(await rpc.ping()).toBeNull();
      expect(await rpc.setnetworkactive({ state: true })).toBe(true);
      expect(await rpc.getnettotals()).toMatchObject({ uploadtarget: { target: 0 } });
      expect(await rpc.getindexinfo()).toEqual({});
      expect(await rpc.getmemoryinfo()).toHaveProperty("locked");
      expect(Object.values(await rpc.logging())).not.toContain(true);
      await expectRefusal(rpc.logging({ include: ["nonsense"] }), -8, /unknown logging category/);
    });

    it("does not know what fees to expect, which is no error", async () => {
      const guess = await rpc.estimatesmartfee({ confTarget: 6 });
      expect(guess).toEqual({ errors: ["Insufficient data or no feerate found"], blocks: 0 });
    });

    it("tells addresses from other texts", async () => {
      const { elsewhere: address } = subject;
      expect(await rpc.validateaddress({ address })).toMatchObject({
        isvalid: true,
        address,
        scriptPubKey: `0014${"00".repeat(20)}`,
        isscript: false,
        iswitness: true,
        witness_version: 0,
        witness_program: "00".repeat(20),
      });
      const mistyped = address.replace("qqqq", "qqpq");
      for (const wrong of [mistyped, "", "nowhere"])
        expect(await rpc.validateaddress({ address: wrong })).toMatchObject({ isvalid: false });
    });
  });
}
