import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Amount, Count, FeeRate, ServiceNames, Services, Warnings } from "./shapes.js";

const Network = Type.Object(
  {
    name: Type.String({ description: "`ipv4`, `ipv6`, `onion`, `i2p`, `cjdns`." }),
    limited: Type.Boolean({ description: "Whether `-onlynet` disables it." }),
    reachable: Type.Boolean({ description: "Whether its peers can be reached." }),
    proxy: Type.String({ description: "The proxy's host and port; empty for none." }),
    proxy_randomize_credentials: Type.Boolean({
      description: "Whether each connection uses its own credentials at the proxy.",
    }),
  },
  { $id: "Network", description: "A type of P2P network." },
);

const LocalAddress = Type.Object(
  {
    address: Type.String({ description: "The address." }),
    port: Type.Integer({ minimum: 0, maximum: 65535, description: "The port." }),
    score: Type.Integer({ description: "How certain the daemon is of it; higher is better." }),
  },
  { $id: "LocalAddress", description: "One of the daemon's own addresses." },
);

const AnnouncementBucket = Type.Object(
  {
    backlog: withDescription(Count, "Transactions to be announced."),
    count_tok: Type.Number({ description: "Transactions that may be announced now." }),
    size_tok: Type.Number({ description: "Bytes that may be announced now." }),
  },
  { $id: "AnnouncementBucket", description: "The rate limit of transaction announcements." },
);

export default method("getnetworkinfo", {
  summary: "Returns the daemon's version and network state.",
  description: "`version` and `subversion` identify the coin and the version.",
  result: Type.Object(
    {
      version: Type.Integer({
        minimum: 0,
        description: "Bitcoin Core 31.99.0 has 319900, Litecoin Core 0.21.2.1 has 210201.",
      }),
      subversion: Type.String({ description: "Its user agent: `/Satoshi:31.99.0/`." }),
      protocolversion: Type.Integer({ minimum: 0, description: "The version of the P2P protocol." }),
      localservices: Services,
      localservicesnames: Type.Optional(ServiceNames),
      localrelay: Type.Boolean({ description: "Whether it requests transactions from peers." }),
      timeoffset: Type.Integer({ description: "Seconds by which peers' clocks are ahead." }),
      tx_send_rate: Type.Optional(
        Type.Number({ description: "Transactions per second sent to a peer, newer than Bitcoin Core 31." }),
      ),
      inv_buckets: Type.Optional(
        Type.Record(Type.String(), AnnouncementBucket, {
          description: "The rate limits of announcements by direction, newer than Bitcoin Core 31.",
        }),
      ),
      networkactive: Type.Boolean({ description: "False after `setnetworkactive` disabled networking." }),
      connections: withDescription(Count, "Peers."),
      connections_in: Type.Optional(withDescription(Count, "Peers that connected to the daemon.")),
      connections_out: Type.Optional(withDescription(Count, "Peers that the daemon connected to.")),
      networks: Type.Array(Network, { description: "The kinds of networks." }),
      relayfee: withDescription(FeeRate, "The minimum fee rate of transactions that are relayed."),
      incrementalfee: withDescription(FeeRate, "The additional fee rate that a replacement must pay."),
      softdustlimit: Type.Optional(
        withDescription(Amount, "Dogecoin: outputs with fewer coins require a higher fee."),
      ),
      harddustlimit: Type.Optional(
        withDescription(Amount, "Dogecoin: outputs with fewer coins are not relayed."),
      ),
      localaddresses: Type.Array(LocalAddress, { description: "The daemon's own addresses." }),
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
