import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { type ConnectOptions, connect, defineProtocol, request } from "../../src/endpoint/index.js";
import { contentLength, lines } from "../../src/wire/index.js";
import { eventOf } from "./cut-proxy.js";

const jiti = fileURLToPath(new URL("../../node_modules/jiti/lib/jiti-cli.mjs", import.meta.url));
const program = fileURLToPath(new URL("programs/echo-server.ts", import.meta.url));

const echo = defineProtocol({
  server: {
    echo: request<{ value: unknown }, { value: unknown; pid: number; setting?: string }>(),
    exit: request<{ code: number }>(),
  },
});

async function started(options: ConnectOptions<typeof echo> = {}) {
  const framing = options.framing === contentLength ? "contentLength" : "lines";
  const client = await connect(
    {
      command: process.execPath,
      args: [jiti, program, framing],
      cwd: tmpdir(),
      env: { ECHO_SETTING: "é" },
    },
    echo,
    options,
  );
  onTestFinished(() => client.close());
  return client;
}

/** Whether a process is there. */
function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it.each(Object.entries({ lines, contentLength }))(
  "a program that is started is called over its standard streams, by %s, and ends with the client",
  { timeout: 60_000 },
  async (_name, framing) => {
    const client = await started({ framing });
    const long = "é\n".repeat(100_000);
    const { value, pid, setting } = await client.echo({ value: long });
    expect([value === long, setting]).toEqual([true, "é"]);
    await client.close();
    await expect.poll(() => runs(pid), { timeout: 10_000 }).toBe(false);
  },
);

it("a program that ends is started again, where the client may", { timeout: 60_000 }, async () => {
  const client = await started({ reconnect: { first: 10 } });
  const { pid } = await client.echo({ value: 1 });
  const offline = eventOf(client, "offline");
  await expect(client.exit({ code: 3 })).rejects.toMatchObject({ code: "CLOSED", executed: "perhaps" });
  await offline;
  const again = await client.echo({ value: 2 });
  expect(again.value).toBe(2);
  expect(again.pid).not.toBe(pid);
});

it("a program that can't be started is named", async () => {
  await expect(connect({ command: "/no/such/program" }, echo)).rejects.toMatchObject({
    code: "CONNECT_FAILED",
    message: "can't start /no/such/program: not found",
    executed: "no",
  });
});

it.each([
  ["process.exit(3)", "with code 3"],
  ["process.kill(process.pid, 'SIGKILL')", "by SIGKILL"],
])("a program that exits early (%s) is reported with how it ended", async (script, how) => {
  const client = await connect({ command: process.execPath, args: ["-e", script] }, echo);
  onTestFinished(() => client.close());
  await expect(client.echo({ value: 1 })).rejects.toMatchObject({
    code: "CLOSED",
    message: `${process.execPath}: exited ${how}`,
  });
});
