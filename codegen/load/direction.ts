import type { Finding } from "../check/finding.js";
import type { OpenRpcMethod } from "../document/openrpc.js";
import { pointer } from "../document/pointer.js";

/**
 * Guesses the direction of a notification without one. A subscription's push comes from the server: its name ends in `subscription` and what follows (`eth_subscription`, `starknet_subscriptionReorg`), or it
 * has a parameter for the subscription and one for its result. All others come from the client.
 */
export function guessDirections(methods: readonly OpenRpcMethod[]): Finding[] {
  return methods.flatMap((method, index) => {
    if (method.result !== undefined || method["x-direction"] !== undefined) return [];
    const isPush = isPushed(method);
    if (isPush) method["x-direction"] = "serverToClient";
    return [guess(method.name, isPush, pointer("/methods", index))];
  });
}

function isPushed({ name, params }: OpenRpcMethod): boolean {
  const [, last = name] = name.match(/[._/]([^._/]+)$/) ?? [];
  if (/^subscription/i.test(last)) return true;
  const names = params.map((param) => param.name.toLowerCase().replace(/[^a-z]/g, ""));
  return names.some((param) => /^subscription(id)?$/.test(param)) && names.includes("result");
}

function guess(name: string, isPush: boolean, at: string): Finding {
  const [sender, other] = isPush ? ["server", "clientToServer"] : ["client", "serverToClient"];
  return {
    severity: "warning",
    rule: "guessed-direction",
    pointer: at,
    message: `the notification ${name} has no direction: assuming that the ${sender} sends it`,
    hint: `set it in an overlay: "x-direction": "${other}"`,
  };
}
