/** The form of `metaModel.json` of the Language Server Protocol, as far as the sample goes. */
export interface MetaModel {
  readonly metaData: { readonly version: string };
  readonly requests: readonly Message[];
  readonly notifications: readonly Message[];
  readonly structures: readonly Structure[];
  readonly enumerations: readonly {
    readonly name: string;
    readonly values: readonly { readonly name: string; readonly value: string | number }[];
  }[];
  readonly typeAliases: readonly { readonly name: string; readonly type: Type }[];
}

export interface Message {
  readonly method: string;
  readonly messageDirection: "clientToServer" | "serverToClient" | "both";
  readonly params?: Reference;
  /** A notification has none. */
  readonly result?: Type;
}

interface Structure {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly extends?: readonly Reference[];
  readonly mixins?: readonly Reference[];
}

export interface Property {
  readonly name: string;
  readonly type: Type;
  readonly optional?: boolean;
}

interface Reference {
  readonly kind: "reference";
  readonly name: string;
}

export type Type =
  | Reference
  | { readonly kind: "base"; readonly name: string }
  | { readonly kind: "array"; readonly element: Type }
  | { readonly kind: "map"; readonly key: Type; readonly value: Type }
  | { readonly kind: "or"; readonly items: readonly Type[] }
  | { readonly kind: "literal"; readonly value: { readonly properties: readonly Property[] } }
  | { readonly kind: "stringLiteral"; readonly value: string };

const base = (name: string): Type => ({ kind: "base", name });
const reference = (name: string): Reference => ({ kind: "reference", name });
const array = (element: Type): Type => ({ kind: "array", element });
const or = (...items: Type[]): Type => ({ kind: "or", items });
const required = (name: string, type: Type): Property => ({ name, type });
const optional = (name: string, type: Type): Property => ({ name, type, optional: true });
const structure = (name: string, properties: Property[], ...parents: string[]): Structure => ({
  name,
  properties,
  extends: parents.map(reference),
});
const text = base("string");

/** A protocol of a few messages in that form: calls and notifications in both directions. */
export const metaModel: MetaModel = {
  metaData: { version: "3.17.0" },
  requests: [
    {
      method: "initialize",
      messageDirection: "clientToServer",
      params: reference("InitializeParams"),
      result: reference("InitializeResult"),
    },
    {
      method: "textDocument/hover",
      messageDirection: "clientToServer",
      params: reference("HoverParams"),
      result: or(reference("Hover"), base("null")),
    },
    { method: "shutdown", messageDirection: "clientToServer", result: base("null") },
    {
      method: "workspace/configuration",
      messageDirection: "serverToClient",
      params: reference("ConfigurationParams"),
      result: array(reference("LSPAny")),
    },
  ],
  notifications: [
    { method: "exit", messageDirection: "clientToServer" },
    {
      method: "textDocument/publishDiagnostics",
      messageDirection: "serverToClient",
      params: reference("PublishDiagnosticsParams"),
    },
    { method: "$/progress", messageDirection: "both", params: reference("ProgressParams") },
  ],
  structures: [
    structure("Position", [required("line", base("uinteger")), required("character", base("uinteger"))]),
    structure("Range", [required("start", reference("Position")), required("end", reference("Position"))]),
    structure("TextDocumentIdentifier", [required("uri", base("DocumentUri"))]),
    structure("TextDocumentPositionParams", [
      required("textDocument", reference("TextDocumentIdentifier")),
      required("position", reference("Position")),
    ]),
    {
      name: "HoverParams",
      properties: [],
      extends: [reference("TextDocumentPositionParams")],
      mixins: [reference("WorkDoneProgressParams")],
    },
    structure("WorkDoneProgressParams", [optional("workDoneToken", reference("ProgressToken"))]),
    structure("Hover", [required("contents", or(text, array(text))), optional("range", reference("Range"))]),
    structure("InitializeParams", [required("processId", or(base("integer"), base("null")))]),
    structure("InitializeResult", [
      required("capabilities", reference("ServerCapabilities")),
      optional("serverInfo", {
        kind: "literal",
        value: { properties: [required("name", text), optional("version", text)] },
      }),
    ]),
    structure("ServerCapabilities", [
      optional("hoverProvider", base("boolean")),
      optional("textDocumentSync", reference("TextDocumentSyncKind")),
    ]),
    structure("ConfigurationItem", [optional("section", text)]),
    structure("ConfigurationParams", [required("items", array(reference("ConfigurationItem")))]),
    structure("Diagnostic", [
      required("range", reference("Range")),
      required("message", text),
      optional("severity", reference("DiagnosticSeverity")),
      optional("kind", { kind: "stringLiteral", value: "lint" }),
    ]),
    structure("PublishDiagnosticsParams", [
      required("uri", base("DocumentUri")),
      required("diagnostics", array(reference("Diagnostic"))),
    ]),
    structure("ProgressParams", [
      required("token", reference("ProgressToken")),
      required("value", reference("LSPAny")),
    ]),
  ],
  enumerations: [
    {
      name: "DiagnosticSeverity",
      values: [
        { name: "Error", value: 1 },
        { name: "Warning", value: 2 },
      ],
    },
    {
      name: "TextDocumentSyncKind",
      values: [
        { name: "None", value: 0 },
        { name: "Full", value: 1 },
      ],
    },
  ],
  typeAliases: [
    { name: "ProgressToken", type: or(base("integer"), text) },
    { name: "LSPArray", type: array(reference("LSPAny")) },
    { name: "LSPObject", type: { kind: "map", key: text, value: reference("LSPAny") } },
    {
      name: "LSPAny",
      type: or(
        reference("LSPObject"),
        reference("LSPArray"),
        ...["string", "integer", "decimal", "boolean", "null"].map(base),
      ),
    },
  ],
};
