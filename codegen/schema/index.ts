/**
 * The API of schema modules: `import { method, optional, param, Type } from "stratum-codegen"`.
 * A schema with an `$id` is a named shape: every method that uses it shares one type.
 */
export { Type } from "typebox";
export type { Direction, OpenRpcError, ParamStructure } from "../document/openrpc.js";
export { type ArgumentCase, byArgument } from "./by-argument.js";
export { type MethodDefinition, type MethodExample, type MethodFacts, method } from "./method.js";
export {
  type Described,
  optional,
  type ParamDefinition,
  param,
  type Schema,
  withDescription,
} from "./param.js";
export { positions } from "./positions.js";
export { type ProtocolDefinition, type ProtocolFacts, protocol } from "./protocol.js";
