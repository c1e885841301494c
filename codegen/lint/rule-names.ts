/** The names of all rules, for `--ignore`. */
export const ruleNames = [
  ...["example", "default", "required-after-optional", "unsafe-integer", "ambiguous-oneof"],
  ...["ref-siblings", "unknown-keyword", "unchecked-keyword", "impossible-member"],
  ...["unreachable-component", "unknown-member", "guessed-direction"],
];
