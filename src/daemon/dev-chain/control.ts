import type { ServerHandlers } from "../../../generated/daemon/index.js";
import { version } from "../../rpc/index.js";
import { randomAddress, scriptOfAddress } from "./address.js";
import type { DevContext } from "./context.js";

/** The number that Bitcoin Core's own scheme would give this version: major·10000 + minor·100 + patch. */
const versionNumber = version.split(".").reduce((sum, part) => 100 * sum + Number.parseInt(part, 10), 0);

/** What the daemon answers about itself, its peers (it has none) and addresses. */
export function controlHandlers(startedAt: number) {
  return {
    getnetworkinfo: () => ({
      version: versionNumber,
      subversion: `/stratum-dev-chain:${version}/`,
      protocolversion: 70016,
      localservices: "0000000000000000",
      localservicesnames: [],
      localrelay: false,
      timeoffset: 0,
      networkactive: false,
      connections: 0,
      connections_in: 0,
      connections_out: 0,
      networks: [],
      relayfee: "0.00001000",
      incrementalfee: "0.00001000",
      localaddresses: [],
      warnings: "",
    }),
    getconnectioncount: () => 0,
    getpeerinfo: () => [],
    uptime: () => Math.floor((Date.now() - startedAt) / 1000),
    validateaddress: ({ address }) => {
      const decoded = scriptOfAddress(address);
      if (!decoded)
        return {
          isvalid: false,
          error: "Invalid or unsupported Segwit (Bech32) or Base58 encoding.",
          error_locations: [],
        };
      return {
        isvalid: true,
        address,
        scriptPubKey: decoded.script.toString("hex"),
        isscript: decoded.program.length === 32,
        iswitness: true,
        witness_version: decoded.version,
        witness_program: decoded.program.toString("hex"),
      };
    },
    getnewaddress: () => randomAddress(),
  } satisfies Partial<ServerHandlers<DevContext>>;
}
