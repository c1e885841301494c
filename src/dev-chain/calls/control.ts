import { protocol, type ServerHandlers } from "../../../generated/daemon/index.js";
import { scriptOfAddress, witnessFacts } from "../address.js";
import type { DevContext } from "../context.js";
import { refusal } from "../refusal.js";

/** What the daemon's own handlers need of it. */
export interface Control {
  /** Whether the daemon supports a method. */
  readonly knows: (method: string) => boolean;
  readonly stop: () => void;
}

/** Handlers for the daemon itself. */
export function controlHandlers({ knows, stop }: Control) {
  const startedAt = Date.now();
  return {
    uptime: () => Math.floor((Date.now() - startedAt) / 1000),
    stop: () => {
      stop();
      return "stratum development daemon stopping";
    },
    help: ({ command }) => {
      if (command === undefined) return Object.keys(protocol.server).filter(knows).map(usageOf).join("\n");
      return knows(command) ? usageOf(command) : `help: unknown command: ${command}`;
    },
    getrpcinfo: () => ({ active_commands: [{ method: "getrpcinfo", duration: 0 }], logpath: "" }),
    getmemoryinfo: ({ mode }) => {
      if (mode === "mallocinfo") throw refusal(-8, "mallocinfo is not available");
      const nothing = { used: 0, free: 0, total: 0, locked: 0, chunks_used: 0, chunks_free: 0 };
      return { locked: nothing };
    },
    logging: ({ include = [], exclude = [] }) => {
      const [unknown] = [...include, ...exclude];
      if (unknown !== undefined) throw refusal(-8, `unknown logging category ${unknown}`);
      return {};
    },
    validateaddress: ({ address }) => {
      const payee = scriptOfAddress(address);
      if (!payee)
        return {
          isvalid: false,
          error: "Invalid or unsupported Segwit (Bech32) or Base58 encoding.",
          error_locations: [],
        };
      return {
        isvalid: true,
        address,
        scriptPubKey: payee.script.toString("hex"),
        isscript: payee.isScript,
        ...witnessFacts(payee),
      };
    },
  } satisfies Partial<ServerHandlers<DevContext>>;
}

/** A method and its parameters, optional ones in parentheses. */
function usageOf(name: string): string {
  const method = Object.values(protocol.server).find((one) => one.name === name);
  const params = method?.params.map((param) => (method.optional?.includes(param) ? `( ${param} )` : param));
  return [name, ...(params ?? [])].join(" ");
}
