import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Count, Hash, Height } from "./shapes.js";

const ChainTip = Type.Object(
  {
    height: Height,
    hash: withDescription(Hash, "The block's hash."),
    branchlen: withDescription(Count, "Blocks since it left the best chain; 0 for the tip of that."),
    status: Type.Enum(["active", "valid-fork", "valid-headers", "headers-only", "invalid", "unknown"], {
      description: [
        "`active`: the best chain. `valid-fork`: checked, but not the best. `valid-headers`: all blocks are there,",
        "not checked. `headers-only`: blocks are missing. `invalid`: a block of it is invalid.",
      ].join(" "),
    }),
  },
  { $id: "ChainTip", description: "A block that no known block builds on." },
);

export default method("getchaintips", {
  summary: "Lists the tips of all branches that the daemon knows.",
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
