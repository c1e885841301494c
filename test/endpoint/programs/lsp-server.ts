import { serve } from "stratum/rpc";
import { contentLength } from "stratum/wire";
import { lsp } from "./lsp.js";

const texts = new Map<string, string>();

await serve(lsp, {
  listen: "stdio:",
  framing: contentLength,
  handlers: {
    initialize: () => ({ capabilities: { hoverProvider: true } }),
    initialized: () => {},
    shutdown: () => null,
    exit: () => process.exit(),
    "textDocument/didOpen": async ({ textDocument: { uri, text } }, { client }) => {
      texts.set(uri, text);
      const [word] = await client["workspace/configuration"]({ items: [{ section: "forbidden" }] });
      const diagnostics = text.split("\n").flatMap((content, line) => {
        const character = content.indexOf(String(word));
        if (character < 0) return [];
        const end = { line, character: character + String(word).length };
        return [{ range: { start: { line, character }, end }, message: `"${word}" is forbidden` }];
      });
      client["textDocument/publishDiagnostics"]({ uri, diagnostics });
    },
    "textDocument/hover": ({ textDocument: { uri }, position }) => {
      const line = texts.get(uri)?.split("\n")[position.line];
      return line === undefined ? null : { contents: line };
    },
  },
});
