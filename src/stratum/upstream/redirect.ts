import type { ClientReconnectParams } from "../../../generated/stratum/index.js";
import { parseStratumUrl } from "../url.js";
import { canonicalHost, isSameDomain } from "./host.js";

/**
 * The target URL of `client.reconnect`, or undefined if it must not be followed. A forged message would redirect hash
 * rate and the worker's password, so the host must be a plain host in the domain of the current one.
 *
 * @param from The URL of the current connection. TLS is kept.
 * @param anywhere Trusts every host.
 */
export function redirectedUrl(
  from: string,
  { host, port }: ClientReconnectParams,
  anywhere: boolean,
): string | undefined {
  const current = parseStratumUrl(from);
  const known = canonicalHost(current.host) ?? current.host;
  const target = host ? canonicalHost(host) : known;
  const chosen = port === undefined || port === "" ? current.port : readPort(port);
  if (target === undefined || chosen === undefined) return undefined;
  if (!anywhere && !isSameDomain(known, target)) return undefined;
  return `stratum+${current.tls ? "ssl" : "tcp"}://${target.includes(":") ? `[${target}]` : target}:${chosen}`;
}

function readPort(port: number | string): number | undefined {
  if (!/^\d{1,5}$/.test(String(port))) return undefined;
  const number = Number(port);
  return number >= 1 && number <= 65_535 ? number : undefined;
}
