import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { walletErrors } from "./errors.js";
import { Amount, Bytes, Count, FeeRate, LastProcessedBlock, UnixTime } from "./shapes.js";

const WalletScan = Type.Object(
  {
    duration: withDescription(Count, "Seconds since the scan started."),
    progress: Type.Number({ minimum: 0, description: "Progress of the scan, from 0 to 1." }),
  },
  { $id: "WalletScan", description: "A scan of the chain for the wallet's transactions." },
);

export default method("getwalletinfo", {
  summary: "Returns the wallet's state.",
  result: Type.Object(
    {
      walletname: Type.Optional(
        Type.String({ description: "Its name; Dogecoin Core 1.14 has only one wallet." }),
      ),
      walletversion: withDescription(Count, "The version of its format."),
      format: Type.Optional(Type.String({ description: "How it is stored: `bdb`, `sqlite`." })),
      balance: Type.Optional(withDescription(Amount, "Spendable coins, before Bitcoin Core 30.")),
      unconfirmed_balance: Type.Optional(
        withDescription(Amount, "Unconfirmed coins, before Bitcoin Core 30."),
      ),
      immature_balance: Type.Optional(
        withDescription(Amount, "Immature block rewards, before Bitcoin Core 30."),
      ),
      txcount: withDescription(Count, "Transactions in it."),
      keypoololdest: Type.Optional(
        withDescription(
          UnixTime,
          "When the keypool's oldest key was created, in Unix seconds; not with descriptors.",
        ),
      ),
      keypoolsize: withDescription(Count, "Keys in the keypool."),
      keypoolsize_hd_internal: Type.Optional(withDescription(Count, "Change keys in the keypool.")),
      hdseedid: Type.Optional(withDescription(Bytes, "The hash of its seed; not with descriptors.")),
      unlocked_until: Type.Optional(
        withDescription(
          UnixTime,
          "When it locks again, in Unix seconds; 0: locked. Missing if not encrypted.",
        ),
      ),
      paytxfee: Type.Optional(
        withDescription(FeeRate, "The fee rate set by `settxfee`, before Bitcoin Core 31."),
      ),
      private_keys_enabled: Type.Optional(Type.Boolean({ description: "False for a watch-only wallet." })),
      avoid_reuse: Type.Optional(
        Type.Boolean({ description: "Whether coins on reused addresses are kept separate." }),
      ),
      scanning: Type.Optional(
        Type.Union([Type.Literal(false), WalletScan], {
          description: "The progress of a scan; false without one.",
        }),
      ),
      descriptors: Type.Optional(Type.Boolean({ description: "Whether it uses descriptors." })),
      external_signer: Type.Optional(
        Type.Boolean({ description: "Whether its keys are on an external signer, since Bitcoin Core 22." }),
      ),
      blank: Type.Optional(
        Type.Boolean({ description: "Whether it was created without keys; newer daemons only." }),
      ),
      birthtime: Type.Optional(
        withDescription(UnixTime, "Older blocks are not scanned, in Unix seconds; newer daemons only."),
      ),
      flags: Type.Optional(Type.Array(Type.String(), { description: "Its flags; newer daemons only." })),
      lastprocessedblock: Type.Optional(LastProcessedBlock),
    },
    { $id: "WalletInfo", description: "A wallet's state." },
  ),
  errors: walletErrors,
  examples: [
    {
      result: {
        walletname: "pool",
        walletversion: 210000,
        format: "bdb",
        balance: "14140.62444195",
        unconfirmed_balance: "0.00000000",
        immature_balance: "312.50055800",
        txcount: 750,
        keypoololdest: 1795336779,
        keypoolsize: 1000,
        keypoolsize_hd_internal: 999,
        unlocked_until: 0,
        paytxfee: "0.00000000",
        private_keys_enabled: true,
        avoid_reuse: false,
        scanning: { duration: 12, progress: 0.5 },
        descriptors: false,
      },
    },
  ],
});
