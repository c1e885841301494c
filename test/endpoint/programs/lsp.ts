import { defineProtocol, notification, request } from "stratum/rpc";

interface Diagnostic {
  range: { start: Position; end: Position };
  message: string;
}
interface Position {
  line: number;
  character: number;
}
type At = { textDocument: { uri: string }; position: Position };

/** A little of the Language Server Protocol. */
export const lsp = defineProtocol({
  server: {
    initialize: request<{ processId: number | null; capabilities: object }, { capabilities: object }>(),
    initialized: notification(),
    shutdown: request<object, null>(),
    exit: notification(),
    "textDocument/didOpen": notification<{ textDocument: { uri: string; text: string } }>(),
    "textDocument/hover": request<At, { contents: string } | null>(),
  },
  client: {
    "textDocument/publishDiagnostics": notification<{ uri: string; diagnostics: Diagnostic[] }>(),
    "workspace/configuration": request<{ items: { section: string }[] }, unknown[]>(),
  },
});
