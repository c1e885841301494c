/** The generator as a library: what `stratum generate` is made of. */

export { formatPlace, formatProblem, InvalidSource, type Place, type Problem } from "./check/problem.js";
export { type Config, configFiles, defineConfig, loadConfig, type ProtocolConfig } from "./config.js";
export { type Change, type Severity, severities } from "./diff/change.js";
export { diff } from "./diff/diff.js";
export type { JsonSchema } from "./document/json-schema.js";
export type { DocsOptions } from "./emit/options.js";
export { definePlugin, type Plugin, type PluginContext } from "./emit/plugin.js";
export { createTypePrinter, type TypeWords } from "./emit/type-printer.js";
export { type Generated, type GenerateOptions, generate, type Stage } from "./generate.js";
export { lintInputs } from "./lint/lint-inputs.js";
export { ruleNames } from "./lint/rule-names.js";
export type { LoadOptions } from "./load/load.js";
export { isUrl } from "./load/url.js";
export {
  type Declaration,
  type TypeForm,
  type TypeMember,
  typeDeclarations,
} from "./model/declarations.js";
export type { Method, Param, Protocol, Result, Shape } from "./model/model.js";
export { camelCase, pascalCase, snakeCase } from "./model/names.js";
export { type Changes, compareOutput, writeOutput } from "./output.js";
export { methodTemplate } from "./scaffold.js";
