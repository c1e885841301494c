import { isIPv4, isIPv6 } from "node:net";

/** The longest DNS name, in characters. */
const longestName = 253;

const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** Resolvers treat a name with such an end as an IPv4 address: `167772161`, `0xa.0.0.1`. */
const endsInNumber = /(^|\.)(\d+|0x[0-9a-f]*)$/;

/**
 * Canonicalizes a host for comparison: a name in lower case without a final dot, an IPv4 address, or an IPv6
 * address in its shortest form without brackets. Undefined for anything else, such as a host with a port, a path,
 * userinfo or non-ASCII letters.
 */
export function canonicalHost(text: string): string | undefined {
  const address = text.replace(/^\[(.*)\]$/, "$1");
  if (isIPv6(address)) return canonicalIPv6(address);
  const host = text.toLowerCase().replace(/\.$/, "");
  if (isIPv4(host)) return host;
  if (host.length > longestName || endsInNumber.test(host)) return undefined;
  return host.split(".").every((name) => label.test(name)) ? host : undefined;
}

/** Undefined for an address with a zone, which is only valid on one machine. */
function canonicalIPv6(address: string): string | undefined {
  const url = `http://[${address}]`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : undefined;
}

/** Whether two canonical hosts are equal or in one domain: the last two labels, or three below `co.uk` and the like. */
export function isSameDomain(a: string, b: string): boolean {
  if (a === b) return true;
  if (isAddress(a) || isAddress(b)) return false;
  return domainOf(a) === domainOf(b) && domainOf(a).includes(".");
}

function isAddress(host: string): boolean {
  return isIPv4(host) || host.includes(":");
}

function domainOf(host: string): string {
  return host
    .split(".")
    .slice(publicSuffix.test(host) ? -3 : -2)
    .join(".");
}

/** Second-level domains below which anyone can register: `co.uk`, `com.au`. */
const publicSuffix = /\.(ac|co|com|edu|go|gov|id|ind|ltd|me|ne|net|nom|or|org|plc|web)\.[a-z]{2}$/;
