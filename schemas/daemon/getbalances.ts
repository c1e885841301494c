import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { walletErrors } from "./errors.js";
import { Amount, LastProcessedBlock } from "./shapes.js";

const Balance = Type.Object(
  {
    trusted: withDescription(Amount, "Coins that can be spent: confirmed, or the wallet's own change."),
    untrusted_pending: withDescription(Amount, "Coins of others that wait in the mempool."),
    immature: withDescription(Amount, "Blocks' rewards that are too new."),
    used: Type.Optional(
      withDescription(Amount, "Coins on addresses that were used, if they are kept apart."),
    ),
    nonmempool: Type.Optional(
      withDescription(Amount, "Coins spent by transactions outside the mempool, newer than Bitcoin Core 31."),
    ),
  },
  { $id: "Balance", description: "Coins by what can be done with them." },
);

export default method("getbalances", {
  summary: "Says how many coins the wallet has, by what can be done with them.",
  description: "Dogecoin Core 1.14 does not have it.",
  result: Type.Object(
    {
      mine: withDescription(Balance, "Coins that the wallet has keys for."),
      watchonly: Type.Optional(
        withDescription(Balance, "Coins that it only watches, before Bitcoin Core 30."),
      ),
      lastprocessedblock: Type.Optional(LastProcessedBlock),
    },
    { $id: "Balances", description: "The wallet's coins." },
  ),
  errors: walletErrors,
  examples: [
    {
      result: {
        mine: { trusted: "2249.99936800", untrusted_pending: "0.00000000", immature: "5000.00063200" },
        lastprocessedblock: {
          hash: "1ddefaee6aade3b067758a78907f6fd472d06e52f552902abb21e6fab57d6b49",
          height: 145,
        },
      },
    },
  ],
});
