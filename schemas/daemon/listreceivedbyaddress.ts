import { method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { walletErrors, walletFailed } from "./errors.js";
import { Address, Amount, Count, Hash } from "./shapes.js";

const Received = Type.Object(
  {
    address: Address,
    amount: withDescription(Amount, "The total amount that it has received."),
    confirmations: Type.Integer({ description: "Confirmations of the newest transaction." }),
    label: Type.String({ description: "The address's label." }),
    txids: Type.Array(Hash, { description: "The transactions." }),
    involvesWatchonly: Type.Optional(
      Type.Boolean({ description: "Whether it is watch-only, before Bitcoin Core 30." }),
    ),
    account: Type.Optional(Type.String({ description: "Dogecoin: the account." })),
  },
  { $id: "Received", description: "The coins that an address received." },
);

export default method("listreceivedbyaddress", {
  summary: "Lists what each address of the wallet received.",
  params: {
    minconf: optional(Count, "Counts transactions with at least this many confirmations. Default: 1."),
    include_empty: optional(Type.Boolean(), "Whether to list unused addresses. Default: false."),
    include_watchonly: optional(Type.Boolean(), "Whether watch-only coins count, before Bitcoin Core 30."),
    address_filter: optional(Address, "Only this address. Not in Dogecoin Core 1.14."),
    include_immature_coinbase: optional(
      Type.Boolean(),
      "Whether immature block rewards count; newer daemons only. Default: false.",
    ),
  },
  result: Type.Array(Received),
  errors: [walletFailed, ...walletErrors],
  examples: [
    {
      result: [
        {
          address: "mpVGZZDzCzdruZxmpgCUMLW257ChzgBgSL",
          amount: "0.50000000",
          confirmations: 1,
          label: "miner",
          txids: ["68ba931a0729cb782ced4a437b12fca7b55d7b4eb8e8edfdb71eecb7ae041e7b"],
        },
      ],
    },
  ],
});
