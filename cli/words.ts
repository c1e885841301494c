/** A parameter as it was typed: its name, where one was given, and its text. */
export interface Word {
  readonly name: string | undefined;
  readonly text: string;
}

/**
 * Tells `name=value` from a value that has an equals sign in it.
 *
 * @param names The method's parameters; without them every word that looks like `name=` is taken for one.
 */
export function readWord(word: string, names: readonly string[] | undefined): Word {
  const [, name, text] = word.match(/^([A-Za-z_]\w*)=(.*)$/s) ?? [];
  const isName = name !== undefined && (names?.includes(name) ?? true);
  return isName ? { name, text: text ?? "" } : { name: undefined, text: word };
}

/** JSON where it is JSON, else the text itself. */
export function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
