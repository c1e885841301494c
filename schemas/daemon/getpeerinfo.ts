import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Count, FeeRate, ServiceNames, Services, UnixTime } from "./shapes.js";

const BytesByMessage = Type.Record(Type.String(), Count, {
  $id: "BytesByMessage",
  description: "Bytes by message type; types without any are missing.",
});

const Peer = Type.Object(
  {
    id: withDescription(Count, "The peer's number."),
    addr: Type.String({ description: "Its host and port." }),
    addrbind: Type.Optional(Type.String({ description: "The connection's local address and port." })),
    addrlocal: Type.Optional(Type.String({ description: "The daemon's address as the peer sees it." })),
    network: Type.Optional(Type.String({ description: "The kind of network: `ipv4`, `onion`." })),
    mapped_as: Type.Optional(withDescription(Count, "Its autonomous system, if known.")),
    services: Services,
    servicesnames: Type.Optional(ServiceNames),
    relaytxes: Type.Optional(Type.Boolean({ description: "Whether transactions are relayed to it." })),
    last_inv_sequence: Type.Optional(
      withDescription(Count, "The sequence number up to which the mempool was announced to it."),
    ),
    inv_to_send: Type.Optional(withDescription(Count, "Transactions to be announced to it.")),
    lastsend: withDescription(UnixTime, "Time of the last send, in Unix seconds."),
    lastrecv: withDescription(UnixTime, "Time of the last receive, in Unix seconds."),
    last_transaction: Type.Optional(
      withDescription(UnixTime, "Time of the last valid transaction, in Unix seconds; 0: never."),
    ),
    last_block: Type.Optional(
      withDescription(UnixTime, "Time of the last new block, in Unix seconds; 0: never."),
    ),
    bytessent: withDescription(Count, "Bytes sent."),
    bytesrecv: withDescription(Count, "Bytes received."),
    conntime: withDescription(UnixTime, "When it connected, in Unix seconds."),
    timeoffset: Type.Integer({ description: "Seconds by which its clock is ahead." }),
    pingtime: Type.Optional(Type.Number({ minimum: 0, description: "The last ping's duration in seconds." })),
    minping: Type.Optional(
      Type.Number({ minimum: 0, description: "The fastest ping's duration in seconds." }),
    ),
    pingwait: Type.Optional(Type.Number({ minimum: 0, description: "Seconds since an unanswered ping." })),
    version: Type.Integer({ description: "Its protocol version; 0 before the handshake." }),
    subver: Type.String({ description: "Its user agent." }),
    inbound: Type.Boolean({ description: "Whether it connected to the daemon." }),
    bip152_hb_to: Type.Optional(
      Type.Boolean({ description: "Whether the daemon selected it as a high-bandwidth peer (BIP152)." }),
    ),
    bip152_hb_from: Type.Optional(Type.Boolean({ description: "Whether it selected the daemon as one." })),
    startingheight: Type.Optional(
      Type.Integer({
        minimum: -1,
        description: "Its height at the start of the connection; removed in Bitcoin Core 32.",
      }),
    ),
    presynced_headers: Type.Optional(
      Type.Integer({
        minimum: -1,
        description: "The height up to which its headers are pre-synchronized, or -1; since Bitcoin Core 24.",
      }),
    ),
    synced_headers: Type.Optional(
      Type.Integer({ minimum: -1, description: "The last common header, or -1." }),
    ),
    synced_blocks: Type.Optional(Type.Integer({ minimum: -1, description: "The last common block, or -1." })),
    inflight: Type.Optional(
      Type.Array(Type.Integer(), { description: "Heights of the blocks requested from it." }),
    ),
    addr_relay_enabled: Type.Optional(
      Type.Boolean({ description: "Whether addresses are exchanged with it." }),
    ),
    addr_processed: Type.Optional(withDescription(Count, "Addresses that it sent.")),
    addr_rate_limited: Type.Optional(
      withDescription(Count, "Addresses from it that the rate limit dropped."),
    ),
    permissions: Type.Optional(Type.Array(Type.String(), { description: "Its special permissions." })),
    minfeefilter: Type.Optional(
      withDescription(FeeRate, "The minimum fee rate of transactions that it accepts."),
    ),
    whitelisted: Type.Optional(Type.Boolean({ description: "Dogecoin: whether it has permissions." })),
    banscore: Type.Optional(Type.Integer({ description: "Dogecoin: its misbehavior score; banned at 100." })),
    bytessent_per_msg: BytesByMessage,
    bytesrecv_per_msg: BytesByMessage,
    connection_type: Type.Optional(
      Type.String({ description: "The connection's type: `outbound-full-relay`, `inbound`, `manual`." }),
    ),
    transport_protocol_type: Type.Optional(
      Type.String({ description: "`v1`: unencrypted, `v2`: encrypted (BIP324); since Bitcoin Core 26." }),
    ),
    session_id: Type.Optional(
      Type.String({ description: "The session's id, empty for `v1`, since Bitcoin Core 26." }),
    ),
  },
  { $id: "Peer", description: "A node that the daemon is connected to." },
);

export default method("getpeerinfo", {
  summary: "Lists the peers.",
  result: Type.Array(Peer),
  examples: [
    {
      result: [
        {
          id: 0,
          addr: "127.0.0.1:21002",
          addrbind: "127.0.0.1:58488",
          network: "unroutable",
          services: "0000000001000409",
          servicesnames: ["NETWORK", "WITNESS", "NETWORK_LIMITED", "MWEB"],
          relaytxes: true,
          lastsend: 1795338346,
          lastrecv: 1795338346,
          last_transaction: 0,
          last_block: 1795336802,
          bytessent: 307338,
          bytesrecv: 2181,
          conntime: 1795336802,
          timeoffset: 0,
          pingtime: 0.000287,
          minping: 0.000106,
          version: 70016,
          subver: "/LitecoinCore:0.21.2.1/",
          inbound: false,
          synced_headers: 1,
          synced_blocks: 1,
          inflight: [],
          permissions: [],
          minfeefilter: "0.00001000",
          bytessent_per_msg: { ping: 416, pong: 416 },
          bytesrecv_per_msg: { ping: 416, pong: 416 },
          connection_type: "manual",
        },
      ],
    },
  ],
});
