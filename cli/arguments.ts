/** An argument as it was typed: the name of its parameter, where one was given, and its text. */
export interface Argument {
  readonly name: string | undefined;
  readonly text: string;
}

/**
 * Tells `name=value` from a value that contains an equals sign.
 *
 * @param names The method's parameters; without them every argument that starts with `name=` counts as named.
 */
export function readArgument(argument: string, names: readonly string[] | undefined): Argument {
  const [, name, text] = argument.match(/^([A-Za-z_]\w*)=(.*)$/s) ?? [];
  const isName = name !== undefined && (names?.includes(name) ?? true);
  return isName ? { name, text: text ?? "" } : { name: undefined, text: argument };
}

/** The value of JSON text, else the text itself. */
export function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
