import { maturity } from "./rules.js";
import { isCoinbase, type Output, type Transaction } from "./transaction.js";

/** An output that was not spent yet. */
export interface Coin extends Output {
  readonly height: number;
  readonly isCoinbase: boolean;
}

/** Where a coin is: its transaction and the number of its output. */
export function outpoint(txid: string, vout: number): string {
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
    return this.#coins.get(outpoint(txid, vout));
  }

  entries(): IterableIterator<[string, Coin]> {
    return this.#coins.entries();
  }

  /**
   * Spends what a transaction spends and adds what it makes.
   *
   * @returns The fee in satoshis, or why the transaction is refused. Nothing is checked of its scripts.
   */
  apply(transaction: Transaction, height: number): bigint | string {
    const coinbase = isCoinbase(transaction);
    const paid = transaction.outputs.reduce((sum, { value }) => sum + value, 0n);
    let spent = 0n;
    if (!coinbase) {
      for (const { txid, vout } of transaction.inputs) {
        const coin = this.get(txid, vout);
        if (!coin) return "bad-txns-inputs-missingorspent";
        if (coin.isCoinbase && height - coin.height < maturity) return "bad-txns-premature-spend-of-coinbase";
        spent += coin.value;
        this.#coins.delete(outpoint(txid, vout));
      }
      if (paid > spent) return "bad-txns-in-belowout";
    }
    for (const [vout, output] of transaction.outputs.entries()) {
      if (isUnspendable(output)) continue;
      this.#coins.set(outpoint(transaction.txid, vout), { ...output, height, isCoinbase: coinbase });
    }
    return coinbase ? 0n : spent - paid;
  }
}

/** OP_RETURN: data, such as the commitment to witnesses. */
function isUnspendable({ script }: Output): boolean {
  return script[0] === 0x6a;
}
