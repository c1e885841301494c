import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Count } from "./shapes.js";

const ActiveCommand = Type.Object(
  {
    method: Type.String({ description: "The method." }),
    duration: withDescription(Count, "Microseconds since it started."),
  },
  { $id: "ActiveCommand", description: "A running call." },
);

export default method("getrpcinfo", {
  summary: "Returns the running calls and the path of the log.",
  result: Type.Object(
    {
      active_commands: Type.Array(ActiveCommand, { description: "Running calls, this one included." }),
      logpath: Type.String({ description: "The path of `debug.log`, on the daemon's machine." }),
    },
    { $id: "RpcInfo", description: "The state of the RPC server." },
  ),
  examples: [
    {
      result: {
        active_commands: [{ method: "getrpcinfo", duration: 33 }],
        logpath: "/var/lib/litecoin/debug.log",
      },
    },
  ],
});
