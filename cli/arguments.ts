/** A command-line argument: its text and, for `name=value`, the parameter's name. */
export interface Argument {
  readonly name: string | undefined;
  readonly text: string;
}

/**
 * Distinguishes `name=value` from a value that contains an equals sign.
 *
 * @param names The method's parameters. If undefined, every argument that starts with `name=` is named.
 */
export function readArgument(argument: string, names: readonly string[] | undefined): Argument {
  const [, name, text] = argument.match(/^([A-Za-z_]\w*)=(.*)$/s) ?? [];
  const isName = name !== undefined && (names?.includes(name) ?? true);
  return isName ? { name, text: text ?? "" } : { name: undefined, text: argument };
}

/** Parses JSON; returns other text as it is. */
export function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
