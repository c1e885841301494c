import { method, optional, param, Type, withDescription } from "../../../codegen/schema/index.js";
import { HexU32 } from "../shapes.js";

const requested = {
  "version-rolling.mask": Type.Optional(
    withDescription(HexU32, "The bits that the miner can roll. Default: ffffffff."),
  ),
  "version-rolling.min-bit-count": Type.Optional(
    Type.Unsafe<number | string>({
      type: ["integer", "string"],
      description: "The smallest number of bits that the miner can use.",
    }),
  ),
  "minimum-difficulty.value": Type.Optional(
    Type.Number({ minimum: 0, description: "The lowest difficulty that the miner wants." }),
  ),
  "info.connection-url": Type.Optional(
    Type.String({ description: "The URL that the miner is configured with." }),
  ),
  "info.hw-version": Type.Optional(Type.String({ description: "The miner's hardware version." })),
  "info.sw-version": Type.Optional(Type.String({ description: "The miner's software version." })),
  "info.hw-id": Type.Optional(Type.String({ description: "A unique id of the miner's hardware." })),
};

const granted = Type.Unsafe<boolean | string>({ type: ["boolean", "string"] });

const answered = {
  "version-rolling": Type.Optional(
    withDescription(granted, "Whether the miner may roll bits; a string is the reason why not."),
  ),
  "version-rolling.mask": Type.Optional(withDescription(HexU32, "The bits that the miner may roll.")),
  "minimum-difficulty": Type.Optional(withDescription(granted, "Whether the pool accepts the minimum.")),
  "subscribe-extranonce": Type.Optional(
    withDescription(granted, "Whether the pool will use mining.set_extranonce."),
  ),
  info: Type.Optional(withDescription(granted, "Whether the pool accepted the information.")),
};

export default method("mining.configure", {
  summary: "Negotiates extensions, before mining.subscribe (BIP310).",
  description: "Only requested extensions are answered: some firmwares fail on more.",
  params: {
    extensions: param(
      Type.Array(Type.String(), { maxItems: 64 }),
      "The requested extensions: `version-rolling`.",
    ),
    parameters: optional(
      Type.Object(requested, {
        $id: "ConfigureParameters",
        description: "Parameters of extensions, each named `<extension>.<parameter>`.",
      }),
      "Parameters of the extensions: `version-rolling.mask`.",
    ),
  },
  result: Type.Object(answered, {
    $id: "ConfigureAnswer",
    description: "Whether each extension is granted, and its parameters.",
  }),
  optional: true,
  examples: [
    {
      params: {
        extensions: ["version-rolling"],
        parameters: { "version-rolling.mask": "ffffffff", "version-rolling.min-bit-count": 2 },
      },
      result: { "version-rolling": true, "version-rolling.mask": "1fffe000" },
    },
  ],
  see: "https://github.com/bitcoin/bips/blob/master/bip-0310.mediawiki",
});
