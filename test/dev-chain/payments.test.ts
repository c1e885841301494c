import fc from "fast-check";
import { expect, it } from "vitest";
import { outpoint } from "../../src/dev-chain/coins.js";
import { subsidyAt } from "../../src/dev-chain/rules.js";
import { buildPayment } from "../../src/dev-chain/wallet/payment.js";
import type { Wallet } from "../../src/dev-chain/wallet/wallet.js";
import { Wallets } from "../../src/dev-chain/wallet/wallets.js";
import { mine, newPlay, type Play } from "./play.js";

const names = ["alice", "bob", "carol"];
const who = fc.integer({ min: 0, max: names.length - 1 });
const action = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      from: who,
      to: fc.array(who, { minLength: 1, maxLength: 4 }),
      amount: fc.bigInt({ min: 1n, max: 40_00000000n }),
      shared: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ miner: who }) },
  { weight: 1, arbitrary: fc.record({ leave: fc.integer({ min: 0, max: 2 }) }) },
);

it("keeps the sum of coins right and spends no coin twice, whatever is paid, mined and left", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
      const play = newPlay();
      const store = new Wallets(play.chain, play.mempool);
      for (const name of names) store.create({ name, passphrase: "", hasKeys: true });
      const wallets = names.map((name) => store.of({ path: `/wallet/${name}` }));
      for (const wallet of wallets) mineFor(play, wallet, 1);
      mineFor(play, wallets[0], 101);
      for (const one of actions) {
        if ("miner" in one) mineFor(play, wallets[one.miner], 1);
        else if ("leave" in one) {
          const block = play.chain.at(play.chain.tip.height - one.leave);
          if (block) play.chain.invalidate(block);
        } else pay(play, wallets, one);
        check(play, wallets);
      }
    }),
    { numRuns: 20 },
  );
});

function mineFor(play: Play, wallet: Wallet | undefined, blocks: number): void {
  const payout = wallet?.addresses.newAddress("").script;
  mine(play, blocks, payout && { payout });
}

function pay(
  { chain, mempool }: Play,
  wallets: readonly Wallet[],
  { from, to, amount, shared }: { from: number; to: readonly number[]; amount: bigint; shared: boolean },
): void {
  const [payer, payees] = [wallets[from], to.flatMap((number) => wallets[number] ?? [])];
  if (!payer) return;
  const outputs = payees.map(({ addresses }) => ({ script: addresses.newAddress("").script, value: amount }));
  const holdings = payer.holdings;
  try {
    const payment = buildPayment(holdings, {
      outputs,
      feePayers: shared ? outputs.map((_, index) => index) : [],
      feeRate: 5_000n,
      replaceable: false,
      change: payer.addresses.newChange().script,
      lockTime: chain.tip.height,
    });
    expect(mempool.add(payment)).toBeTypeOf("bigint");
  } catch (error) {
    expect(error).toMatchObject({ wireCode: -6 });
  }
}

/** What must hold at any time. */
function check({ chain, mempool }: Play, wallets: readonly Wallet[]): void {
  const sum = (values: Iterable<bigint>) => [...values].reduce((total, value) => total + value, 0n);
  const heights = Array.from({ length: chain.tip.height }, (_, index) => index + 1);
  const inChain = sum([...chain.coins.entries()].map(([, { value }]) => value));
  expect(inChain).toBe(sum(heights.map(subsidyAt)));
  const fees = sum(mempool.entries.map(({ fee }) => fee));
  const held = sum(wallets.flatMap(({ holdings }) => holdings.map(({ output }) => output.value)));
  expect(held).toBe(inChain - fees);
  const mined = heights.flatMap((height) => chain.at(height)?.transactions.slice(1) ?? []);
  const spent = [...mined, ...mempool.entries.map(({ transaction }) => transaction)].flatMap(({ inputs }) =>
    inputs.map(outpoint),
  );
  expect(new Set(spent).size).toBe(spent.length);
}
