/** The version of this package, as sent to peers. A test compares it with `package.json`. */
export const version = "1.0.0";
