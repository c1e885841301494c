import { isIP } from "node:net";
import type { ClientReconnectParams } from "../../../generated/stratum/index.js";
import { parseStratumUrl } from "../url.js";

/**
 * Where `client.reconnect` leads; undefined where it must not be followed. Forged ones send hash rate
 * away, so only hosts of the same domain are trusted: those that share the last two names, or three below `co.uk` and its like.
 *
 * @param anywhere Trusts every host.
 */
export function redirectedUrl(
  from: string,
  { host, port }: ClientReconnectParams,
  anywhere: boolean,
): string | undefined {
  const current = parseStratumUrl(from);
  const target = host || current.host;
  if (!anywhere && !isSameDomain(current.host, target)) return undefined;
  const chosen = Number(port ?? current.port);
  if (!Number.isInteger(chosen) || chosen < 1 || chosen > 65535) return undefined;
  const url = `stratum+${current.tls ? "ssl" : "tcp"}://${target.includes(":") ? `[${target}]` : target}:${chosen}`;
  return URL.canParse(url) ? url : undefined;
}

function isSameDomain(a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return true;
  if (isIP(a) || isIP(b)) return false;
  return domainOf(a) === domainOf(b) && domainOf(a).includes(".");
}

function domainOf(host: string): string {
  const names = host.toLowerCase().split(".");
  return names.slice(publicSuffix.test(host) ? -3 : -2).join(".");
}

/** Under which strangers have their domains, too: `co.uk`, `com.au`. */
const publicSuffix = /\.(ac|co|com|edu|go|gov|ne|net|or|org)\.[a-z]{2}$/i;
