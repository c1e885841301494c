import type { ServiceEvent } from "../../src/service/service-events.js";
import { printable } from "../printable.js";

/** An event as one line of text. */
export function eventLine(event: ServiceEvent): string {
  return printable(sentence(event));
}

function sentence(event: ServiceEvent): string {
  switch (event.event) {
    case "listening":
      return `miners: stratum+tcp://${event.host}:${event.port}   RPC: ${event.rpcHost}:${event.rpcPort}   ${event.coin} daemon: ${event.daemon}`;
    case "waiting":
      return `waiting for the daemon: ${event.reason}`;
    case "miner":
      return minerLine(event);
    case "share":
      return event.accepted
        ? `share accepted from ${event.worker} at difficulty ${event.difficulty}`
        : `share refused from ${event.worker}: ${event.reason}`;
    case "job":
      return `job ${event.jobId} for block ${event.height} with ${count(event.transactions, "transaction")}${event.cleanJobs ? ", earlier ones are void" : ""}`;
    case "block":
      return `BLOCK ${event.height} found by ${event.worker}: ${event.hash}`;
    case "unsubmitted":
      return unsubmittedLine(event);
    case "notify":
      return `${event.source ?? "a daemon"} reports ${event.type} ${event.data}`;
    case "busy":
      return `busy: refused ${event.remoteAddress} (event loop ${Math.round(event.lag)} ms late, ${count(event.sessions, "session")})`;
    case "error":
      return `error: ${event.message}`;
  }
}

function unsubmittedLine({
  height,
  hash,
  attempts,
  reason,
  retryIn,
}: Extract<ServiceEvent, { event: "unsubmitted" }>): string {
  if (retryIn === null) return `error: block ${height} (${hash}) is lost: ${reason}`;
  return `error: block ${height} (${hash}) not submitted, attempt ${attempts}: ${reason}; retrying in ${(retryIn / 1000).toFixed(1)} s`;
}

function minerLine({
  action,
  remoteAddress,
  userAgent,
  workers,
  reason,
}: Extract<ServiceEvent, { event: "miner" }>): string {
  const who = [workers.join(", "), userAgent && `(${userAgent})`].filter(Boolean).join(" ");
  if (action === "connected") return `${remoteAddress} connected`;
  if (action === "ready") return `${remoteAddress} mines as ${who}`;
  return `${remoteAddress} ${who && `${who} `}disconnected${reason ? `: ${reason}` : ""}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
