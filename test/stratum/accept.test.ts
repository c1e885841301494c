import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { StratumClient } from "../../src/stratum/index.js";
import { readProxyHeader } from "../../src/transport/proxy-header.js";
import { connectRaw, startServer } from "./servers.js";

const key = readFileSync(new URL("../certificate/key.pem", import.meta.url));
const cert = readFileSync(new URL("../certificate/cert.pem", import.meta.url));
const subscribe = '{"id":1,"method":"mining.subscribe","params":[]}\n';

describe("TLS", () => {
  it("is spoken on the same port as plain text", async () => {
    const { port } = await startServer({ tls: { key, cert } });
    const secure = await StratumClient.connect(`stratum+ssl://localhost:${port}`, {
      connect: { tls: { ca: cert } },
    });
    expect(await secure.mining.ping()).toBe("pong");
    const plain = await StratumClient.connect(`stratum+tcp://127.0.0.1:${port}`);
    expect(await plain.mining.ping()).toBe("pong");
    secure.close();
    plain.close();
  });

  it("is ended at once where there is no certificate, and the miner may come back", async () => {
    const { port } = await startServer();
    await expect(StratumClient.connect(`stratum+ssl://127.0.0.1:${port}`)).rejects.toMatchObject({
      code: "CONNECT_FAILED",
    });
    const plain = await StratumClient.connect(`stratum+tcp://127.0.0.1:${port}`);
    expect(await plain.mining.ping()).toBe("pong");
    plain.close();
  });

  it("is refused by a client that does not know the certificate", async () => {
    const { port } = await startServer({ tls: { key, cert } });
    await expect(StratumClient.connect(`stratum+ssl://localhost:${port}`)).rejects.toMatchObject({
      code: "CONNECT_FAILED",
    });
  });
});

describe("PROXY headers", () => {
  const binary = (family: number, addresses: string, command = 0x21) => {
    const bytes = Buffer.from(addresses, "hex");
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([
      Buffer.from("0d0a0d0a000d0a515549540a", "hex"),
      Buffer.from([command, family]),
      length,
      bytes,
    ]);
  };

  it.each([
    ["version 1", Buffer.from("PROXY TCP4 203.0.113.7 127.0.0.1 50112 3333\r\n"), "203.0.113.7:50112"],
    ["version 1, IPv6", Buffer.from("PROXY TCP6 2001:db8::7 ::1 50112 3333\r\n"), "[2001:db8::7]:50112"],
    ["version 1, unknown", Buffer.from("PROXY UNKNOWN\r\n"), undefined],
    ["version 2", binary(0x11, "cb0071077f000001c3c00d05"), "203.0.113.7:50112"],
    [
      "version 2, IPv6",
      binary(0x21, `20010db8${"00".repeat(11)}07${"00".repeat(15)}01c3c00d05`),
      "[2001:db8:0:0:0:0:0:7]:50112",
    ],
    ["version 2, of the proxy itself", binary(0x00, "", 0x20), undefined],
  ])("%s", (_name, bytes, remoteAddress) => {
    expect(readProxyHeader(bytes)).toEqual({ kind: "header", length: bytes.length, remoteAddress });
    for (let length = 1; length < bytes.length; length++) {
      expect(readProxyHeader(bytes.subarray(0, length))).toEqual({ kind: "incomplete" });
    }
    expect(readProxyHeader(Buffer.concat([bytes, Buffer.from("{")]))).toMatchObject({ length: bytes.length });
  });

  it.each([
    ["a family that is none", Buffer.from("PROXY TCP5 1.2.3.4 1.2.3.4 1 2\r\n")],
    ["a port that is none", Buffer.from("PROXY TCP4 1.2.3.4 1.2.3.4 one 2\r\n")],
    ["no end", Buffer.from(`PROXY TCP4 ${"1".repeat(107)}`)],
    ["another version", binary(0x11, "cb0071077f000001c3c00d05", 0x31)],
  ])("are broken with %s", (_name, bytes) => {
    expect(readProxyHeader(bytes)).toEqual({ kind: "broken" });
  });

  it("give a session the miner's address, however they are cut", async () => {
    const { server, port } = await startServer({ proxies: ["127.0.0.1"] });
    const miner = await connectRaw(port);
    miner.socket.setNoDelay(true);
    const session = once(server, "session");
    for (const part of ["PRO", "XY TCP4 203.0.113.7 127.0.0.1 50112 3333\r", "\n", subscribe]) {
      await new Promise<void>((resolve) => miner.socket.write(part, () => setImmediate(resolve)));
    }
    expect((await session)[0].remoteAddress).toBe("203.0.113.7:50112");
    expect((await miner.message()).id).toBe(1);
  });

  it("may be left out by a proxy", async () => {
    const { server, port } = await startServer({ proxies: ["127.0.0.1"] });
    const session = once(server, "session");
    const miner = await connectRaw(port);
    miner.write(subscribe);
    expect((await miner.message()).id).toBe(1);
    expect((await session)[0].remoteAddress).toMatch(/^127\.0\.0\.1:/);
  });

  it("are refused from anybody else", async () => {
    const { server, port } = await startServer();
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write(`PROXY TCP4 203.0.113.7 127.0.0.1 50112 3333\r\n${subscribe}`);
    await once(socket, "close");
    expect(server.sessions.size).toBe(0);
  });
});
