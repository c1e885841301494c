import type { ServerHandlers } from "../../../generated/daemon/index.js";
import { toAmount } from "../../daemon/amount.js";
import { toSpendable } from "../amount.js";
import type { DevContext } from "../context.js";
import { relayFee } from "../mempool.js";
import { refusal } from "../refusal.js";
import { nameIn, type Wallets } from "../wallet/wallets.js";
import { balancesOf } from "./balances.js";

/** The highest fee that `settxfee` accepts: 0.1 coins per 1000 virtual bytes. */
const highestFeeRate = 10_000_000n;

/** Handlers for wallet management. */
export function walletHandlers(wallets: Wallets) {
  return {
    createwallet: ({ walletName, disablePrivateKeys = false, blank = false, passphrase = "" }) => {
      wallets.create({ name: walletName, passphrase, hasKeys: !disablePrivateKeys && !blank });
      return { name: walletName, warning: "" };
    },
    loadwallet: ({ filename }) => {
      wallets.load(filename);
      return { name: filename, warning: "" };
    },
    unloadwallet: ({ walletName }, { path = "/" }) => {
      const inPath = nameIn(path);
      if (inPath !== undefined && walletName !== undefined)
        throw refusal(
          -8,
          "Both the RPC endpoint wallet and wallet_name parameter were provided (only one allowed)",
        );
      const name = inPath ?? walletName;
      if (name === undefined)
        throw refusal(-8, "Either the RPC endpoint wallet or the wallet name parameter must be provided");
      wallets.unload(name);
      return { warning: "" };
    },
    listwallets: () => wallets.loaded,
    listwalletdir: () => ({ wallets: wallets.names.map((name) => ({ name })) }),
    getwalletinfo: (_, context) => {
      const wallet = wallets.of(context);
      const { trusted, pending, immature } = balancesOf(wallet);
      const { unlockedUntil } = wallet.lock;
      return {
        walletname: wallet.name,
        walletversion: 169900,
        format: "memory",
        balance: toAmount(trusted),
        unconfirmed_balance: toAmount(pending),
        immature_balance: toAmount(immature),
        txcount: wallet.records.length,
        keypoolsize: wallet.hasKeys ? 1000 : 0,
        ...(unlockedUntil !== undefined && { unlocked_until: unlockedUntil }),
        paytxfee: toAmount(wallet.feeRate),
        private_keys_enabled: wallet.hasKeys,
        avoid_reuse: false,
        scanning: false,
        descriptors: false,
      };
    },
    walletpassphrase: ({ passphrase, timeout }, context) => {
      wallets.of(context).lock.unlock(passphrase, timeout);
      return null;
    },
    walletlock: (_, context) => {
      wallets.of(context).lock.lock();
      return null;
    },
    settxfee: ({ amount }, context) => {
      const feeRate = toSpendable(amount);
      if (feeRate > 0n && feeRate < 1000n * relayFee)
        throw refusal(-8, `txfee cannot be less than min relay tx fee (${toAmount(1000n * relayFee)} /kvB)`);
      if (feeRate > highestFeeRate)
        throw refusal(-8, `txfee cannot be more than wallet max tx fee (${toAmount(highestFeeRate)} /kvB)`);
      wallets.of(context).feeRate = feeRate;
      return true;
    },
    keypoolrefill: (_, context) => {
      wallets.of(context);
      return null;
    },
  } satisfies Partial<ServerHandlers<DevContext>>;
}
