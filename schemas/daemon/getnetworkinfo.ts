import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Amount, Count, FeeRate, ServiceNames, Services, Warnings } from "./shapes.js";

const Network = Type.Object(
  {
    name: Type.String({ description: "`ipv4`, `ipv6`, `onion`, `i2p`, `cjdns`." }),
    limited: Type.Boolean({ description: "Whether `-onlynet` keeps the daemon off it." }),
    reachable: Type.Boolean({ description: "Whether peers on it can be reached." }),
    proxy: Type.String({ description: "The proxy's host and port; empty for none." }),
    proxy_randomize_credentials: Type.Boolean({
      description: "Whether each connection gets its own name and password at the proxy.",
    }),
  },
  { $id: "Network", description: "A kind of network that peers are on." },
);

const LocalAddress = Type.Object(
  {
    address: Type.String({ description: "The address." }),
    port: Type.Integer({ minimum: 0, maximum: 65535, description: "The port." }),
    score: Type.Integer({ description: "How sure the daemon is of it; more is surer." }),
  },
  { $id: "LocalAddress", description: "An address under which peers may find the daemon." },
);

const AnnouncementBucket = Type.Object(
  {
    backlog: withDescription(Count, "Transactions that wait to be announced."),
    count_tok: Type.Number({ description: "How many may be announced now." }),
    size_tok: Type.Number({ description: "How many bytes may be announced now." }),
  },
  { $id: "AnnouncementBucket", description: "How far announcing transactions is held back." },
);

export default method("getnetworkinfo", {
  summary: "Says which daemon this is and how it is connected.",
  description: "`version` and `subversion` tell the coin and the version.",
  result: Type.Object(
    {
      version: Type.Integer({
        minimum: 0,
        description: "Bitcoin Core 31.99.0 has 319900, Litecoin Core 0.21.2.1 has 210201.",
      }),
      subversion: Type.String({ description: "What it tells peers: `/Satoshi:31.99.0/`." }),
      protocolversion: Type.Integer({ minimum: 0, description: "The version of the peers' protocol." }),
      localservices: Services,
      localservicesnames: Type.Optional(ServiceNames),
      localrelay: Type.Boolean({ description: "Whether it asks peers for transactions." }),
      timeoffset: Type.Integer({ description: "How many seconds peers' clocks are ahead." }),
      tx_send_rate: Type.Optional(
        Type.Number({ description: "Transactions per second sent to a peer, newer than Bitcoin Core 31." }),
      ),
      inv_buckets: Type.Optional(
        Type.Record(Type.String(), AnnouncementBucket, {
          description: "What holds announcements back, by direction, newer than Bitcoin Core 31.",
        }),
      ),
      networkactive: Type.Boolean({ description: "False where `setnetworkactive` cut the daemon off." }),
      connections: withDescription(Count, "Peers."),
      connections_in: Type.Optional(withDescription(Count, "Peers that connected to the daemon.")),
      connections_out: Type.Optional(withDescription(Count, "Peers that the daemon connected to.")),
      networks: Type.Array(Network, { description: "The kinds of networks." }),
      relayfee: withDescription(FeeRate, "Transactions that pay less are not passed on."),
      incrementalfee: withDescription(FeeRate, "How much more a replacement must pay."),
      softdustlimit: Type.Optional(withDescription(Amount, "Dogecoin: outputs with fewer coins cost more.")),
      harddustlimit: Type.Optional(
        withDescription(Amount, "Dogecoin: outputs with fewer coins are not passed on."),
      ),
      localaddresses: Type.Array(LocalAddress, { description: "Where peers may find the daemon." }),
      warnings: Warnings,
    },
    { $id: "NetworkInfo", description: "The daemon and its connections." },
  ),
  examples: [
    {
      result: {
        version: 210201,
        subversion: "/LitecoinCore:0.21.2.1/",
        protocolversion: 70016,
        localservices: "0000000001000409",
        localservicesnames: ["NETWORK", "WITNESS", "NETWORK_LIMITED", "MWEB"],
        localrelay: true,
        timeoffset: 0,
        networkactive: true,
        connections: 1,
        connections_in: 0,
        connections_out: 1,
        networks: [
          { name: "ipv4", limited: false, reachable: true, proxy: "", proxy_randomize_credentials: false },
        ],
        relayfee: "0.00001000",
        incrementalfee: "0.00001000",
        localaddresses: [{ address: "203.0.113.7", port: 9333, score: 1 }],
        warnings: "",
      },
    },
  ],
});
