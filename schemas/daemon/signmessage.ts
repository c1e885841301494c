import { method, param, Type } from "../../codegen/schema/index.js";
import { badType, notFound, walletErrors, walletLocked } from "./errors.js";
import { Address } from "./shapes.js";

export default method("signmessage", {
  summary: "Signs a text with the key of an address.",
  params: {
    address: param(Address, "An address of the wallet, of type `legacy`."),
    message: param(Type.String(), "The text."),
  },
  result: Type.String({ description: "The signature, in base64." }),
  errors: [badType, notFound, walletLocked, ...walletErrors],
  examples: [
    {
      params: { address: "mpVGZZDzCzdruZxmpgCUMLW257ChzgBgSL", message: "hello" },
      result: "IL50GU7XgHzo7Y9Qw6P8GrUEz8/+XQtZibxFQTY0T3IGdUQwyDwVpncjZnXyNALSbaU8tLVWBFYcqPYToinEvo0=",
    },
  ],
});
