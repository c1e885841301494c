import { payeeOf, randomAddress } from "../address.js";
import { refusal } from "../refusal.js";

/** What a wallet knows of an address. */
export interface KnownAddress {
  readonly address: string;
  readonly script: Buffer;
  readonly isOwn: boolean;
  /** Made by the wallet for itself; it has no label. */
  readonly isChange: boolean;
  readonly label: string;
}

/** A wallet's addresses, and those of others that it has labels for. */
export class AddressBook {
  /** By script, in hexadecimal digits. */
  readonly #known = new Map<string, KnownAddress>();

  /** The addresses with labels; an empty one counts, too. */
  get labelled(): KnownAddress[] {
    return [...this.#known.values()].filter(({ isChange }) => !isChange);
  }

  /** An address of the wallet that was not given before. @throws RpcError -11 for a label that can't be. */
  newAddress(label: string): KnownAddress {
    checkLabel(label);
    return this.#addOwn(label, false);
  }

  /** An address for what is left of a payment. */
  newChange(): KnownAddress {
    return this.#addOwn("", true);
  }

  /** @throws RpcError -5 for what is no address, -11 for a label that can't be. */
  setLabel(address: string, label: string): void {
    checkLabel(label);
    const { script } = payeeOf(address);
    const isOwn = this.own(script) !== undefined;
    this.#known.set(script.toString("hex"), { address, script, label, isOwn, isChange: false });
  }

  get(script: Buffer): KnownAddress | undefined {
    return this.#known.get(script.toString("hex"));
  }

  /** The wallet's own address that a script pays to. */
  own(script: Buffer): KnownAddress | undefined {
    const known = this.get(script);
    return known?.isOwn ? known : undefined;
  }

  #addOwn(label: string, isChange: boolean): KnownAddress {
    const address = randomAddress();
    const { script } = payeeOf(address);
    const added = { address, script, label, isOwn: true, isChange };
    this.#known.set(script.toString("hex"), added);
    return added;
  }
}

function checkLabel(label: string): void {
  if (label === "*") throw refusal(-11, "Invalid label name");
}
