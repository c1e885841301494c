import { expect, it } from "vitest";
import {
  NotifyServer,
  RpcServer,
  type RpcServerEvents,
  type RpcServerOptions,
} from "../../src/notify/index.js";

it("the notify server's old name still works, as a value and as a type", () => {
  const options: RpcServerOptions<never> = { mode: "http" };
  const server: RpcServer = new RpcServer(options);
  const events: (keyof RpcServerEvents)[] = ["block"];
  expect(server).toBeInstanceOf(NotifyServer);
  expect(RpcServer).toBe(NotifyServer);
  expect(events).toEqual(["block"]);
});
