import { method, param, Type } from "../../codegen/schema/index.js";
import { undecodable, unverifiable } from "./errors.js";
import { HeaderBytes } from "./shapes.js";

export default method("submitheader", {
  summary: "Submits a block's header.",
  description: "Null means that it is valid; the previous header must be known.",
  params: { hexdata: param(HeaderBytes, "The header.") },
  result: Type.Null({ description: "Always null." }),
  errors: [undecodable, unverifiable],
  examples: [
    {
      params: {
        hexdata:
          "00000020e12fd0eb80093325fcf4d343d3245da6fff77e272d520730240e8e6b07fd35ed8288e97629dd17111bacfa6c9b4a867274052cd4a817b044ceab315c99a3c0ce6ab0026bffff7f2004000000",
      },
      result: null,
    },
  ],
});
