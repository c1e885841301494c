import { maturity } from "./rules.js";
import { isCoinbase, type Output, type Transaction } from "./transaction.js";

/** An unspent output. */
export interface Coin extends Output {
  readonly height: number;
  readonly isCoinbase: boolean;
}

/** A coin's key: its transaction's id and the output's number. */
export function outpoint({ txid, vout }: { readonly txid: string; readonly vout: number }): string {
  return `${txid}:${vout}`;
}

/** The unspent outputs as of some block. */
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

  /** A transaction's fee in satoshis, or the reason why it is invalid at this height. Scripts are not checked. */
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

  /** Applies a transaction and returns what `judge` returns; an invalid one changes nothing. */
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

/** OP_RETURN: data, such as the witness commitment. */
function isUnspendable({ script }: Output): boolean {
  return script[0] === 0x6a;
}
