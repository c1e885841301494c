import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { hashPassword, type NotifyServer } from "../../src/notify/index.js";
import { block, connectRaw, post, startNotifyServer } from "./notify-servers.js";

/** `password`, as the old client and its users knew it. */
const options = { password: hashPassword("password"), mode: "tcp" } as const;

/** As the old `stratum-notify` writes it: members in this order, no blanks, no line end. */
function call(method: string, ...params: unknown[]): string {
  return `{"jsonrpc":"2.0","method":"${method}","params":${JSON.stringify(params)},"id":1}`;
}

/** What a connection reads until the server closes it. */
async function readToEnd(port: number, text: string): Promise<string> {
  const { socket } = await connectRaw(port);
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.write(text);
  await once(socket, "end");
  return answer;
}

describe("an old client", () => {
  it.each([
    [
      "block",
      `{"jsonrpc":"2.0","method":"mining.block","params":["cGFzc3dvcmQ=","${block}","Litecoin"],"id":1}`,
      { hash: block, source: "Litecoin" },
    ],
    [
      "wallet",
      `{"jsonrpc":"2.0","method":"mining.wallet","params":["cGFzc3dvcmQ=","${block}","Litecoin"],"id":1}`,
      { txid: block, source: "Litecoin" },
    ],
    [
      "alert",
      '{"jsonrpc":"2.0","method":"mining.alert","params":["cGFzc3dvcmQ=","Warning: unknown new rules activated (versionbit 28)","Litecoin"],"id":1}',
      { message: "Warning: unknown new rules activated (versionbit 28)", source: "Litecoin" },
    ],
  ] as const)("reports a %s", async (event, text, told) => {
    const { server, port } = await startNotifyServer(options);
    const reported = once(server as NotifyServer, event);
    const client = await connectRaw(port);
    client.write(text);
    expect(await client.line()).toBe('{"jsonrpc":"2.0","result":[true],"error":null,"id":1}');
    expect(await reported).toEqual([told]);
  });

  it("gets an answer whichever id it is that it sends, and none without one", async () => {
    const { port } = await startNotifyServer(options);
    const client = await connectRaw(port);
    const alert = (id: string) =>
      `{"jsonrpc":"2.0","method":"mining.alert","params":["cGFzc3dvcmQ=","${id}"]${id}}`;
    client.write(
      ["", ',"id":null', ',"id":"a"', ',"id":0'].map((id) => alert(id).replace(`"${id}"`, '"x"')).join(""),
    );
    expect([await client.line(), await client.line(), await client.line()]).toEqual([
      '{"jsonrpc":"2.0","result":[false],"error":null,"id":null}',
      '{"jsonrpc":"2.0","result":[false],"error":null,"id":"a"}',
      '{"jsonrpc":"2.0","result":[false],"error":null,"id":0}',
    ]);
  });

  /** It would wait for ever, and keep its daemon's ports taken, if the connection stayed open. */
  it.each([
    [
      "with a wrong password",
      call("mining.block", "d3Jvbmc=", block, "Litecoin"),
      '"error":"Unauthorized access"',
    ],
    ["for a method that is not there", call("nope", "cGFzc3dvcmQ="), '"error":"Method \\"nope\\" not found"'],
    [
      "for what is no hash",
      call("mining.block", "cGFzc3dvcmQ=", "--"),
      '"error":"mining.block: hash must match pattern \\"^[0-9a-fA-F]{64}$\\""',
    ],
    [
      "without parameters behind the password",
      call("mining.block", "cGFzc3dvcmQ="),
      '"error":"mining.block: hash is missing"',
    ],
  ])("is refused %s by a text, and let go", async (_why, text, error) => {
    const { port } = await startNotifyServer(options);
    expect(await readToEnd(port, text)).toBe(`{"jsonrpc":"2.0","result":null,${error},"id":1}\n`);
  });

  it.each([
    ["in plain text", call("mining.block", "password", block)],
    ["that is no text", call("mining.block", 12345, block)],
    ["in base64 that is not canonical", call("mining.block", "cGFzc3dvcmR=", block)],
    [
      "by name",
      `{"jsonrpc":"2.0","method":"mining.block","params":{"password":"cGFzc3dvcmQ=","hash":"${block}"},"id":1}`,
    ],
    ["in no parameters", '{"jsonrpc":"2.0","method":"mining.block","id":1}'],
  ])("is refused with a password %s", async (_how, text) => {
    const { server, port } = await startNotifyServer(options);
    const blocks: unknown[] = [];
    server.on("block", (told) => blocks.push(told));
    expect(await readToEnd(port, text)).toContain("Unauthorized access");
    expect(blocks).toEqual([]);
  });

  it("sends objects in any pieces, one behind the other", async () => {
    const { port } = await startNotifyServer(options);
    const client = await connectRaw(port);
    const text = [1, 2, 3]
      .map((number) => call("mining.alert", "cGFzc3dvcmQ=", `alert ${number} }{ \\" é`))
      .join("");
    client.socket.setNoDelay(true);
    for (const byte of Buffer.from(text)) client.socket.write(Buffer.from([byte]));
    for (let count = 0; count < 3; count++) expect(await client.line()).toContain('"result":[true]');
  });

  it("may have a password of any characters", async () => {
    const { port } = await startNotifyServer({ ...options, password: hashPassword("pässwörd") });
    const client = await connectRaw(port);
    client.write(call("mining.alert", "cMOkc3N3w7ZyZA==", "hello"));
    expect(await client.line()).toContain('"result":[true]');
  });

  it("gets the answers of its time over HTTP, too", async () => {
    const { port } = await startNotifyServer({ ...options, mode: "http" });
    const answer = async (text: string) => (await post(port, text, "")).text;
    expect(await answer(call("mining.block", "cGFzc3dvcmQ=", block))).toBe(
      '{"jsonrpc":"2.0","result":[true],"id":1}',
    );
    expect(JSON.parse(await answer(call("mining.block", "d3Jvbmc=", block)))).toEqual({
      jsonrpc: "2.0",
      error: { code: expect.any(Number), message: "Unauthorized access" },
      id: 1,
    });
  });
});
