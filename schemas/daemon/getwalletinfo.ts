import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { walletErrors } from "./errors.js";
import { Amount, Bytes, Count, FeeRate, LastProcessedBlock, UnixTime } from "./shapes.js";

const WalletScan = Type.Object(
  {
    duration: withDescription(Count, "Seconds since it began."),
    progress: Type.Number({ minimum: 0, description: "How much is scanned, from 0 to 1." }),
  },
  { $id: "WalletScan", description: "A search of the chain for the wallet's transactions." },
);

export default method("getwalletinfo", {
  summary: "Says what kind of wallet it is and how it is doing.",
  result: Type.Object(
    {
      walletname: Type.Optional(
        Type.String({ description: "Its name; Dogecoin Core 1.14 has only one wallet." }),
      ),
      walletversion: withDescription(Count, "The version of its format."),
      format: Type.Optional(Type.String({ description: "How it is stored: `bdb`, `sqlite`." })),
      balance: Type.Optional(withDescription(Amount, "Coins to spend, before Bitcoin Core 30.")),
      unconfirmed_balance: Type.Optional(withDescription(Amount, "Coins that wait, before Bitcoin Core 30.")),
      immature_balance: Type.Optional(
        withDescription(Amount, "Coins of blocks that are too new, before Bitcoin Core 30."),
      ),
      txcount: withDescription(Count, "Transactions in it."),
      keypoololdest: Type.Optional(
        withDescription(
          UnixTime,
          "When the oldest prepared key was made, in Unix seconds; not with descriptors.",
        ),
      ),
      keypoolsize: withDescription(Count, "Prepared keys."),
      keypoolsize_hd_internal: Type.Optional(withDescription(Count, "Prepared keys for change.")),
      hdseedid: Type.Optional(withDescription(Bytes, "The hash of its seed; not with descriptors.")),
      unlocked_until: Type.Optional(
        withDescription(
          UnixTime,
          "Until when it is unlocked, in Unix seconds; 0: locked. Absent: not encrypted.",
        ),
      ),
      paytxfee: Type.Optional(withDescription(FeeRate, "What `settxfee` set, before Bitcoin Core 31.")),
      private_keys_enabled: Type.Optional(Type.Boolean({ description: "False for one that only watches." })),
      avoid_reuse: Type.Optional(
        Type.Boolean({ description: "Whether coins on addresses that were used stay apart." }),
      ),
      scanning: Type.Optional(
        Type.Union([Type.Literal(false), WalletScan], {
          description: "How far it has searched the chain; false where it does not.",
        }),
      ),
      descriptors: Type.Optional(Type.Boolean({ description: "Whether it has descriptors." })),
      external_signer: Type.Optional(
        Type.Boolean({ description: "Whether its keys are in a device, since Bitcoin Core 22." }),
      ),
      blank: Type.Optional(
        Type.Boolean({ description: "Whether it was made without keys; newer daemons only." }),
      ),
      birthtime: Type.Optional(
        withDescription(UnixTime, "No older block is searched, in Unix seconds; newer daemons only."),
      ),
      flags: Type.Optional(Type.Array(Type.String(), { description: "Its flags; newer daemons only." })),
      lastprocessedblock: Type.Optional(LastProcessedBlock),
    },
    { $id: "WalletInfo", description: "A wallet." },
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
