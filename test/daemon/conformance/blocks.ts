import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { doubleSha256, reversed } from "../../../src/work/index.js";
import { expectRefusal } from "../refusals.js";
import { isAnswered, type Subject } from "../subject.js";

/** A hash that no block and no transaction has. */
const nothing = "12".repeat(32);

export function blocks(start: () => Promise<Subject>): void {
  describe("blocks", () => {
    let subject: Subject;
    let rpc: Subject["client"]["rpc"];
    beforeAll(async () => {
      subject = await start();
      rpc = subject.client.rpc;
    });
    afterAll(() => subject?.stop());

    const mine = async (nblocks = 1) => rpc.generatetoaddress({ nblocks, address: subject.elsewhere });

    it("mines as many blocks as it is asked for", async () => {
      const before = await rpc.getblockcount();
      const hashes = await mine(3);
      expect(hashes).toHaveLength(3);
      expect(await rpc.getblockcount()).toBe(before + 3);
      expect(await rpc.getbestblockhash()).toBe(hashes[2]);
      for (const [index, hash] of hashes.entries())
        expect(await rpc.getblockhash({ height: before + 1 + index })).toBe(hash);
    });

    it("mines fewer blocks where the tries run out", async () => {
      const before = await rpc.getblockcount();
      const hashes = await rpc.generatetoaddress({ nblocks: 50, address: subject.elsewhere, maxtries: 4 });
      expect(hashes.length).toBeLessThan(50);
      expect(await rpc.getblockcount()).toBe(before + hashes.length);
    });

    it("shows a block as bytes, with ids, and with transactions", async () => {
      const [blockhash = ""] = await mine();
      const bytes = await rpc.getblock({ blockhash, verbosity: 0 });
      const block = await rpc.getblock({ blockhash, verbosity: 1 });
      const whole = await rpc.getblock({ blockhash, verbosity: 2 });
      expect(await rpc.getblock({ blockhash, verbosity: false })).toBe(bytes);
      expect(await rpc.getblock({ blockhash })).toEqual(block);
      expect(reversed(doubleSha256(Buffer.from(bytes, "hex").subarray(0, 80))).toString("hex")).toBe(
        blockhash,
      );
      expect(block).toMatchObject({
        hash: blockhash,
        confirmations: 1,
        nTx: 1,
        bits: "207fffff",
        difficulty: 4.656542373906925e-10,
        size: bytes.length / 2,
        weight: 3 * block.strippedsize + block.size,
      });
      expect({ ...whole, tx: whole.tx.map(({ txid }) => txid) }).toEqual(block);
      expect(whole.tx[0]?.vout.map((output) => "value" in output && output.value)).toEqual([
        "50.00000000",
        "0.00000000",
      ]);
      expect(whole.tx[0]?.hex).toBe(bytes.slice(-2 * (whole.tx[0]?.size ?? 0)));
    });

    it("shows a header as bytes and with its place in the chain", async () => {
      const [first = "", second = ""] = await mine(2);
      const bytes = await rpc.getblock({ blockhash: first, verbosity: 0 });
      expect(await rpc.getblockheader({ blockhash: first, verbose: false })).toBe(bytes.slice(0, 160));
      expect(await rpc.getblockheader({ blockhash: first })).toMatchObject({
        hash: first,
        confirmations: 2,
        nextblockhash: second,
      });
      expect(await rpc.getblockheader({ blockhash: second })).not.toHaveProperty("nextblockhash");
    });

    it("finds an output that nobody spent, and nothing where there is none", async () => {
      const [blockhash = ""] = await mine();
      const { tx } = await rpc.getblock({ blockhash });
      const found = await rpc.gettxout({ txid: tx[0] ?? "", n: 0 });
      expect(found).toMatchObject({
        bestblock: blockhash,
        confirmations: 1,
        value: "50.00000000",
        coinbase: true,
      });
      expect(found?.scriptPubKey).toMatchObject({ type: "witness_v0_keyhash", asm: `0 ${"00".repeat(20)}` });
      expect(await rpc.gettxout({ txid: tx[0] ?? "", n: 9 })).toBeNull();
      expect(await rpc.gettxout({ txid: nothing, n: 0 })).toBeNull();
    });

    it("counts all coins of the chain", async () => {
      const { height, total_amount } = await rpc.gettxoutsetinfo();
      expect(total_amount).toBe(`${50 * height}.00000000`);
    });

    it("says the same of the tip wherever it is asked", async () => {
      const [hash = ""] = await mine();
      const { height, time, mediantime, chainwork } = await rpc.getblockheader({ blockhash: hash });
      expect(await rpc.getblockchaininfo()).toMatchObject({
        chain: "regtest",
        blocks: height,
        headers: height,
        bestblockhash: hash,
        initialblockdownload: false,
        mediantime,
        chainwork,
      });
      expect(mediantime).toBeLessThanOrEqual(time);
      expect(await rpc.getmininginfo()).toMatchObject({ blocks: height, chain: "regtest", pooledtx: 0 });
      expect(await rpc.getchaintips()).toEqual([{ height, hash, branchlen: 0, status: "active" }]);
      expect(await rpc.getdifficulty()).toBe(4.656542373906925e-10);
      expect(await rpc.getnetworkhashps()).toBeGreaterThan(0);
    });

    it("answers with the tip as if all were well when time is up", async () => {
      const tip = { hash: await rpc.getbestblockhash(), height: await rpc.getblockcount() };
      expect(await rpc.waitfornewblock({ timeout: 100 })).toEqual(tip);
      expect(await rpc.waitforblock({ blockhash: nothing, timeout: 100 })).toEqual(tip);
      expect(await rpc.waitforblockheight({ height: tip.height + 1, timeout: 100 })).toEqual(tip);
    });

    it("answers at once for a height that the tip has already", async () => {
      const height = await rpc.getblockcount();
      expect(await rpc.waitforblockheight({ height: height - 1 })).toMatchObject({ height });
      expect(await rpc.waitforblock({ blockhash: await rpc.getbestblockhash() })).toMatchObject({ height });
    });

    it("answers those that wait when there is a new tip", async () => {
      const height = (await rpc.getblockcount()) + 1;
      const first = rpc.waitfornewblock({ timeout: 20_000 });
      const second = rpc.waitforblockheight({ height });
      expect(await isAnswered(Promise.race([first, second]), subject)).toBe(false);
      const [hash = ""] = await mine();
      expect(await first).toEqual({ hash, height });
      expect(await second).toEqual({ hash, height });
    });

    it("refuses to speak of blocks that it does not have", async () => {
      const height = await rpc.getblockcount();
      await expectRefusal(rpc.getblockhash({ height: height + 1 }), -8, /Block height out of range/);
      await expectRefusal(rpc.getblock({ blockhash: nothing }), -5, /Block not found/);
      await expectRefusal(rpc.getblockheader({ blockhash: nothing }), -5, /Block not found/);
      await expectRefusal(rpc.invalidateblock({ blockhash: nothing }), -5, /Block not found/);
      await expectRefusal(rpc.reconsiderblock({ blockhash: nothing }), -5, /Block not found/);
      await expectRefusal(
        rpc.generatetoaddress({ nblocks: 1, address: "nowhere" }),
        -5,
        /[Ii]nvalid address/,
      );
    });
  });
}
