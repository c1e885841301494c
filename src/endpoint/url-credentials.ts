/**
 * Takes a user and password out of a URL, as the `Authorization` header that they stand for: with a user,
 * Basic; with a password alone, `ws://:token@host/`, Bearer.
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
