import { connect } from "stratum/rpc";
import { contentLength } from "stratum/wire";
import { lsp } from "./lsp.js";

const [command = "", ...args] = process.argv.slice(2);
const server = await connect({ command, args }, lsp, {
  framing: contentLength,
  handlers: { "workspace/configuration": ({ items }) => items.map(() => "émoji 💩") },
});
server.on("textDocument/publishDiagnostics", async ({ uri, diagnostics }) => {
  for (const { range, message } of diagnostics)
    console.log(`${uri}:${range.start.line + 1}:${range.start.character + 1} ${message}`);
  await server.shutdown();
  server.exit();
  await server.close();
});

const { capabilities } = await server.initialize({ processId: process.pid, capabilities: {} });
console.log(capabilities);
server.initialized();
const uri = "file:///a.txt";
server["textDocument/didOpen"]({ textDocument: { uri, text: "first\nhas émoji 💩 inside" } });
console.log(
  await server["textDocument/hover"]({ textDocument: { uri }, position: { line: 0, character: 0 } }),
);
