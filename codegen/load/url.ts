/** Whether an input is an address on the network, and no path. */
export function isUrl(input: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(input);
}

/** An address as it may be shown and written down: without user, password and query. */
export function shownUrl(input: string): string {
  const bare = input.replace(/^([^:]+:\/\/)[^/@]*@/, "$1").replace(/[?#].*$/s, "");
  return bare.replace(/(?<=\/\/[^/]+)\/$/, "");
}
