/** The version of this package, as peers are told it. A test holds it to `package.json`. */
export const version = "1.0.0";
