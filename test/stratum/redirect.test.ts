import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { Upstream } from "../../src/stratum/index.js";
import { redirectedUrl } from "../../src/stratum/upstream/redirect.js";
import { startTinyPool } from "./tiny-pool.js";

const from = "stratum+tcp://eu.pool.example:3333";

describe("where client.reconnect leads", () => {
  it.each([
    [{}, "stratum+tcp://eu.pool.example:3333"],
    [{ host: "" }, "stratum+tcp://eu.pool.example:3333"],
    [{ host: "", port: "" }, "stratum+tcp://eu.pool.example:3333"],
    [{ port: 3334 }, "stratum+tcp://eu.pool.example:3334"],
    [{ host: "us.pool.example", port: "3334" }, "stratum+tcp://us.pool.example:3334"],
    [{ host: "pool.example" }, "stratum+tcp://pool.example:3333"],
    [{ host: "EU.Pool.EXAMPLE" }, "stratum+tcp://eu.pool.example:3333"],
    [{ host: "us.pool.example." }, "stratum+tcp://us.pool.example:3333"],
    [{ host: "rack_1.pool.example" }, "stratum+tcp://rack_1.pool.example:3333"],
    [{ host: "xn--pol-sna.pool.example" }, "stratum+tcp://xn--pol-sna.pool.example:3333"],
  ])("%j is followed", (target, expected) => {
    expect(redirectedUrl(from, target, false)).toBe(expected);
  });

  it.each([
    ["a path", "evil.test/.pool.example"],
    ["a query", "evil.test?.pool.example"],
    ["a fragment", "evil.test#.pool.example"],
    ["a backslash", "evil.test\\.pool.example"],
    ["a port", "evil.test:3333/.pool.example"],
    ["a port of the same domain", "us.pool.example:3333"],
    ["userinfo", "eu.pool.example@evil.test"],
    ["userinfo in front of the same domain", "evil.test@eu.pool.example"],
    ["userinfo with a password", "a:b@eu.pool.example"],
    ["a scheme", "stratum+tcp://eu.pool.example"],
    ["an escape", "evil.test%2f.pool.example"],
    ["a NUL", "evil.test\0.pool.example"],
    ["a line end", "evil.test\n.pool.example"],
    ["a blank", " eu.pool.example"],
    ["a letter that looks the same", "eu.p\u043e\u043el.example"],
    ["a dot that is none", "evil.test\u3002pool.example"],
    ["an empty label", "evil.test..pool.example"],
    ["a leading dot", ".pool.example"],
    ["two dots at the end", "eu.pool.example.."],
    ["nothing but a dot", "."],
    ["a long label", `${"a".repeat(64)}.pool.example`],
    ["a long name", `${"a.".repeat(125)}pool.example`],
    ["a label that begins with a dash", "-x.pool.example"],
    ["another domain", "evil.example"],
    ["another domain with a dot at the end", "evil.example."],
    ["the domain as a subdomain", "pool.example.evil.test"],
    ["the domain as the end of a label", "evilpool.example"],
    ["the top level alone", "example"],
    ["an IPv4 address", "10.0.0.1"],
    ["an IPv4 address as one number", "167772161"],
    ["an IPv4 address in hexadecimal", "0xa.0.0.1"],
    ["an IPv6 address", "::1"],
    ["an IPv6 literal", "[::1]"],
    ["an unfinished IPv6 literal", "[::1"],
    ["an IPv6 address with a zone", "fe80::1%eth0"],
  ])("%s is not followed: %j", (_what, host) => {
    expect(redirectedUrl(from, { host }, false)).toBeUndefined();
  });

  it.each([[0], [-1], [65_536], [1.5], ["http"], ["3333x"], ["0x0d05"], ["1e3"], [" 3334"], ["003333333"]])(
    "the port %j is not followed",
    (port) => {
      expect(redirectedUrl(from, { port }, false)).toBeUndefined();
      expect(redirectedUrl(from, { port }, true)).toBeUndefined();
    },
  );

  it.each([
    ["eu.pool.co.uk", "us.pool.co.uk", true],
    ["eu.pool.co.uk", "evil.co.uk", false],
    ["eu.pool.co.uk", "evil.co.uk.", false],
    ["pool.com.au", "evil.com.au", false],
    ["pool.me.uk", "evil.me.uk", false],
    ["pool.id.au", "evil.id.au", false],
    ["eu.pool.me.uk", "pool.me.uk", true],
    ["pool.com.au", "POOL.com.au", true],
    ["POOL.com.au.", "pool.com.au", true],
    ["eu.f2pool.co", "f2pool.co", true],
    ["localhost", "LOCALHOST", true],
    ["localhost", "elsewhere", false],
    ["10.0.0.1", "10.0.0.1", true],
    ["10.0.0.1", "10.0.0.2", false],
    ["10.0.0.1", "evil.0.1", false],
    ["10.0.0.1", "0x10.0.1", false],
    ["[2001:db8::1]", "2001:DB8:0::1", true],
    ["[2001:db8::1]", "[2001:db8::1]", true],
    ["[2001:db8::1]", "2001:db8::2", false],
  ])("from %s to %s: %s", (host, target, follows) => {
    const url = redirectedUrl(`stratum+tcp://${host}:3333`, { host: target }, false);
    expect(url !== undefined).toBe(follows);
  });

  it("may be anywhere where that is trusted, but never what is no host", () => {
    expect(redirectedUrl(from, { host: "other.example" }, true)).toBe("stratum+tcp://other.example:3333");
    expect(redirectedUrl(from, { host: "[::1]" }, true)).toBe("stratum+tcp://[::1]:3333");
    expect(redirectedUrl(from, { host: "evil.test/.pool.example" }, true)).toBeUndefined();
    expect(redirectedUrl(from, { host: "a:b@evil.test" }, true)).toBeUndefined();
  });

  it("keeps TLS, and carries no worker with it", () => {
    expect(redirectedUrl("stratum+ssl://alice:x@pool.example:1", { port: 2 }, false)).toBe(
      "stratum+ssl://pool.example:2",
    );
  });
});

describe("an upstream that is sent to what only looks like its pool's host", () => {
  it("stays where it is and logs in nowhere else", async () => {
    const strangers: Socket[] = [];
    const thief = createServer((socket) => strangers.push(socket.on("error", () => {})));
    thief.listen(0, "127.0.0.1");
    await once(thief, "listening");
    onTestFinished(() => {
      for (const socket of strangers) socket.destroy();
      thief.close();
    });
    const address = thief.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const pool = await startTinyPool();
    const warnings: string[] = [];
    const logger = { debug() {}, info() {}, warn: (text: string) => warnings.push(text), error() {} };
    const upstream = new Upstream({
      urls: [`stratum+tcp://localhost:${pool.port}`],
      username: "alice",
      logger,
    });
    onTestFinished(() => upstream.stop());
    upstream.start();
    await once(upstream, "online");
    const { client } = upstream;
    const [session] = [...pool.server.sessions];
    for (const host of [`127.0.0.1:${port}/.localhost`, `localhost@127.0.0.1`, "127.0.0.1\nlocalhost"])
      session?.send.client.reconnect({ host, port, wait: 0 });
    expect(await client?.mining.ping()).toBe("pong");
    expect(upstream.client).toBe(client);
    expect(strangers).toEqual([]);
    expect(warnings).toHaveLength(3);
    expect(warnings.join("")).not.toContain("\n");
  });
});
