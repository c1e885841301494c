import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BlockTemplate } from "../../../generated/daemon/index.js";
import { doubleSha256, reversed } from "../../../src/work/index.js";
import { expectRefusal } from "../refusals.js";
import { type Edits, solveBlock } from "../solve.js";
import { isAnswered, type Subject } from "../subject.js";

/** The witness of a coinbase. */
const reserved = `0120${"00".repeat(32)}`;

/** Blocks with one thing wrong, and what is said of them. */
const wrongBlocks: Record<string, (template: BlockTemplate) => Edits> = {
  "high-hash": () => ({ misses: true }),
  "bad-txnmrklroot": () => ({ header: (header) => header.writeUInt8(header.readUInt8(36) ^ 1, 36) }),
  "bad-cb-amount": ({ coinbasevalue }) => ({ template: { coinbasevalue: coinbasevalue + 1 } }),
  "bad-cb-length": () => ({
    job: ({ coinb1, coinb2 }) => {
      const long = Buffer.from(coinb1);
      long.writeUInt8(101, 41);
      return { coinb1: long, coinb2: Buffer.concat([Buffer.alloc(101 - coinb1.readUInt8(41)), coinb2]) };
    },
  }),
  "bad-diffbits": () => ({ job: () => ({ bits: 0x207ffffe }) }),
  "time-too-new": ({ curtime }) => ({ job: () => ({ time: curtime + 8000 }) }),
  "time-too-old": ({ mintime }) => ({ job: () => ({ time: mintime - 1 }) }),
  "prev-blk-not-found": () => ({ template: { previousblockhash: "12".repeat(32) } }),
  "unexpected-witness": (template) => ({
    template: { default_witness_commitment: "" },
    job: () => ({ template }),
  }),
  "bad-witness-merkle-match": () => ({
    template: { default_witness_commitment: `6a24aa21a9ed${"12".repeat(32)}` },
  }),
  "bad-witness-nonce-size": () => ({ block: (block) => replaced(block, reserved, `011f${"00".repeat(31)}`) }),
};

export function submitting(start: () => Promise<Subject>): void {
  describe("templates and submitted blocks", () => {
    let subject: Subject;
    let rpc: Subject["client"]["rpc"];
    let template: BlockTemplate;
    beforeAll(async () => {
      subject = await start();
      rpc = subject.client.rpc;
      template = await ask();
    });
    afterAll(() => subject?.stop());

    const ask = (longpollid?: string) =>
      rpc.getblocktemplate({
        rules: [...subject.coin.rules],
        ...(longpollid !== undefined && { longpollid }),
      });
    const propose = (data: string) =>
      rpc.getblocktemplate({ rules: [...subject.coin.rules], mode: "proposal", data });
    const solve = (edits?: Edits) => solveBlock(template, subject.coin, edits);
    const submit = (hexdata: string) => rpc.submitblock({ hexdata });

    it("says in a template what the next block should hold", async () => {
      expect(template).toMatchObject({
        version: 0x20000000,
        previousblockhash: await rpc.getbestblockhash(),
        height: (await rpc.getblockcount()) + 1,
        transactions: [],
        coinbaseaux: {},
        coinbasevalue: 5_000_000_000,
        bits: "207fffff",
        target: `7fffff${"00".repeat(29)}`,
        noncerange: "00000000ffffffff",
        mutable: ["time", "transactions", "prevblock"],
        sigoplimit: 80_000,
        sizelimit: 4_000_000,
        weightlimit: 4_000_000,
        default_witness_commitment:
          "6a24aa21a9ede2f61c3f71d1defd3fa999dfa36953755c690689799962b48bebd836974e8cf9",
      });
      expect(template.curtime).toBeGreaterThanOrEqual(template.mintime);
      expect(template.longpollid?.slice(0, 64)).toBe(template.previousblockhash);
    });

    it.each(Object.entries(wrongBlocks))("says %s", async (verdict, edits) => {
      expect(await submit(solve(edits(template)))).toBe(verdict);
      expect(await rpc.getbestblockhash()).toBe(template.previousblockhash);
    });

    it.each([
      ["garbage", () => "00ff00"],
      ["nothing", () => ""],
      ["a header alone", () => solve().slice(0, 160)],
      ["a block that ends too early", () => solve().slice(0, -2)],
    ])("can't decode %s", async (_, bytes) => {
      await expectRefusal(submit(bytes()), -22, /Block decode failed/);
      await expectRefusal(propose(bytes()), -22, /Block decode failed/);
    });

    it("judges a proposed block by all but its work", async () => {
      expect(await propose(solve({ misses: true }))).toBeNull();
      expect(await propose(solve())).toBeNull();
      const { coinbasevalue } = template;
      expect(await propose(solve({ template: { coinbasevalue: coinbasevalue + 1 } }))).toBe("bad-cb-amount");
      expect(await propose(solve({ template: { previousblockhash: "12".repeat(32) } }))).toBe(
        "inconclusive-not-best-prevblk",
      );
      await expectRefusal(rpc.getblocktemplate({ rules: [...subject.coin.rules], mode: "proposal" }), -3);
      expect(await rpc.getbestblockhash()).toBe(template.previousblockhash);
    });

    it("takes a valid block, once, and knows another one at its height for inconclusive", async () => {
      const [first, second] = [solve(), solve()];
      expect(await submit(first)).toBeNull();
      expect(await submit(first)).toBe("duplicate");
      expect(await propose(first)).toBe("duplicate");
      expect(await submit(second)).toBe("inconclusive");
      expect(await rpc.getblockcount()).toBe(template.height);
      expect((await rpc.getchaintips()).map(({ status, branchlen }) => [status, branchlen])).toEqual(
        expect.arrayContaining([
          ["active", 0],
          ["valid-headers", 1],
        ]),
      );
      template = await ask();
    });

    it("takes a block whose coinbase pays less, comes without its witness, or has bytes behind it", async () => {
      const before = template.height;
      const cheap = solve({ template: { coinbasevalue: 1 } });
      expect(await submit(`${cheap}ffff`)).toBeNull();
      template = await ask();
      const bare = solve({ block: withoutWitness });
      expect(await submit(bare)).toBeNull();
      expect(await rpc.getblockcount()).toBe(before + 1);
      template = await ask();
    });

    it("follows the branch with more work", async () => {
      const base = template;
      expect(await submit(solveBlock(base, subject.coin))).toBeNull();
      const tip = await rpc.getbestblockhash();
      const rival = solveBlock(base, subject.coin);
      const rivalHash = hashOf(rival);
      expect(await submit(rival)).toBe("inconclusive");
      const longer = solveBlock(await ask(), subject.coin, { template: { previousblockhash: rivalHash } });
      expect(await submit(longer)).toBeNull();
      expect(await rpc.getbestblockhash()).toBe(hashOf(longer));
      expect(await rpc.getblockheader({ blockhash: tip })).toMatchObject({ confirmations: -1 });
      expect(await rpc.getblockheader({ blockhash: rivalHash })).toMatchObject({ confirmations: 2 });
      template = await ask();
    });

    it("answers a long poll when there is a new tip, and not before", async () => {
      const polling = ask(template.longpollid);
      expect(await isAnswered(polling, subject)).toBe(false);
      expect(await submit(solve())).toBeNull();
      const next = await polling;
      expect(next.previousblockhash).toBe(await rpc.getbestblockhash());
      expect(next.height).toBe(template.height + 1);
      template = next;
    });

    it("answers a long poll at once where the tip is another one already", async () => {
      expect(await ask("00".repeat(32))).toMatchObject({ height: template.height });
      expect(await ask(`${"00".repeat(32)}17`)).toMatchObject({ height: template.height });
      await expectRefusal(ask("00"), -8);
    });

    it("takes the header of a block before the block", async () => {
      const header = solve().slice(0, 160);
      expect(await rpc.submitheader({ hexdata: header })).toBeNull();
      const orphan = solve({ template: { previousblockhash: "12".repeat(32) } }).slice(0, 160);
      await expectRefusal(rpc.submitheader({ hexdata: orphan }), -25, /Must submit previous header/);
    });
  });
}

function hashOf(block: string): string {
  return reversed(doubleSha256(Buffer.from(block, "hex").subarray(0, 80))).toString("hex");
}

/** A block of a coinbase alone, as miners without segwit send it. */
function withoutWitness(block: Buffer): Buffer {
  return replaced(replaced(block, reserved, ""), "0200000000010100", "020000000100");
}

function replaced(block: Buffer, before: string, after: string): Buffer {
  return Buffer.from(block.toString("hex").replace(before, after), "hex");
}
