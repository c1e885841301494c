import { formatAddress } from "./address.js";

/**
 * The header with the client's address that a load balancer sends first on a connection: PROXY protocol
 * version 1 (a line) or 2 (binary), https://www.haproxy.org/download/2.9/doc/proxy-protocol.txt.
 */
export type ProxyHeader =
  /** No header. */
  | { readonly kind: "absent" }
  /** More bytes are needed. */
  | { readonly kind: "incomplete" }
  /** An invalid header. */
  | { readonly kind: "broken" }
  /** `remoteAddress` is undefined for the proxy's own connections: health checks. */
  | { readonly kind: "header"; readonly length: number; readonly remoteAddress: string | undefined };

const signature = Buffer.from("0d0a0d0a000d0a515549540a", "hex");
const lineStart = Buffer.from("PROXY ");

/** The longest line that version 1 allows. */
const maxLine = 107;

/** Reads a header from the first bytes of a connection. */
export function readProxyHeader(bytes: Buffer): ProxyHeader {
  if (begins(bytes, signature)) return readBinary(bytes);
  return begins(bytes, lineStart) ? readLine(bytes) : { kind: "absent" };
}

/** Whether bytes begin with others, as far as both go. */
function begins(bytes: Buffer, start: Buffer): boolean {
  const length = Math.min(bytes.length, start.length);
  return length > 0 && bytes.subarray(0, length).equals(start.subarray(0, length));
}

function readLine(bytes: Buffer): ProxyHeader {
  const end = bytes.subarray(0, maxLine).indexOf("\r\n");
  if (end < 0) return { kind: bytes.length < maxLine ? "incomplete" : "broken" };
  const [, family, host, , port] = bytes.subarray(0, end).toString("latin1").split(" ");
  const length = end + 2;
  if (family === "UNKNOWN") return { kind: "header", length, remoteAddress: undefined };
  if ((family !== "TCP4" && family !== "TCP6") || host === undefined || !/^\d+$/.test(port ?? ""))
    return { kind: "broken" };
  return { kind: "header", length, remoteAddress: formatAddress({ host, port: Number(port) }) };
}

function readBinary(bytes: Buffer): ProxyHeader {
  if (bytes.length < 16) return { kind: "incomplete" };
  const [versionAndCommand = 0, family = 0] = bytes.subarray(12);
  if (versionAndCommand >> 4 !== 2) return { kind: "broken" };
  const length = 16 + bytes.readUInt16BE(14);
  if (bytes.length < length) return { kind: "incomplete" };
  const isLocal = (versionAndCommand & 0xf) === 0;
  return {
    kind: "header",
    length,
    remoteAddress: isLocal ? undefined : binaryAddress(bytes.subarray(16, length), family >> 4),
  };
}

function binaryAddress(bytes: Buffer, family: number): string | undefined {
  if (family === 1 && bytes.length >= 12) {
    return formatAddress({ host: [...bytes.subarray(0, 4)].join("."), port: bytes.readUInt16BE(8) });
  }
  if (family !== 2 || bytes.length < 36) return undefined;
  const groups = bytes.subarray(0, 16).toString("hex").match(/.{4}/g) ?? [];
  return formatAddress({
    host: groups.map((group) => group.replace(/^0{1,3}/, "")).join(":"),
    port: bytes.readUInt16BE(32),
  });
}
