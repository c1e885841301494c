import { protocol } from "../../codegen/schema/index.js";

export default protocol({
  title: "Coin daemon RPC",
  version: "1.0.0",
  description: [
    "The JSON-RPC of bitcoind and its forks, as far as pools, proxies and payout back ends need it.",
    "The schemas match the actual results of Litecoin Core 0.21, Bitcoin Core 22 to 31 and Dogecoin Core 1.14.",
  ].join(" "),
});
