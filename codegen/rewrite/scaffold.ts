import { dirname, relative } from "node:path";
import { Node } from "ts-morph";
import { InvalidSource } from "../check/problem.js";
import { generatedMark } from "../output.js";
import type { Contract } from "./contracts.js";
import { findHandlers } from "./find-handlers.js";
import { importsOf } from "./imports.js";
import { insertHandlers } from "./insert-handlers.js";
import { insert } from "./insertion.js";
import { indented, newHandlersFile } from "./new-file.js";
import { createProject, parse } from "./parse.js";
import { stub } from "./stub.js";
import { styleOf } from "./style.js";

export interface ScaffoldOptions {
  /** The user's file. */
  readonly file: string;
  /** Its text; undefined for a new file. */
  readonly text: string | undefined;
  readonly contracts: readonly Contract[];
  /** The folder of the generated code. */
  readonly generated: string;
  /** The extension in imports. Default: `.js`. */
  readonly extension?: string | undefined;
  /** Methods of other protocols that a server may also have; their handlers are not obsolete. */
  readonly elsewhere?: ReadonlySet<string>;
  /** Selects the methods that get a handler. Default: those whose handler is required. */
  readonly wanted?: readonly string[];
}

export interface Scaffolded {
  readonly text: string;
  /** The names of the added handlers. */
  readonly added: readonly string[];
  /** Handlers of methods that the protocol no longer has, with their lines in the old text. */
  readonly obsolete: readonly { readonly name: string; readonly line: number }[];
}

/** The byte order mark that some editors write; positions are counted without it. */
const byteOrderMark = "\uFEFF";

/**
 * Adds missing handlers to a file, in the file's style; existing code is not changed.
 *
 * @throws InvalidSource for a file that can't be parsed, is generated, or whose handlers can't be determined.
 */
export function scaffoldHandlers(options: ScaffoldOptions): Scaffolded {
  const { file, text, contracts, generated, extension = ".js", elsewhere } = options;
  const module = `${relativeModule(file, generated)}${extension === "" ? "" : `/index${extension}`}`;
  const wanted = (names: ReadonlyMap<string, unknown>) =>
    contracts.filter(({ name, optional }) => {
      return !names.has(name) && (options.wanted ? options.wanted.includes(name) : !optional);
    });
  if (!/\.[cm]?tsx?$/.test(file))
    throw refused(file, "the file is not TypeScript", "a file that ends with .ts");
  if (isGenerated(file, text, generated))
    throw refused(
      file,
      "the file is generated: handlers can't be added to it",
      "a file outside the generated code",
    );
  if (text?.startsWith(byteOrderMark)) {
    const scaffolded = scaffoldHandlers({ ...options, text: text.slice(1) });
    return { ...scaffolded, text: byteOrderMark + scaffolded.text };
  }
  if (text === undefined || text.trim() === "") {
    const added = wanted(new Map());
    return { text: newHandlersFile(added, module), added: added.map(({ name }) => name), obsolete: [] };
  }

  const source = parse(createProject(), file, text);
  const methods = contracts.map(({ name }) => name);
  const found = findHandlers(source, methods, generated);
  const missing = wanted(found?.names ?? new Map());
  const obsolete = [...(found?.names ?? [])]
    .filter(([name, node]) => {
      const isHandler = !Node.isClassDeclaration(found?.holder) || name.includes(".");
      const isHere = node.getSourceFile() === source;
      return isHandler && isHere && !methods.includes(name) && !elsewhere?.has(name);
    })
    .map(([name, node]) => ({ name, line: node.getStartLineNumber() }));
  if (missing.length === 0) return { text, added: [], obsolete };
  const [spread] = found?.unknown ?? [];
  if (spread)
    throw refused(
      file,
      `line ${spread.getStartLineNumber()}: can't determine the handlers in ${spread.getText()}`,
      "an object in this file, or in a file that it imports by a relative path",
    );

  const style = styleOf(source);
  const isAnnotated = found !== undefined && !found.isTyped;
  const { insertions, nameOf } = importsOf(
    source,
    [
      { name: "RpcError", module: "stratum/rpc", also: ["stratum"], isType: false },
      ...(found ? [] : [{ name: "ServerHandlers", module, isType: true }]),
      ...(isAnnotated ? missing : []).flatMap(({ params }) =>
        params === undefined ? [] : [{ name: params, module, isType: true }],
      ),
    ],
    style,
  );
  const named = missing.map(({ params, ...contract }) => ({
    ...contract,
    ...(params !== undefined && { params: isAnnotated ? nameOf(params) : params }),
  }));
  const error = nameOf("RpcError");
  if (found) insertions.push(...insertHandlers(found, named, { ...style, annotate: isAnnotated, error }));
  else {
    const { newline, indent, semicolon } = style;
    const usual = {
      ...style,
      form: "arrow",
      quoteAll: true,
      annotate: false,
      inClass: false,
      error,
    } as const;
    const stubs = named.map((contract) => `${indented(stub(contract, usual), indent)},`);
    const lines = [
      ...(/\n$/.test(text) ? [""] : ["", ""]),
      "/** The server's handlers, by method name on the wire. */",
      `export const handlers: ${nameOf("ServerHandlers")}<unknown> = {`,
      ...stubs,
      `}${semicolon}`,
      "",
    ];
    insertions.push({ at: text.length, text: lines.join(newline) });
  }
  return { text: insert(text, insertions), added: missing.map(({ name }) => name), obsolete };
}

function relativeModule(file: string, folder: string): string {
  const path = relative(dirname(file), folder).replaceAll("\\", "/");
  return path.startsWith(".") ? path : `./${path}`;
}

function isGenerated(file: string, text: string | undefined, folder: string): boolean {
  const isInside = !relative(folder, file).startsWith("..");
  return isInside || (text?.startsWith(`// ${generatedMark} `) ?? false);
}

function refused(file: string, message: string, expected: string): InvalidSource {
  return new InvalidSource([{ severity: "error", file, pointer: "", message, expected }]);
}
