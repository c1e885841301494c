import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { walletErrors } from "./errors.js";
import { Amount, LastProcessedBlock } from "./shapes.js";

const Balance = Type.Object(
  {
    trusted: withDescription(Amount, "Spendable coins: confirmed, or the wallet's own change."),
    untrusted_pending: withDescription(Amount, "Unconfirmed coins from others."),
    immature: withDescription(Amount, "Immature block rewards."),
    used: Type.Optional(withDescription(Amount, "Coins on reused addresses, if they are kept separate.")),
    nonmempool: Type.Optional(
      withDescription(Amount, "Coins spent by transactions outside the mempool, newer than Bitcoin Core 31."),
    ),
  },
  { $id: "Balance", description: "Coins by status." },
);

export default method("getbalances", {
  summary: "Returns the wallet's balances by status.",
  description: "Not supported by Dogecoin Core 1.14.",
  result: Type.Object(
    {
      mine: withDescription(Balance, "Coins for which the wallet has the keys."),
      watchonly: Type.Optional(withDescription(Balance, "Watch-only coins, before Bitcoin Core 30.")),
      lastprocessedblock: Type.Optional(LastProcessedBlock),
    },
    { $id: "Balances", description: "The wallet's balances." },
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
