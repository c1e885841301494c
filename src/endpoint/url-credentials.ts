/**
 * Removes the user and password from a URL and returns them as an `Authorization` header: Basic with a user,
 * Bearer with a password alone (`ws://:token@host/`).
 */
export function splitCredentials(text: string): { readonly url: string; readonly authorization?: string } {
  const url = /^[a-z]+:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.username === "" && url.password === "")) return { url: text };
  const user = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  url.username = "";
  url.password = "";
  const authorization = user === "" ? `Bearer ${password}` : `Basic ${base64(`${user}:${password}`)}`;
  return { url: url.href, authorization };
}

/** Base64 of a text's UTF-8 bytes, in browsers as in Node.js. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
