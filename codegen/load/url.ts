/** Whether an input is a URL instead of a path. */
export function isUrl(input: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(input);
}

/** A URL for messages and files: without user, password and query. */
export function shownUrl(input: string): string {
  const bare = input.replace(/^([^:]+:\/\/)[^/@]*@/, "$1").replace(/[?#].*$/s, "");
  return bare.replace(/(?<=\/\/[^/]+)\/$/, "");
}
