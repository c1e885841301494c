import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Count, UnixTime } from "./shapes.js";

const Ban = Type.Object(
  {
    address: Type.String({ description: "The address or subnet: `192.0.2.0/24`." }),
    ban_created: withDescription(UnixTime, "When it was banned, in Unix seconds."),
    banned_until: withDescription(UnixTime, "Until when, in Unix seconds."),
    ban_duration: Type.Optional(withDescription(Count, "For how many seconds, since Bitcoin Core 22.")),
    time_remaining: Type.Optional(
      withDescription(Count, "How many seconds are left, since Bitcoin Core 22."),
    ),
    ban_reason: Type.Optional(Type.String({ description: "Why, on older daemons." })),
  },
  { $id: "Ban", description: "An address that may not connect." },
);

export default method("listbanned", {
  summary: "Lists the addresses that may not connect.",
  result: Type.Array(Ban),
  examples: [
    {
      result: [
        {
          address: "192.0.2.0/24",
          ban_created: 1795338346,
          banned_until: 1795424746,
          ban_duration: 86400,
          time_remaining: 86340,
        },
      ],
    },
  ],
});
