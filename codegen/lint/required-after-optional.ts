import { pointer } from "../document/pointer.js";
import type { Rule } from "./rule.js";

/** Optional positional parameters must come last. */
export const requiredAfterOptional: Rule = ({ methods }) =>
  methods.flatMap(({ params, paramStructure }, index) => {
    if (paramStructure === "by-name") return [];
    const optional = params.findIndex(({ required }) => !required);
    return params.flatMap(({ name, required }, at) => {
      if (!required || optional < 0 || at < optional) return [];
      return [
        {
          rule: "required-after-optional",
          pointer: pointer("/methods", index, "params", at),
          message: `${JSON.stringify(name)} is required, but ${JSON.stringify(params[optional]?.name)} before it is optional`,
          expected: "required parameters before optional ones",
          hint: 'reorder them, make it optional, or pass parameters by name: "paramStructure": "by-name"',
        },
      ];
    });
  });
