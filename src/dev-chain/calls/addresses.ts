import type { ServerHandlers } from "../../../generated/daemon/index.js";
import { toAmount } from "../../daemon/amount.js";
import { payeeOf, witnessFacts } from "../address.js";
import type { DevContext } from "../context.js";
import { refusal } from "../refusal.js";
import type { KnownAddress } from "../wallet/address-book.js";
import type { Wallet, WalletRecord } from "../wallet/wallet.js";
import type { Wallets } from "../wallet/wallets.js";

/** Handlers for a wallet's addresses and what they received. */
export function addressHandlers(wallets: Wallets) {
  return {
    getnewaddress: ({ label = "", addressType = "bech32" }, context) => {
      const wallet = wallets.of(context);
      if (addressType !== "bech32") throw refusal(-5, `Unknown address type '${addressType}'`);
      if (!wallet.hasKeys) throw refusal(-4, "Error: This wallet has no available keys");
      return wallet.addresses.newAddress(label).address;
    },
    getaddressinfo: ({ address }, context) => {
      const { addresses } = wallets.of(context);
      const payee = payeeOf(address);
      const { script } = payee;
      const known = addresses.get(script);
      return {
        address,
        scriptPubKey: script.toString("hex"),
        ismine: known?.isOwn ?? false,
        solvable: known?.isOwn ?? false,
        iswatchonly: false,
        isscript: payee.isScript,
        ...witnessFacts(payee),
        ischange: known?.isChange ?? false,
        labels: known && !known.isChange ? [known.label] : [],
      };
    },
    setlabel: ({ address, label }, context) => {
      wallets.of(context).addresses.setLabel(address, label);
      return null;
    },
    getaddressesbylabel: ({ label }, context) => {
      const found = wallets.of(context).addresses.labelled.filter((known) => known.label === label);
      if (found.length === 0) throw refusal(-11, `No addresses with label ${label}`);
      return Object.fromEntries(found.map((known) => [known.address, { purpose: purposeOf(known) }]));
    },
    listlabels: ({ purpose }, context) => {
      const labelled = wallets.of(context).addresses.labelled.filter((known) => {
        return purpose === undefined || purposeOf(known) === purpose;
      });
      return [...new Set(labelled.map(({ label }) => label))].sort();
    },
    getreceivedbyaddress: ({ address, minconf = 1 }, context) => {
      const wallet = wallets.of(context);
      const own = wallet.addresses.own(payeeOf(address).script);
      if (!own) throw refusal(-4, "Address not found in wallet");
      return receivedBy(wallet, own, minconf).amount;
    },
    listreceivedbyaddress: ({ minconf = 1, includeEmpty = false, addressFilter }, context) => {
      const wallet = wallets.of(context);
      return wallet.addresses.labelled
        .filter(({ isOwn, address }) => isOwn && (addressFilter ?? address) === address)
        .map((known) => receivedBy(wallet, known, minconf))
        .filter(({ txids }) => includeEmpty || txids.length > 0);
    },
  } satisfies Partial<ServerHandlers<DevContext>>;
}

function purposeOf({ isOwn }: KnownAddress): "receive" | "send" {
  return isOwn ? "receive" : "send";
}

/** What an address received in transactions with enough confirmations; block rewards count once they are mature. */
function receivedBy(wallet: Wallet, { address, label, script }: KnownAddress, minconf: number) {
  const paid = ({ transaction }: WalletRecord) =>
    transaction.outputs.filter((output) => output.script.equals(script)).map(({ value }) => value);
  const counted = wallet.records.filter(
    (record) => paid(record).length > 0 && wallet.confirmations(record) >= minconf && wallet.isMature(record),
  );
  return {
    address,
    amount: toAmount(counted.flatMap(paid).reduce((sum, value) => sum + value, 0n)),
    confirmations: counted.length > 0 ? Math.min(...counted.map((one) => wallet.confirmations(one))) : 0,
    label,
    txids: counted.map(({ transaction }) => transaction.txid),
  };
}
