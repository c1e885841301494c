import { method, Type, withDescription } from "../../codegen/schema/index.js";
import { Count, FeeRate, ServiceNames, Services, UnixTime } from "./shapes.js";

const BytesByMessage = Type.Record(Type.String(), Count, {
  $id: "BytesByMessage",
  description: "Bytes by the kind of message; kinds without any are absent.",
});

const Peer = Type.Object(
  {
    id: withDescription(Count, "The peer's number."),
    addr: Type.String({ description: "Its host and port." }),
    addrbind: Type.Optional(Type.String({ description: "The daemon's end of the connection." })),
    addrlocal: Type.Optional(Type.String({ description: "The daemon's address as the peer sees it." })),
    network: Type.Optional(Type.String({ description: "The kind of network: `ipv4`, `onion`." })),
    mapped_as: Type.Optional(withDescription(Count, "The autonomous system that it is in, if known.")),
    services: Services,
    servicesnames: Type.Optional(ServiceNames),
    relaytxes: Type.Optional(Type.Boolean({ description: "Whether it gets transactions." })),
    last_inv_sequence: Type.Optional(withDescription(Count, "How far the mempool was announced to it.")),
    inv_to_send: Type.Optional(withDescription(Count, "Transactions that wait to be announced to it.")),
    lastsend: withDescription(UnixTime, "When something was last sent, in Unix seconds."),
    lastrecv: withDescription(UnixTime, "When something last came, in Unix seconds."),
    last_transaction: Type.Optional(
      withDescription(UnixTime, "When a valid transaction last came, in Unix seconds; 0: never."),
    ),
    last_block: Type.Optional(
      withDescription(UnixTime, "When a new block last came, in Unix seconds; 0: never."),
    ),
    bytessent: withDescription(Count, "Bytes sent."),
    bytesrecv: withDescription(Count, "Bytes received."),
    conntime: withDescription(UnixTime, "When it connected, in Unix seconds."),
    timeoffset: Type.Integer({ description: "How many seconds its clock is ahead." }),
    pingtime: Type.Optional(Type.Number({ minimum: 0, description: "Seconds that the last ping took." })),
    minping: Type.Optional(Type.Number({ minimum: 0, description: "Seconds that the fastest ping took." })),
    pingwait: Type.Optional(Type.Number({ minimum: 0, description: "Seconds since a ping without answer." })),
    version: Type.Integer({ description: "Its version of the protocol; 0 before it said." }),
    subver: Type.String({ description: "What it calls itself." }),
    inbound: Type.Boolean({ description: "Whether it connected to the daemon." }),
    bip152_hb_to: Type.Optional(
      Type.Boolean({ description: "Whether the daemon has it send new blocks at once (BIP152)." }),
    ),
    bip152_hb_from: Type.Optional(Type.Boolean({ description: "Whether it has the daemon do so." })),
    startingheight: Type.Optional(
      Type.Integer({ minimum: -1, description: "The height that it had at first; gone by Bitcoin Core 32." }),
    ),
    presynced_headers: Type.Optional(
      Type.Integer({
        minimum: -1,
        description: "How far its headers are checked first, or -1, since Bitcoin Core 24.",
      }),
    ),
    synced_headers: Type.Optional(
      Type.Integer({ minimum: -1, description: "The last header that both have, or -1." }),
    ),
    synced_blocks: Type.Optional(
      Type.Integer({ minimum: -1, description: "The last block that both have, or -1." }),
    ),
    inflight: Type.Optional(
      Type.Array(Type.Integer(), { description: "Heights of the blocks that were asked of it." }),
    ),
    addr_relay_enabled: Type.Optional(
      Type.Boolean({ description: "Whether addresses are exchanged with it." }),
    ),
    addr_processed: Type.Optional(withDescription(Count, "Addresses that it sent.")),
    addr_rate_limited: Type.Optional(withDescription(Count, "Addresses of it that were ignored: too many.")),
    permissions: Type.Optional(
      Type.Array(Type.String(), { description: "What it may do that others may not." }),
    ),
    minfeefilter: Type.Optional(withDescription(FeeRate, "It wants no transactions that pay less.")),
    whitelisted: Type.Optional(Type.Boolean({ description: "Dogecoin: whether it has permissions." })),
    banscore: Type.Optional(Type.Integer({ description: "Dogecoin: how badly it behaved; banned at 100." })),
    bytessent_per_msg: BytesByMessage,
    bytesrecv_per_msg: BytesByMessage,
    connection_type: Type.Optional(
      Type.String({ description: "Why there is a connection: `outbound-full-relay`, `inbound`, `manual`." }),
    ),
    transport_protocol_type: Type.Optional(
      Type.String({ description: "`v1` in plain, `v2` encrypted (BIP324), since Bitcoin Core 26." }),
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
