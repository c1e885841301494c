import { payeeOf, randomAddress } from "../address.js";
import { refusal } from "../refusal.js";

/** An address in a wallet's address book. */
export interface KnownAddress {
  readonly address: string;
  readonly script: Buffer;
  readonly isOwn: boolean;
  /** Whether the wallet created it for change; it has no label. */
  readonly isChange: boolean;
  readonly label: string;
}

/** A wallet's own addresses and labeled foreign ones. */
export class AddressBook {
  /** By script, in hexadecimal digits. */
  readonly #known = new Map<string, KnownAddress>();

  /** The addresses with labels, including empty ones. */
  get labelled(): KnownAddress[] {
    return [...this.#known.values()].filter(({ isChange }) => !isChange);
  }

  /** Creates a new address. @throws RpcError -11 for an invalid label. */
  newAddress(label: string): KnownAddress {
    checkLabel(label);
    return this.#addOwn(label, false);
  }

  /** Creates a change address. */
  newChange(): KnownAddress {
    return this.#addOwn("", true);
  }

  /** @throws RpcError -5 for an invalid address, -11 for an invalid label. */
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
