/** The positions of a call's parameters that are hidden in logs, such as passwords. */
export type Secrets = (method: string, params: readonly unknown[]) => readonly number[];

const hidden = "***";

/** The method with which a client authenticates: its argument is what an `Authorization` header would have. */
const login = "rpc.authenticate";

/** A message without its secrets. Unreadable text is hidden entirely, because any part of it may be secret. */
export function withoutSecrets(text: string, secrets: Secrets = () => []): string {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return `${text.length} characters that are not JSON`;
  }
  const calls: unknown[] = Array.isArray(message) ? message : [message];
  const hides = calls.filter((call) => hide(call, secrets));
  if (hides.length === 0) return text;
  try {
    return JSON.stringify(message);
  } catch {
    return `${text.length} characters that are nested too deeply to be shown`;
  }
}

/** @returns Whether anything was hidden. */
function hide(call: unknown, secrets: Secrets): boolean {
  if (typeof call !== "object" || call === null || !("method" in call) || !("params" in call)) return false;
  const { method, params } = call;
  if (typeof method !== "string" || typeof params !== "object" || params === null) return false;
  if (!Array.isArray(params)) {
    if (method !== login && secrets(method, []).length === 0) return false;
    call.params = hidden;
    return true;
  }
  const positions =
    method === login
      ? [...params.keys()]
      : secrets(method, params).filter((position) => position < params.length);
  for (const position of positions) params[position] = hidden;
  return positions.length > 0;
}
