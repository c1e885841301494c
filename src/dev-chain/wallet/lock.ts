import { refusal } from "../refusal.js";

/** The longest time that a wallet stays unlocked, in seconds. */
const longest = 100_000_000;

/** Whether a wallet may spend. One with a passphrase may do so for a limited time after it was entered. */
export class WalletLock {
  readonly #passphrase: string;
  #until = 0;

  /** @param passphrase Empty for none. */
  constructor(passphrase: string) {
    this.#passphrase = passphrase;
  }

  /** When the lock expires, in Unix seconds; 0 when locked. Undefined without a passphrase. */
  get unlockedUntil(): number | undefined {
    if (this.#passphrase === "") return undefined;
    return this.#until > Date.now() ? Math.floor(this.#until / 1000) : 0;
  }

  /** @throws RpcError -15 or -14. */
  unlock(passphrase: string, seconds: number): void {
    this.#needsPassphrase("walletpassphrase");
    if (passphrase !== this.#passphrase)
      throw refusal(-14, "Error: The wallet passphrase entered was incorrect.");
    this.#until = Date.now() + 1000 * Math.min(seconds, longest);
  }

  /** @throws RpcError -15. */
  lock(): void {
    this.#needsPassphrase("walletlock");
    this.#until = 0;
  }

  /** @throws RpcError -13 while it is locked. */
  mustBeOpen(): void {
    if (this.unlockedUntil === 0)
      throw refusal(-13, "Error: Please enter the wallet passphrase with walletpassphrase first.");
  }

  #needsPassphrase(method: string): void {
    if (this.#passphrase === "")
      throw refusal(-15, `Error: running with an unencrypted wallet, but ${method} was called.`);
  }
}
