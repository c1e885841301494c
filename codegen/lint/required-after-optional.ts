import { pointer } from "../document/pointer.js";
import type { Rule } from "./rule.js";

/** Where parameters go by position, what may be left out stands last. */
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
          message: `${JSON.stringify(name)} is required, and ${JSON.stringify(params[optional]?.name)} before it is not`,
          expected: "required parameters before those that may be left out",
          hint: 'change their order, make it optional, or take parameters by name: "paramStructure": "by-name"',
        },
      ];
    });
  });
