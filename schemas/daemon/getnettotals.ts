import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Count } from "./shapes.js";

const UploadTarget = Type.Object(
  {
    timeframe: withDescription(Count, "Seconds of a cycle."),
    target: withDescription(Count, "Bytes that a cycle should not exceed; 0: no limit."),
    target_reached: Type.Boolean({ description: "Whether it is exceeded." }),
    serve_historical_blocks: Type.Boolean({ description: "Whether peers still get old blocks." }),
    bytes_left_in_cycle: withDescription(Count, "Bytes that are left."),
    time_left_in_cycle: withDescription(Count, "Seconds that are left."),
  },
  { $id: "UploadTarget", description: "The limit of `-maxuploadtarget`." },
);

export default method("getnettotals", {
  summary: "Says how much was sent to peers, and received.",
  result: Type.Object(
    {
      totalbytesrecv: withDescription(Count, "Bytes received."),
      totalbytessent: withDescription(Count, "Bytes sent."),
      timemillis: Type.Integer({ minimum: 0, description: "The daemon's clock, in Unix milliseconds." }),
      uploadtarget: UploadTarget,
    },
    { $id: "NetTotals", description: "How much was sent and received." },
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
