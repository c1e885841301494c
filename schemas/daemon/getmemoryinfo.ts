import { byArgument, method, optional, Type, withDescription } from "../../codegen/schema/index.js";
import { badParameter } from "./errors.js";
import { Count } from "./shapes.js";

const LockedMemory = Type.Object(
  {
    used: withDescription(Count, "Bytes in use."),
    free: withDescription(Count, "Bytes that are free."),
    total: withDescription(Count, "Bytes in all."),
    locked: withDescription(
      Count,
      "Bytes that stay out of the swap file; keys may get there if it is less than `total`.",
    ),
    chunks_used: withDescription(Count, "Pieces in use."),
    chunks_free: withDescription(Count, "Pieces that are free."),
  },
  { $id: "LockedMemory", description: "Memory for keys." },
);

export default method("getmemoryinfo", {
  summary: "Says how much memory the daemon has for keys.",
  params: {
    mode: optional(
      Type.Enum(["stats", "mallocinfo"]),
      "`mallocinfo` gives what the C library says of all memory. Default: `stats`.",
    ),
  },
  result: byArgument("mode", [
    {
      values: ["stats", undefined],
      result: Type.Object({ locked: LockedMemory }, { $id: "MemoryInfo", description: "Memory in numbers." }),
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
