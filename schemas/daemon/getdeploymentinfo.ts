import { method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { notFound } from "./errors.js";
import { Deployment, Hash, Height } from "./shapes.js";

export default method("getdeploymentinfo", {
  summary: "Returns the state of soft forks, since Bitcoin Core 23.",
  params: { blockhash: optional(Hash, "The block as of which to report. Default: the tip.") },
  result: Type.Object(
    {
      hash: withDescription(Hash, "The block."),
      height: Height,
      script_flags: Type.Optional(
        Type.Array(Type.String(), {
          description: "The active script rules; newer daemons only.",
        }),
      ),
      deployments: Type.Record(Type.String(), Deployment, { description: "Soft forks by name." }),
    },
    { $id: "DeploymentInfo", description: "The state of soft forks at a block." },
  ),
  errors: [notFound],
  examples: [
    {
      result: {
        hash: "1ddefaee6aade3b067758a78907f6fd472d06e52f552902abb21e6fab57d6b49",
        height: 145,
        deployments: {
          segwit: { type: "buried", active: true, height: 0 },
          testdummy: {
            type: "bip9",
            active: false,
            bip9: {
              bit: 28,
              start_time: 0,
              timeout: 1830297600,
              min_activation_height: 0,
              status: "started",
              since: 144,
              status_next: "started",
              statistics: { period: 144, elapsed: 2, count: 2, threshold: 108, possible: true },
              signalling: "##",
            },
          },
        },
      },
    },
  ],
});
