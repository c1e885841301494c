/** The singular of a name: `transaction` of `transactions`, `address` of `addresses`. */
export function singular(name: string): string {
  if (/(ss|us|is|series|species)$/i.test(name)) return name;
  if (/[^aeiou]ies$/i.test(name)) return `${name.slice(0, -3)}y`;
  if (/(ss|x|z|ch|sh)es$/i.test(name)) return name.slice(0, -2);
  return name.length > 3 && /s$/i.test(name) ? name.slice(0, -1) : name;
}
