/** Why a daemon exited, as far as its output tells. */
export type ExitReason =
  | "stopped"
  | "killed"
  | "datadir-locked"
  | "datadir-missing"
  | "wrong-chain"
  | "rpc-port-taken"
  | "port-taken"
  | "bad-argument"
  | "unknown";

/** How a daemon's process exited. */
export interface DaemonEnd {
  readonly reason: ExitReason;
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last lines that it wrote to stderr. */
  readonly stderr: readonly string[];
  /** The last lines of its debug.log. */
  readonly log: readonly string[];
}

/** How a daemon's process exited, and whether that was expected. */
export interface DaemonExit extends DaemonEnd {
  /** Whether `stop` was called before. */
  readonly expected: boolean;
}

/** Daemons' error messages, and what to do. Tested with Litecoin 0.21 and Bitcoin Core 31. */
const reasons: readonly { says: RegExp; reason: ExitReason; advice: string }[] = [
  {
    says: /Cannot obtain a lock on (data )?directory/i,
    reason: "datadir-locked",
    advice: "another daemon uses the directory: stop it, or choose another datadir",
  },
  {
    says: /Specified data directory .* does not exist/i,
    reason: "datadir-missing",
    advice: "create the directory",
  },
  {
    says: /no genesis block found|Wrong datadir for network/i,
    reason: "wrong-chain",
    advice: "the directory belongs to another coin or network: choose another datadir",
  },
  {
    says: /Unable to start HTTP server|Unable to bind any endpoint for RPC server/i,
    reason: "rpc-port-taken",
    advice: "the RPC port is in use: choose another, or stop the program that uses it",
  },
  {
    says: /Unable to bind to|Failed to listen on any port/i,
    reason: "port-taken",
    advice: "the P2P port is in use: choose another",
  },
  {
    says: /Error parsing command line arguments|Invalid parameter|unexpected token/i,
    reason: "bad-argument",
    advice: "the daemon does not support one of its arguments: check `args`",
  },
];

/** Classifies an exit by its code or signal and the daemon's output. */
export function exitReason(code: number | null, signal: NodeJS.Signals | null, said: string): ExitReason {
  if (code === 0) return "stopped";
  if (signal !== null) return "killed";
  return reasons.find(({ says }) => says.test(said))?.reason ?? "unknown";
}

/**
 * Describes why a daemon that runs is not usable: older ones continue without the P2P port that they were
 * given. Undefined if it printed no such complaint.
 */
export function describeComplaint(program: string, said: readonly string[]): string | undefined {
  const taken = reasons.find(({ reason }) => reason === "port-taken");
  const line = said.find((words) => taken?.says.test(words));
  return line && `${program} was stopped: ${line}: ${taken?.advice}`;
}

/** One line for people: how a daemon exited, why, and what to do. */
export function describeExit(program: string, { reason, code, signal, stderr, log }: DaemonEnd): string {
  const how = signal === null ? `exited with code ${code}` : `was ended by ${signal}`;
  const words = stderr.find((line) => /error/i.test(line)) ?? stderr.at(-1) ?? log.at(-1);
  const advice = reasons.find((entry) => entry.reason === reason)?.advice;
  return [`${program} ${how}`, words, advice].filter((part) => part !== undefined).join(": ");
}
