/** What changes in a miner's lines, by the names that stand there in angle brackets; digits are hexadecimal. */
export type Values = Readonly<Record<string, string>>;

/** A line with its values filled in. */
export function fill(line: string, values: Values): string {
  return line.replace(/<(short |plain )?(\w+)>/g, (placeholder, form: string | undefined, name: string) => {
    const value = values[name] ?? values[name.toLowerCase()];
    if (value === undefined) throw new Error(`${placeholder} has no value`);
    if (form === "short ") return value.replace(/^0+(?=.)/, "");
    if (form === "plain ")
      return /^[0-9a-f]+$/i.test(value) ? String(Number.parseInt(value, 16)) : `"${value}"`;
    return values[name] === undefined ? value.toUpperCase() : value;
  });
}
