/**
 * The API of schema modules and config files, and the generator as a library. Modules that print, compile or read
 * documents are loaded on first use.
 */
export {
  formatPlace,
  formatProblem,
  InvalidSource,
  type Made,
  type Place,
  type Problem,
} from "./check/problem.js";
export { type Config, configFiles, defineConfig, loadConfig, type ProtocolConfig } from "./config.js";
export { type Change, type Severity, severities, type Witness } from "./diff/change.js";
export type { DiffOptions } from "./diff/diff.js";
export { changesAsMarkdown, changesAsText } from "./diff/text.js";
export type { Dialect } from "./document/dialect.js";
export type { JsonSchema } from "./document/json-schema.js";
export type {
  Components,
  ContentDescriptor,
  Direction,
  ExamplePairing,
  ExampleValue,
  OpenRpcDocument,
  OpenRpcError,
  OpenRpcMethod,
  ParamStructure,
} from "./document/openrpc.js";
export type { DocsOptions } from "./emit/options.js";
export { definePlugin, type Plugin, type PluginContext } from "./emit/plugin.js";
export { createTypePrinter, type TypeWords } from "./emit/type-printer.js";
export type { Generated, GenerateOptions, Stage } from "./generate.js";
export { diff, generate } from "./lazy.js";
export { lintInputs } from "./lint/lint-inputs.js";
export { ruleNames } from "./lint/rule-names.js";
export type { Choice } from "./load/chosen.js";
export type { LoadOptions } from "./load/load.js";
export { defineReader, type Reader, type ReaderContext } from "./load/reader.js";
export { isUrl } from "./load/url.js";
export { methodTemplate, type Scaffold } from "./method-template.js";
export {
  type Declaration,
  type TypeForm,
  type TypeMember,
  typeDeclarations,
} from "./model/declarations.js";
export type {
  ByArgument,
  Method,
  MethodDocs,
  Param,
  ParamEncoding,
  Protocol,
  Result,
  ResultCase,
  Shape,
} from "./model/model.js";
export { camelCase, pascalCase, snakeCase } from "./model/names.js";
export { type Changes, compareOutput, writeOutput } from "./output.js";
export * from "./schema/index.js";
