import { maturity } from "./rules.js";
import { isCoinbase, type Output, type Transaction } from "./transaction.js";

/** An output that was not spent yet. */
export interface Coin extends Output {
  readonly height: number;
  readonly isCoinbase: boolean;
}

/** Where a coin is: its transaction and the number of its output. */
export function outpoint({ txid, vout }: { readonly txid: string; readonly vout: number }): string {
  return `${txid}:${vout}`;
}

/** The outputs that nobody spent, after some block. */
export class Coins {
  readonly #coins: Map<string, Coin>;

  constructor(coins: Iterable<[string, Coin]> = []) {
    this.#coins = new Map(coins);
  }

  copy(): Coins {
    return new Coins(this.#coins);
  }

  get(txid: string, vout: number): Coin | undefined {
    return this.#coins.get(outpoint({ txid, vout }));
  }

  entries(): IterableIterator<[string, Coin]> {
    return this.#coins.entries();
  }

  /** The fee of a transaction in satoshis, or why a block at this height can't have it. Nothing is checked of its scripts. */
  judge(transaction: Transaction, height: number): bigint | string {
    if (isCoinbase(transaction)) return 0n;
    const { inputs, outputs } = transaction;
    if (new Set(inputs.map(outpoint)).size < inputs.length) return "bad-txns-inputs-duplicate";
    let fee = -outputs.reduce((sum, { value }) => sum + value, 0n);
    for (const { txid, vout } of inputs) {
      const coin = this.get(txid, vout);
      if (!coin) return "bad-txns-inputs-missingorspent";
      if (coin.isCoinbase && height - coin.height < maturity) return "bad-txns-premature-spend-of-coinbase";
      fee += coin.value;
    }
    return fee < 0n ? "bad-txns-in-belowout" : fee;
  }

  /** Spends what a transaction spends and adds what it makes. Says what `judge` says; refused, it changes nothing. */
  apply(transaction: Transaction, height: number): bigint | string {
    const verdict = this.judge(transaction, height);
    if (typeof verdict === "string") return verdict;
    for (const input of transaction.inputs) this.#coins.delete(outpoint(input));
    for (const [vout, output] of transaction.outputs.entries()) {
      if (isUnspendable(output)) continue;
      const coin = { ...output, height, isCoinbase: isCoinbase(transaction) };
      this.#coins.set(outpoint({ txid: transaction.txid, vout }), coin);
    }
    return verdict;
  }
}

/** OP_RETURN: data, such as the commitment to witnesses. */
function isUnspendable({ script }: Output): boolean {
  return script[0] === 0x6a;
}
