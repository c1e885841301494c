import type { Secrets } from "../rpc/index.js";

/** Some pools take the worker's password seriously. */
export const stratumSecrets: Secrets = (method) => (method === "mining.authorize" ? [1] : []);
