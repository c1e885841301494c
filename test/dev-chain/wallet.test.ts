import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeTransaction, type Transaction } from "../../src/dev-chain/transaction.js";
import { detailsOf, feeOf, statusOf } from "../../src/dev-chain/wallet/entries.js";
import { buildPayment, dummyWitness } from "../../src/dev-chain/wallet/payment.js";
import type { Wallet } from "../../src/dev-chain/wallet/wallet.js";
import { Wallets } from "../../src/dev-chain/wallet/wallets.js";
import { blockOn, mine, newPlay, type Play, spend } from "./play.js";

const coin = 100_000_000n;

let play: Play;
let wallets: Wallets;
let wallet: Wallet;
beforeEach(() => {
  play = newPlay();
  wallets = new Wallets(play.chain, play.mempool);
  wallets.create({ name: "pool", passphrase: "secret", hasKeys: true });
  wallet = wallets.of({});
  const { script } = wallet.addresses.newAddress("rewards");
  mine(play, 2, { payout: script });
  mine(play, 100);
});

const request = (value: bigint, script = wallet.addresses.newAddress("self").script) => ({
  outputs: [{ script, value }],
  feePayers: [],
  feeRate: 1_000n,
  replaceable: false,
  change: wallet.addresses.newChange().script,
  lockTime: 0,
});
const send = (payment: Transaction) => {
  expect(play.mempool.add(payment)).toBeTypeOf("bigint");
  return payment;
};

describe("a payment", () => {
  it("leaves the change, less a fee by its size, to an address that is not listed", () => {
    const payment = send(buildPayment(wallet.holdings, request(coin)));
    expect(payment.outputs.map(({ value }) => value)).toEqual([coin, 49n * coin - 141n]);
    expect(payment.inputs[0]?.witness).toEqual(dummyWitness);
    const record = wallet.get(payment.txid);
    if (!record) return expect.unreachable();
    expect(feeOf(wallet, record)).toBe(-141n);
    expect(detailsOf(wallet, record).map(({ category, vout }) => [category, vout])).toEqual([
      ["send", 0],
      ["receive", 0],
    ]);
    expect(wallet.addresses.labeled.map(({ label }) => label)).toEqual(["rewards", "self"]);
  });

  it("has no change where it would be worth less than it costs", () => {
    const payment = buildPayment(wallet.holdings, request(50n * coin - 300n));
    expect(payment.outputs).toHaveLength(1);
    expect(payment.inputs).toHaveLength(1);
  });

  it("takes as many coins as it needs, and no more than there are", () => {
    mine(play);
    expect(buildPayment(wallet.holdings, request(50n * coin)).inputs).toHaveLength(2);
    expect(() => buildPayment(wallet.holdings, request(100n * coin))).toThrow(
      expect.objectContaining({ wireCode: -6, message: "Insufficient funds" }),
    );
  });

  it("may cost those who are paid, in equal parts, and the first one what can't be shared", () => {
    const scripts = [1, 2, 3].map(() => wallet.addresses.newAddress("").script);
    const outputs = scripts.map((script) => ({ script, value: coin }));
    const payment = buildPayment(wallet.holdings, { ...request(coin), outputs, feePayers: [0, 2] });
    const fee = 203n;
    expect(payment.outputs.map(({ value }) => value)).toEqual([coin - 102n, coin, coin - 101n, 47n * coin]);
    expect(feeOf(wallet, { transaction: payment, received: 0 })).toBe(-fee);
    const small = outputs.map((output) => ({ ...output, value: 300n }));
    expect(() => buildPayment(wallet.holdings, { ...request(coin), outputs: small, feePayers: [0] })).toThrow(
      expect.objectContaining({ wireCode: -6, message: expect.stringMatching(/too small to pay the fee/) }),
    );
  });

  it("says whether it may be replaced", () => {
    const sequences = [true, false].map(
      (replaceable) => buildPayment(wallet.holdings, { ...request(coin), replaceable }).inputs[0]?.sequence,
    );
    expect(sequences).toEqual([0xfffffffd, 0xfffffffe]);
  });
});

describe("what a wallet trusts", () => {
  it("is its own change, but not what others send", () => {
    const [first] = wallet.holdings;
    const own = send(buildPayment(wallet.holdings, request(coin)));
    expect(wallet.holdings.map(({ isTrusted }) => isTrusted)).toEqual([true, true, true]);
    const foreign = mine(play, 101)[0];
    if (!first || !foreign) return expect.unreachable();
    const { script } = wallet.addresses.newAddress("");
    const received = send(spend([[foreign, 0]], [{ value: coin, script }]));
    const holding = wallet.holdings.find(({ record }) => record.transaction === received);
    expect(holding).toMatchObject({ isTrusted: false, confirmations: 0 });
    const onward = makeTransaction({
      ...own,
      inputs: [{ txid: received.txid, vout: 0, script: Buffer.alloc(0), sequence: 0, witness: dummyWitness }],
      outputs: [{ value: coin / 2n, script }],
    });
    send(onward);
    expect(wallet.holdings.find(({ record }) => record.transaction === onward)?.isTrusted).toBe(false);
  });
});

describe("what contradicts a transaction", () => {
  it("contradicts those that spend from it, too, as long as it is in the chain", () => {
    const payment = send(buildPayment(wallet.holdings, request(40n * coin)));
    const child = send(
      buildPayment(
        wallet.holdings.filter(({ vout }) => vout === 1),
        request(coin),
      ),
    );
    const [input] = payment.inputs;
    if (!input) return expect.unreachable();
    const rival = makeTransaction({
      ...payment,
      outputs: [{ value: coin, script: Buffer.from("51", "hex") }],
    });
    expect(play.chain.submit(blockOn(play, play.chain.tip, [rival]))).toBeNull();
    mine(play);
    const standing = [payment, child, rival].map(({ txid }) => {
      const record = wallet.get(txid);
      return record && statusOf(play.chain, wallet, record).confirmations;
    });
    expect(standing).toEqual([-2, -2, 2]);
    const block = play.chain.at(play.chain.tip.height - 1);
    if (block) play.chain.invalidate(block);
    const record = wallet.get(payment.txid);
    expect(record && wallet.confirmations(record)).toBe(0);
  });
});

describe("a wallet that is not loaded", () => {
  it("learns what happens all the same", () => {
    wallets.unload("pool");
    mine(play, 1, { payout: wallet.addresses.newAddress("").script });
    wallets.load("pool");
    expect(wallets.of({}).records).toHaveLength(3);
  });
});

describe("a passphrase", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("opens a wallet until its time is up", () => {
    expect(() => wallet.lock.mustBeOpen()).toThrow(expect.objectContaining({ wireCode: -13 }));
    wallet.lock.unlock("secret", 60);
    vi.setSystemTime(Date.now() + 59_000);
    wallet.lock.mustBeOpen();
    vi.setSystemTime(Date.now() + 1_001);
    expect(() => wallet.lock.mustBeOpen()).toThrow(expect.objectContaining({ wireCode: -13 }));
    expect(wallet.lock.unlockedUntil).toBe(0);
  });

  it("sets the time anew when it is given again", () => {
    wallet.lock.unlock("secret", 60);
    wallet.lock.unlock("secret", 1);
    vi.setSystemTime(Date.now() + 2_000);
    expect(wallet.lock.unlockedUntil).toBe(0);
  });
});
