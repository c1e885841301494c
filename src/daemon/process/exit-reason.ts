/** Why a daemon ended, as far as its own words tell. */
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

/** How a daemon's process ended. */
export interface DaemonEnd {
  readonly reason: ExitReason;
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last lines that it wrote to stderr. */
  readonly stderr: readonly string[];
  /** The last lines of its debug.log. */
  readonly log: readonly string[];
}

/** How a daemon's process ended, and whether that was wanted. */
export interface DaemonExit extends DaemonEnd {
  /** Whether `stop` was called before. */
  readonly expected: boolean;
}

/** What daemons say, and what a person can do. Tried on Litecoin 0.21 and Bitcoin Core 31. */
const reasons: readonly { says: RegExp; reason: ExitReason; advice: string }[] = [
  {
    says: /Cannot obtain a lock on (data )?directory/i,
    reason: "datadir-locked",
    advice: "another daemon uses the directory: stop it, or give this one a datadir of its own",
  },
  {
    says: /Specified data directory .* does not exist/i,
    reason: "datadir-missing",
    advice: "the directory must be there",
  },
  {
    says: /no genesis block found|Wrong datadir for network/i,
    reason: "wrong-chain",
    advice: "the directory belongs to another coin or network",
  },
  {
    says: /Unable to start HTTP server|Unable to bind any endpoint for RPC server/i,
    reason: "rpc-port-taken",
    advice: "the RPC port is taken: choose another, or stop what listens there",
  },
  {
    says: /Unable to bind to|Failed to listen on any port/i,
    reason: "port-taken",
    advice: "the port for peers is taken: choose another",
  },
  {
    says: /Error parsing command line arguments|Invalid parameter|unexpected token/i,
    reason: "bad-argument",
    advice: "this daemon does not know an argument that it was given",
  },
];

/** What became of a process, from how it ended and what it said. */
export function exitReason(code: number | null, signal: NodeJS.Signals | null, said: string): ExitReason {
  if (code === 0) return "stopped";
  if (signal !== null) return "killed";
  return reasons.find(({ says }) => says.test(said))?.reason ?? "unknown";
}

/**
 * What a daemon said that runs all the same, and is not what was asked for: older ones go on without the
 * port for peers that they were given. Undefined where there is nothing.
 */
export function describeComplaint(program: string, said: readonly string[]): string | undefined {
  const taken = reasons.find(({ reason }) => reason === "port-taken");
  const line = said.find((words) => taken?.says.test(words));
  return line && `${program} was stopped: ${line}: ${taken?.advice}`;
}

/** One sentence for people: how a daemon ended, why, and what helps. */
export function describeExit(program: string, { reason, code, signal, stderr, log }: DaemonEnd): string {
  const how = signal === null ? `ended with ${code}` : `was ended by ${signal}`;
  const words = stderr.find((line) => /error/i.test(line)) ?? stderr.at(-1) ?? log.at(-1);
  const advice = reasons.find((entry) => entry.reason === reason)?.advice;
  return [`${program} ${how}`, words, advice].filter((part) => part !== undefined).join(": ");
}
