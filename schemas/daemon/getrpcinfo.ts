import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Count } from "./shapes.js";

const ActiveCommand = Type.Object(
  {
    method: Type.String({ description: "The method." }),
    duration: withDescription(Count, "Microseconds since it came."),
  },
  { $id: "ActiveCommand", description: "A call that is not answered yet." },
);

export default method("getrpcinfo", {
  summary: "Says which calls are running, and where the log is.",
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
