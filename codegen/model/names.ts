const parts = /[\p{L}\p{N}]+/gu;

/** A name's leading capitals, without one that starts a word: `ABI` of `ABIEntry`. */
const initials = /^\p{Lu}+(?=\p{Lu}\p{Ll}|\P{L}|$)|^\p{Lu}/u;

/** `set_difficulty`, `SetDifficulty` and `set-difficulty` become `setDifficulty`. */
export function camelCase(name: string): string {
  return pascalCase(name).replace(initials, (capitals) => capitals.toLowerCase());
}

/** `set_difficulty` becomes `SetDifficulty`, `BLOCK_ID` becomes `BlockId`; invalid first characters get the prefix `_`. */
export function pascalCase(name: string): string {
  const even = name === name.toUpperCase() ? name.toLowerCase() : name;
  const pascal = (even.match(parts) ?? []).map(capital).join("");
  return /^\p{L}/u.test(pascal) ? pascal : `_${pascal}`;
}

/** `getBlock` and `ABIEntry` become `get_block` and `abi_entry`. */
export function snakeCase(name: string): string {
  const words = pascalCase(name).replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, "_");
  return words.toLowerCase();
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Whether a member can be written without quotes. */
export function isIdentifier(name: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name);
}

/** Names that generated modules use, or that would hide a global that they use. */
export const reservedTypes = [
  ...[
    "Array",
    "Boolean",
    "Error",
    "Function",
    "Number",
    "Object",
    "Omit",
    "Partial",
    "Promise",
    "Record",
    "String",
    "Symbol",
  ],
  ...[
    "Call",
    "CallOptions",
    "Caller",
    "Client",
    "ClientMethods",
    "ClientHandlers",
    "Handlers",
    "Method",
    "NoParams",
    "Notifications",
  ],
  ...["Protocol", "Server", "ServerMethods", "ServerHandlers", "ToClient", "ToServer", "Validate"],
];

/** Reserved words, and constants of generated modules. */
const reservedValues = [
  ..."break case catch class const continue debugger default delete do else enum export extends false finally for".split(
    " ",
  ),
  ..."function if import in instanceof new null return super switch this throw true try typeof var void while with".split(
    " ",
  ),
  ..."arguments await eval implements interface let package private protected public static yield undefined".split(
    " ",
  ),
  ...["protocol", "client", "server", "toClient", "toServer", "validators", "noParams", "noResult"],
  ...["caller", "call", "params", "options"],
];

/** Suffixes that generated modules add to a method's name: `miningSubmitParams`. */
const valueEndings = ["", "Params", "Result", "Results", "Stub"];

/**
 * Assigns unique names. A name that is taken or reserved gets the suffix `$`, which names from documents
 * can't have, so it can't clash again.
 *
 * @param endings Suffixes of further names that are reserved with each name.
 */
export function createNames(
  reserved: Iterable<string>,
  endings: readonly string[] = [""],
): (wanted: string) => string {
  const taken = new Set(reserved);
  return (wanted) => {
    let name = wanted;
    while (endings.some((ending) => taken.has(name + ending))) name += "$";
    for (const ending of endings) taken.add(name + ending);
    return name;
  };
}

export const createTypeNames = () => createNames(reservedTypes);
export const createValueNames = () => createNames(reservedValues, valueEndings);
