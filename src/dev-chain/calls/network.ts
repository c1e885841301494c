import type { ServerHandlers } from "../../../generated/daemon/index.js";
import { version } from "../../rpc/index.js";
import type { DevContext } from "../context.js";
import { refusal } from "../refusal.js";
import { relayFeeRate } from "./mempool.js";

/** The version in Bitcoin Core's scheme: major·10000 + minor·100 + patch. */
const versionNumber = version.split(".").reduce((sum, part) => 100 * sum + Number.parseInt(part, 10), 0);

/** Handlers for peers. There are none, but added nodes are remembered. */
export function networkHandlers() {
  const added = new Set<string>();
  let active = true;
  return {
    getnetworkinfo: () => ({
      version: versionNumber,
      subversion: `/stratum-dev-chain:${version}/`,
      protocolversion: 70016,
      localservices: "0000000000000000",
      localservicesnames: [],
      localrelay: false,
      timeoffset: 0,
      networkactive: active,
      connections: 0,
      connections_in: 0,
      connections_out: 0,
      networks: [],
      relayfee: relayFeeRate,
      incrementalfee: relayFeeRate,
      localaddresses: [],
      warnings: "",
    }),
    getconnectioncount: () => 0,
    getpeerinfo: () => [],
    addnode: ({ node, command }) => {
      if (command === "add") {
        if (added.has(node)) throw refusal(-23, "Error: Node already added");
        added.add(node);
      }
      if (command === "remove" && !added.delete(node))
        throw refusal(-24, "Error: Node could not be removed. It has not been added previously.");
      return null;
    },
    getaddednodeinfo: ({ node }) => {
      if (node !== undefined && !added.has(node)) throw refusal(-24, "Error: Node has not been added.");
      const nodes = node === undefined ? [...added] : [node];
      return nodes.map((addednode) => ({ addednode, connected: false, addresses: [] }));
    },
    disconnectnode: () => {
      throw refusal(-29, "Node not found in connected nodes");
    },
    setnetworkactive: ({ state }) => {
      active = state;
      return active;
    },
    listbanned: () => [],
    ping: () => null,
    getnettotals: () => ({
      totalbytesrecv: 0,
      totalbytessent: 0,
      timemillis: Date.now(),
      uploadtarget: {
        timeframe: 86400,
        target: 0,
        target_reached: false,
        serve_historical_blocks: true,
        bytes_left_in_cycle: 0,
        time_left_in_cycle: 0,
      },
    }),
  } satisfies Partial<ServerHandlers<DevContext>>;
}
