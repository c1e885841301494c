import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Count } from "./shapes.js";

const UploadTarget = Type.Object(
  {
    timeframe: withDescription(Count, "Seconds per cycle."),
    target: withDescription(Count, "Target of bytes per cycle; 0: no limit."),
    target_reached: Type.Boolean({ description: "Whether the target is reached." }),
    serve_historical_blocks: Type.Boolean({ description: "Whether old blocks are still served to peers." }),
    bytes_left_in_cycle: withDescription(Count, "Bytes left in the cycle."),
    time_left_in_cycle: withDescription(Count, "Seconds left in the cycle."),
  },
  { $id: "UploadTarget", description: "The limit of `-maxuploadtarget`." },
);

export default method("getnettotals", {
  summary: "Returns the bytes sent to and received from peers.",
  result: Type.Object(
    {
      totalbytesrecv: withDescription(Count, "Bytes received."),
      totalbytessent: withDescription(Count, "Bytes sent."),
      timemillis: Type.Integer({ minimum: 0, description: "The daemon's clock, in Unix milliseconds." }),
      uploadtarget: UploadTarget,
    },
    { $id: "NetTotals", description: "Bytes sent and received." },
  ),
  examples: [
    {
      result: {
        totalbytesrecv: 2181,
        totalbytessent: 307338,
        timemillis: 1795338352696,
        uploadtarget: {
          timeframe: 86400,
          target: 0,
          target_reached: false,
          serve_historical_blocks: true,
          bytes_left_in_cycle: 0,
          time_left_in_cycle: 0,
        },
      },
    },
  ],
});
