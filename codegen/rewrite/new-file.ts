import type { Contract } from "./contracts.js";
import { stub } from "./stub.js";
import { usualStyle } from "./style.js";

/**
 * A new handlers file.
 *
 * @param module The generated index, as the file imports it.
 */
export function newHandlersFile(contracts: readonly Contract[], module: string): string {
  const style = { ...usualStyle, form: "arrow", quoteAll: true, annotate: false, inClass: false } as const;
  const stubs = contracts.map((contract) =>
    indented(stub({ ...contract }, { ...style, error: "RpcError" }), "  "),
  );
  const isStratum = contracts.some(({ name }) => name.startsWith("mining."));
  const imports = isStratum
    ? [
        `import { RpcError, type StratumContext } from "stratum";`,
        `import type { ServerHandlers } from "${module}";`,
      ]
    : [
        `import { type CallContext, RpcError } from "stratum/rpc";`,
        `import type { protocol, ServerHandlers } from "${module}";`,
      ];
  const context = isStratum
    ? "StratumContext<unknown, unknown>"
    : "CallContext<typeof protocol, unknown, unknown>";
  return [
    ...imports,
    "",
    "/** The server's handlers, by method name on the wire. */",
    `export const handlers: ServerHandlers<${context}> = {`,
    ...stubs.map((text) => `${text},`),
    "};",
    "",
  ].join("\n");
}

/** Indents every line of a text except empty ones. */
export function indented(text: string, indent: string): string {
  return text.replace(/^(?=.)/gm, indent);
}
