import { byArgument, method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter } from "./errors.js";
import { Count } from "./shapes.js";

const LockedMemory = Type.Object(
  {
    used: withDescription(Count, "Bytes in use."),
    free: withDescription(Count, "Free bytes."),
    total: withDescription(Count, "Total bytes."),
    locked: withDescription(
      Count,
      "Bytes locked into memory; if less than `total`, keys may be swapped to disk.",
    ),
    chunks_used: withDescription(Count, "Chunks in use."),
    chunks_free: withDescription(Count, "Free chunks."),
  },
  { $id: "LockedMemory", description: "Memory for keys." },
);

export default method("getmemoryinfo", {
  summary: "Returns the daemon's memory for keys.",
  params: {
    mode: optional(
      Type.Enum(["stats", "mallocinfo"]),
      "`mallocinfo` returns glibc's report on all memory. Default: `stats`.",
    ),
  },
  result: byArgument("mode", [
    {
      values: ["stats", undefined],
      result: Type.Object(
        { locked: LockedMemory },
        { $id: "MemoryInfo", description: "The daemon's memory usage." },
      ),
    },
    { values: ["mallocinfo"], result: Type.String({ description: "XML, as glibc writes it." }) },
  ]),
  errors: [badParameter],
  examples: [
    {
      result: {
        locked: {
          used: 97424,
          free: 164720,
          total: 262144,
          locked: 262144,
          chunks_used: 3038,
          chunks_free: 3,
        },
      },
    },
    { name: "mallocinfo", params: { mode: "mallocinfo" }, result: '<malloc version="1"></malloc>' },
  ],
});
