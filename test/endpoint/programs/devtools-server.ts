import { createReadStream, createWriteStream } from "node:fs";
import { nul } from "stratum/wire";

/** Answers as Chromium does with `--remote-debugging-pipe`: messages are read from descriptor 3 and written to 4. */
const known = new Set(["id", "method", "params", "sessionId"]);
const reader = nul.createReader(1_000_000);
const output = createWriteStream("", { fd: 4 });
const send = (message: object) => output.write(nul.frame(JSON.stringify(message)));

createReadStream("", { fd: 3 })
  .on("data", (chunk) => {
    reader.push(Buffer.from(chunk));
    for (let text = reader.next(); text !== undefined; text = reader.next()) answer(JSON.parse(text));
  })
  .on("end", () => process.exit());

function answer(message: { id: number; method: string; params: { url?: string }; sessionId?: string }) {
  const { id, method, params, sessionId } = message;
  const other = Object.keys(message).find((name) => !known.has(name));
  const isPage = method.startsWith("Page.");
  if (other) send({ id, error: { code: -32600, message: `Message has property '${other}'` } });
  else if (isPage && sessionId !== "S1") send({ id, error: { code: -32001, message: "No session" } });
  else if (method === "Target.attachToTarget") send({ id, result: { sessionId: "S1" } });
  else if (params.url === "nowhere")
    send({ id, error: { code: -32000, message: "Cannot navigate" }, sessionId });
  else {
    send({ id, result: method === "Page.navigate" ? { frameId: "F1" } : {}, sessionId });
    if (method === "Page.navigate")
      send({ method: "Page.loadEventFired", params: { timestamp: 7 }, sessionId });
  }
}
