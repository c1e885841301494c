import { describe, expect, it } from "vitest";
import { parseEndpoint } from "../../src/transport/endpoint.js";

const urls = "a URL begins with tcp://, tls://, unix:, stdio:, http://, https://, ws:// or wss://";
const tooLong = /^a Unix socket's path has at most 107 bytes \(103 on macOS\), this one has 11[12]$/;

/** The message of the error for an invalid URL. */
function refusal(text: string): string {
  try {
    parseEndpoint(text);
  } catch (error) {
    expect(error).toMatchObject({ code: "INVALID_OPTION" });
    return error instanceof Error ? error.message : "";
  }
  return "accepted";
}

describe("parseEndpoint", () => {
  it.each([
    ["127.0.0.1:4000", urls],
    ["/run/x.sock", urls],
    ["5", urls],
    ["undefined", urls],
    ["localhost:4000", `unknown transport "localhost": ${urls}`],
    ["udp://127.0.0.1:1", `unknown transport "udp": ${urls}`],
    [
      "stratum+tcp://pool.example:3333",
      'unknown transport "stratum+tcp": use StratumClient or StratumServer',
    ],
    ["stratum2+tcp://pool.example:3333", `unknown transport "stratum2+tcp": ${urls}`],
    ["tcp://127.0.0.1", "a tcp: or tls: URL needs a host and a port: tcp://127.0.0.1:4000"],
    ["tcp://127.0.0.1:70000", "the port 70000 is out of range: expected 0 to 65535"],
    ["ws://127.0.0.1:65536/rpc", "the port 65536 is out of range: expected 0 to 65535"],
    ["tcp://127.0.0.1:0/path", "a tcp: or tls: URL has no path or query: tcp://127.0.0.1:4000"],
    ["tls://127.0.0.1:0?a=1", "a tcp: or tls: URL has no path or query: tcp://127.0.0.1:4000"],
  ])("says what is wrong with %s", (text, message) => {
    expect(refusal(text)).toBe(message);
  });

  it("takes a slash after the port", () => {
    expect(parseEndpoint("tcp://127.0.0.1:1/")).toEqual({ transport: "tcp", host: "127.0.0.1", port: 1 });
  });

  it.each([`unix:/${"a".repeat(110)}`, `unix:./${"é".repeat(55)}`])("refuses the long path %s", (text) => {
    expect(refusal(text)).toMatch(tooLong);
  });

  it("takes the longest path that every system takes", () => {
    const path = `/${"a".repeat(102)}`;
    expect(parseEndpoint(`unix:${path}`)).toEqual({ transport: "unix", path });
  });
});
