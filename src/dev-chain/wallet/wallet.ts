import type { ChainBlock } from "../block-tree.js";
import type { DevChain } from "../chain.js";
import { outpoint } from "../coins.js";
import type { Mempool } from "../mempool.js";
import { maturity } from "../rules.js";
import { isCoinbase, type Output, type Transaction } from "../transaction.js";
import { AddressBook, type KnownAddress } from "./address-book.js";
import { WalletLock } from "./lock.js";

/** A user's notes on a transaction. */
export interface Notes {
  readonly comment?: string | undefined;
  /** On the recipient. */
  readonly to?: string | undefined;
}

/** A transaction that pays a wallet or spends its coins. */
export interface WalletRecord {
  readonly transaction: Transaction;
  /** When the wallet learned of it, in Unix seconds. */
  readonly received: number;
  notes?: Notes;
  /** A block with a conflicting transaction. */
  rival?: ChainBlock;
}

/** An unspent output of the wallet. */
export interface Holding {
  readonly record: WalletRecord;
  readonly vout: number;
  readonly output: Output;
  readonly address: KnownAddress;
  readonly confirmations: number;
  /** False for a block reward with too few confirmations. */
  readonly isMature: boolean;
  /** Whether it is confirmed or was created by the wallet itself. */
  readonly isTrusted: boolean;
}

/** Options of a wallet. */
export interface WalletOptions {
  readonly name: string;
  /** Empty for none. */
  readonly passphrase: string;
  /** Without keys, a wallet can't create addresses. */
  readonly hasKeys: boolean;
}

/** The fallback fee in satoshis per 1000 virtual bytes. */
export const fallbackFeeRate = 20_000n;

/** A wallet: addresses and the transactions that involve them. */
export class Wallet {
  readonly name: string;
  readonly hasKeys: boolean;
  readonly lock: WalletLock;
  readonly addresses = new AddressBook();
  /** The fee set by `settxfee`, in satoshis per 1000 virtual bytes; 0 uses the fallback. */
  feeRate = 0n;
  readonly #chain: DevChain;
  readonly #mempool: Mempool;
  readonly #records = new Map<string, WalletRecord>();
  /** The wallet's transactions that spend an output, by outpoint. */
  readonly #spenders = new Map<string, Set<string>>();

  constructor(chain: DevChain, mempool: Mempool, { name, passphrase, hasKeys }: WalletOptions) {
    this.#chain = chain;
    this.#mempool = mempool;
    this.name = name;
    this.hasKeys = hasKeys;
    this.lock = new WalletLock(passphrase);
  }

  /** In the order in which the wallet learned of them. */
  get records(): WalletRecord[] {
    return [...this.#records.values()];
  }

  get(txid: string): WalletRecord | undefined {
    return this.#records.get(txid);
  }

  note(txid: string, notes: Notes): void {
    const record = this.#records.get(txid);
    if (record) record.notes = notes;
  }

  /** Records a transaction of the mempool or of a block if it involves the wallet. */
  learn(transaction: Transaction, block?: ChainBlock): void {
    const { txid, outputs } = transaction;
    const isOurs = this.debit(transaction) > 0n || outputs.some(({ script }) => this.addresses.own(script));
    if (isOurs && !this.#records.has(txid)) {
      this.#records.set(txid, { transaction, received: this.#chain.now() });
      for (const place of spentBy(transaction)) {
        const spenders = this.#spenders.get(place) ?? new Set();
        this.#spenders.set(place, spenders.add(txid));
      }
    }
    for (const rival of block ? this.rivals(transaction) : []) {
      const record = this.#records.get(rival);
      if (record && block) record.rival = block;
    }
  }

  /** The ids of the wallet's transactions that conflict with this one. */
  rivals(transaction: Transaction): string[] {
    const spenders = spentBy(transaction).flatMap((place) => [...(this.#spenders.get(place) ?? [])]);
    return [...new Set(spenders)].filter((spender) => spender !== transaction.txid);
  }

  /** What a transaction spends of the wallet, in satoshis. */
  debit({ inputs }: Transaction): bigint {
    return inputs.reduce((sum, input) => sum + (this.ownOutput(input)?.value ?? 0n), 0n);
  }

  /** What a transaction pays to the wallet, in satoshis. */
  credit({ outputs }: Transaction): bigint {
    return outputs.reduce((sum, { value, script }) => sum + (this.addresses.own(script) ? value : 0n), 0n);
  }

  /** 1 in the tip, 0 when unconfirmed; negative when a conflicting transaction is confirmed. */
  confirmations(record: WalletRecord): number {
    const { txid } = record.transaction;
    const block = this.#chain.find(txid)?.block;
    if (block) return this.#depth(block);
    const rival = this.#mempool.get(txid) ? undefined : this.#rivalOf(record);
    return rival ? -this.#depth(rival) : 0;
  }

  /** Whether a transaction is confirmed, or it and its unconfirmed ancestors spend only the wallet's coins. */
  isTrusted({ transaction: { txid } }: WalletRecord): boolean {
    const entry = this.#mempool.get(txid);
    if (!entry) return this.#chain.find(txid) !== undefined;
    const inputs = this.#mempool.withAncestors(entry).flatMap(({ transaction }) => transaction.inputs);
    return inputs.every((input) => this.ownOutput(input) !== undefined);
  }

  /** Whether a block reward may be spent: one block later than the chain allows, as in Bitcoin Core. */
  isMature(record: WalletRecord): boolean {
    return !isCoinbase(record.transaction) || this.confirmations(record) > maturity;
  }

  /** The wallet's unspent outputs. */
  get holdings(): Holding[] {
    return this.records.flatMap((record) =>
      record.transaction.outputs.flatMap((output, vout) => {
        const address = this.addresses.own(output.script);
        if (!address || !this.#mempool.coins.get(record.transaction.txid, vout)) return [];
        const confirmations = this.confirmations(record);
        const isMature = this.isMature(record);
        return { record, vout, output, address, confirmations, isMature, isTrusted: this.isTrusted(record) };
      }),
    );
  }

  /** An output of the wallet, spent or not. */
  ownOutput({ txid, vout }: { readonly txid: string; readonly vout: number }): Output | undefined {
    const output = this.#records.get(txid)?.transaction.outputs[vout];
    return output && this.addresses.own(output.script) ? output : undefined;
  }

  /** A block that conflicts with a transaction or one of its ancestors. */
  #rivalOf({ rival, transaction }: WalletRecord): ChainBlock | undefined {
    if (rival && this.#chain.isActive(rival)) return rival;
    for (const { txid } of transaction.inputs) {
      const before = this.#records.get(txid);
      const found = before && !this.#chain.find(txid) ? this.#rivalOf(before) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  #depth(block: ChainBlock): number {
    return this.#chain.tip.height - block.height + 1;
  }
}

/** The outputs that a transaction spends. */
function spentBy(transaction: Transaction): string[] {
  return isCoinbase(transaction) ? [] : transaction.inputs.map(outpoint);
}
