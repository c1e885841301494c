import type { Secrets } from "../rpc/index.js";

/** Some pools check the worker's password. */
export const stratumSecrets: Secrets = (method) => (method === "mining.authorize" ? [1] : []);
