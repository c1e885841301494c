import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Count, Hash, Height } from "./shapes.js";

const ChainTip = Type.Object(
  {
    height: Height,
    hash: withDescription(Hash, "The block's hash."),
    branchlen: withDescription(Count, "Blocks since it forked from the best chain; 0 for the best tip."),
    status: Type.Enum(["active", "valid-fork", "valid-headers", "headers-only", "invalid", "unknown"], {
      description: [
        "`active`: the best chain. `valid-fork`: validated, but not the best. `valid-headers`: complete,",
        "not validated. `headers-only`: blocks are missing. `invalid`: it contains an invalid block.",
      ].join(" "),
    }),
  },
  { $id: "ChainTip", description: "A block without known children." },
);

export default method("getchaintips", {
  summary: "Lists the tips of all known branches.",
  result: Type.Array(ChainTip, { description: "Highest first." }),
  examples: [
    {
      result: [
        {
          height: 740,
          hash: "3cab63b9429da96eb563d7be5becefd15f1ac62260239636a3055cba62658b83",
          branchlen: 0,
          status: "active",
        },
        {
          height: 436,
          hash: "f73609437bb6f0b2f7aec1b6827c00ec0d9c2d109338ffb9a205357bbcebbdd2",
          branchlen: 1,
          status: "invalid",
        },
      ],
    },
  ],
});
