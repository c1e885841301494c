/** The version of this package, which `package.json` must bear, too; a test compares them. */
export const version = "1.0.0";
