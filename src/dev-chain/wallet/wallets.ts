import { pathBetween } from "../block-tree.js";
import type { DevChain } from "../chain.js";
import type { DevContext } from "../context.js";
import type { Mempool } from "../mempool.js";
import { refusal } from "../refusal.js";
import { Wallet, type WalletOptions } from "./wallet.js";

/** The path prefix of wallet calls. */
const walletPath = "/wallet/";

/** The daemon's wallets. Unloaded ones record transactions, too. */
export class Wallets {
  readonly #chain: DevChain;
  readonly #mempool: Mempool;
  readonly #all = new Map<string, Wallet>();
  readonly #loaded = new Set<string>();

  constructor(chain: DevChain, mempool: Mempool) {
    this.#chain = chain;
    this.#mempool = mempool;
    mempool.on("added", (transaction) => {
      for (const wallet of this.#all.values()) wallet.learn(transaction);
    });
    chain.on("tip", (tip, before) => {
      for (const block of pathBetween(before, tip).joined)
        for (const transaction of block.transactions)
          for (const wallet of this.#all.values()) wallet.learn(transaction, block);
    });
  }

  /** The names of all wallets. */
  get names(): string[] {
    return [...this.#all.keys()];
  }

  /** The names of the loaded wallets. */
  get loaded(): string[] {
    return [...this.#loaded];
  }

  /** Creates and loads a wallet. @throws RpcError -4 if the name exists. */
  create(options: WalletOptions): void {
    const { name } = options;
    if (this.#all.has(name))
      throw refusal(
        -4,
        `Wallet file verification failed. Failed to create database path '${name}'. Database already exists.`,
      );
    this.#all.set(name, new Wallet(this.#chain, this.#mempool, options));
    this.#loaded.add(name);
  }

  /** @throws RpcError -18 for an unknown wallet, -35 if it is already loaded. */
  load(name: string): void {
    if (!this.#all.has(name))
      throw refusal(
        -18,
        `Wallet file verification failed. Failed to load database path '${name}'. Path does not exist.`,
      );
    if (this.#loaded.has(name))
      throw refusal(
        -35,
        `Wallet file verification failed. Refusing to load database. Data file '${name}' is already loaded.`,
      );
    this.#loaded.add(name);
  }

  /** @throws RpcError -18 if the wallet is not loaded. */
  unload(name: string): void {
    if (!this.#loaded.delete(name)) throw refusal(-18, "Requested wallet does not exist or is not loaded");
  }

  /** The wallet of a call: the one in its path, else the only loaded one. @throws RpcError -18 or -19. */
  of({ path = "/" }: Pick<DevContext, "path">): Wallet {
    const name = nameIn(path) ?? this.#onlyOne();
    const wallet = this.#loaded.has(name) ? this.#all.get(name) : undefined;
    if (!wallet) throw refusal(-18, "Requested wallet does not exist or is not loaded");
    return wallet;
  }

  #onlyOne(): string {
    const [first, ...others] = this.#loaded;
    if (first === undefined)
      throw refusal(
        -18,
        "No wallet is loaded. Load a wallet using loadwallet or create a new one with createwallet. (Note: A default wallet is no longer automatically created)",
      );
    if (others.length > 0)
      throw refusal(
        -19,
        "Wallet file not specified (must request wallet RPC through /wallet/<filename> uri-path).",
      );
    return first;
  }
}

/** The wallet's name in a path; undefined when the path has none. */
export function nameIn(path: string): string | undefined {
  return path.startsWith(walletPath) ? decodeURIComponent(path.slice(walletPath.length)) : undefined;
}
