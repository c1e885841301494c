import { method, param, Type } from "../../codegen/schema/index.js";
import { badType, notFound } from "./errors.js";
import { Address } from "./shapes.js";

export default method("verifymessage", {
  summary: "Verifies that a text was signed with the key of an address.",
  params: {
    address: param(Address, "The address, of type `legacy`."),
    signature: param(Type.String(), "The signature, in base64."),
    message: param(Type.String(), "The text."),
  },
  result: Type.Boolean({ description: "Whether the signature is valid." }),
  errors: [badType, notFound],
  examples: [
    {
      params: {
        address: "mpVGZZDzCzdruZxmpgCUMLW257ChzgBgSL",
        signature: "IL50GU7XgHzo7Y9Qw6P8GrUEz8/+XQtZibxFQTY0T3IGdUQwyDwVpncjZnXyNALSbaU8tLVWBFYcqPYToinEvo0=",
        message: "hello",
      },
      result: true,
    },
  ],
});
