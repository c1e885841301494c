import { format } from "node:util";
import debug from "debug";
import { afterEach, beforeEach, expect, it } from "vitest";
import { protocol as notifications } from "../../generated/notify/index.js";
import { connect as connectTo } from "../../src/endpoint/index.js";
import { values } from "../../src/wire/index.js";
import { password, startNotifyServer } from "../notify/notify-servers.js";
import { authenticate, connected, started } from "./service.js";

const log = debug.log;
let shown: string[];

beforeEach(() => {
  shown = [];
  debug.enable("jsonrpc");
  debug.log = (...args: unknown[]) => shown.push(format(...args));
});

afterEach(() => {
  debug.disable();
  debug.log = log;
});

it("the log of messages shows no credentials, on either side", async () => {
  const server = await started("tcp://127.0.0.1:0", { authenticate });
  const client = await connected(server.urls[0], { authorization: "Bearer alice-token" });
  await client.tasks.add({ title: "shown" });
  expect(shown.filter((line) => line.includes("rpc.authenticate"))).toHaveLength(2);
  expect(shown.filter((line) => line.includes("shown")).length).toBeGreaterThanOrEqual(2);
  expect(shown.join("\n")).not.toContain("alice-token");
});

it("nor do those of a notify server", async () => {
  const { port } = await startNotifyServer();
  const authorization = `Basic ${Buffer.from(`x:${password}`).toString("base64")}`;
  const client = await connectTo(`tcp://127.0.0.1:${port}`, notifications, {
    framing: values,
    authorization,
  });
  await client.close();
  expect(shown.filter((line) => line.includes("rpc.authenticate"))).toHaveLength(2);
  expect(shown.join("\n")).not.toContain(authorization.slice(6));
});
