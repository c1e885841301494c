import type { ClientReconnectParams } from "../../../generated/stratum/index.js";
import { parseStratumUrl } from "../url.js";
import { canonicalHost, isSameDomain } from "./host.js";

/**
 * The URL that `client.reconnect` leads to; undefined where it must not be followed. A forged one sends hash rate and the
 * worker's password away, so the host must be nothing but a host, of the same domain as the current one.
 *
 * @param from The URL of the current connection. TLS stays as it is there.
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
