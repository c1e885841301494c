import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { generate, writeOutput } from "../../../codegen/index.js";
import { load } from "../../../codegen/load/load.js";
import { type Compiler, compile } from "../compiler.js";
import { withFolder, write } from "../folder.js";
import type { Inline } from "../inline.js";
import { withGenerated } from "../joined.js";
import { metaModel } from "./meta-model.js";
import { lsp } from "./reader.js";

const here = fileURLToPath(new URL(".", import.meta.url));

vi.setConfig({ testTimeout: 60_000 });

/** Code of a language server and of an editor, which must compile as it is. */
const consumer = `
import type { ClientHandlers, Hover, ServerHandlers, ToClient, ToServer } from "./generated/index.js";

export const server: ServerHandlers<{ editor: ToClient }> = {
  initialize: ({ processId }) => ({
    capabilities: { hoverProvider: processId !== null, textDocumentSync: 1 },
    serverInfo: { name: "sample" },
  }),
  "textDocument/hover": async ({ textDocument, position, workDoneToken }, { editor }) => {
    const [width] = await editor.workspaceConfiguration({ items: [{ section: "editor.width" }] });
    const end = { ...position, character: position.character + 1 };
    const range = { start: position, end };
    editor.textDocumentPublishDiagnostics({ uri: textDocument.uri, diagnostics: [{ range, message: "odd", severity: 2 }] });
    if (workDoneToken !== undefined) editor.progress({ token: workDoneToken, value: { done: [width ?? null] } });
    return { contents: ["a", "b"], range };
  },
  shutdown: () => null,
  exit: () => {},
  "$/progress": ({ token }) => void token,
};

export const client: ClientHandlers<unknown> = {
  "workspace/configuration": ({ items }) => items.map(({ section = null }) => section),
  "textDocument/publishDiagnostics": ({ diagnostics }) => void diagnostics[0]?.range.start.line.toFixed(),
  "$/progress": () => {},
};

export async function hover(languages: ToServer, uri: string): Promise<Hover | null> {
  await languages.initialize({ processId: null });
  languages.progress({ token: 1, value: null });
  // @ts-expect-error the position has no character
  await languages.textDocumentHover({ textDocument: { uri }, position: { line: 1 } });
  // @ts-expect-error a server sends it
  languages.textDocumentPublishDiagnostics({ uri, diagnostics: [] });
  return languages.textDocumentHover({ textDocument: { uri }, position: { line: 1, character: 2 } });
}
`;

const compilerOptions = {
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  target: "es2023",
  lib: ["es2023"],
  types: ["node"],
  module: "nodenext",
};

async function complaintsOf(compiler: Compiler): Promise<string[]> {
  return withFolder(async (folder) => {
    await write(folder, { "metaModel.json": JSON.stringify(metaModel), "consumer.ts": consumer });
    const output = join(folder, "generated");
    const { files } = await generate({ inputs: [join(folder, "metaModel.json")], output, readers: [lsp] });
    await writeOutput(output, files, { added: [...files.keys()], changed: [], stale: [], unchanged: [] });
    const found = await compile(folder, { compilerOptions, include: ["."] }, compiler);
    return found.map(({ file, line, message }) => `${file}:${line} ${message}`);
  }, here);
}

/** The protocol as the reader gives it. */
async function inline(): Promise<Inline> {
  return withFolder(async (folder) => {
    await write(folder, { "metaModel.json": JSON.stringify(metaModel) });
    const { document, problems } = await load([join(folder, "metaModel.json")], { readers: [lsp] });
    expect(problems).toEqual([]);
    return { methods: document.methods, schemas: document.components?.schemas ?? {} };
  });
}

interface Position {
  textDocument: { uri: string };
  position: { line: number; character: number };
}
interface ToServer {
  textDocumentHover(params: Position): Promise<unknown>;
  exit(): void;
}
interface ToClient {
  workspaceConfiguration(params: { items: { section?: string }[] }): Promise<unknown[]>;
  textDocumentPublishDiagnostics(params: { uri: string; diagnostics: unknown[] }): void;
}

describe("a reader of the Language Server Protocol", () => {
  it.each<Compiler>(["typescript", "typescript-oldest"])(
    "gives code for both sides that compiles strictly with %s",
    async (compiler) => expect(await complaintsOf(compiler)).toEqual([]),
  );

  it("gives calls and notifications in both directions that work, with parameters by name", async () => {
    await withGenerated<ToServer, ToClient>(await inline(), async (join) => {
      const published = vi.fn();
      const exited = vi.fn();
      const { client, server, wire } = join({
        onServer: { "textDocument/hover": () => ({ contents: "a" }), exit: exited },
        onClient: {
          "workspace/configuration": () => [80],
          "textDocument/publishDiagnostics": published,
        },
      });
      const hover = { textDocument: { uri: "a.ts" }, position: { line: 1, character: 2 } };
      expect(await client.textDocumentHover(hover)).toEqual({ contents: "a" });
      expect(wire[0]).toMatchObject({ method: "textDocument/hover", params: hover });
      expect(await server.workspaceConfiguration({ items: [{ section: "width" }] })).toEqual([80]);
      server.textDocumentPublishDiagnostics({ uri: "a.ts", diagnostics: [] });
      client.exit();
      await vi.waitFor(() => expect(exited).toHaveBeenCalledTimes(1));
      expect(published.mock.calls.map(([params]) => params)).toEqual([{ uri: "a.ts", diagnostics: [] }]);
      await expect(
        client.textDocumentHover({ ...hover, position: { line: -1, character: 0 } }),
      ).rejects.toThrow("textDocument/hover: position.line must be >= 0");
    });
  });
});
