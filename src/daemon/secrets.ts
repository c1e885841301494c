import type { Secrets } from "../rpc/index.js";

/** Positions of passphrases and private keys, by method. */
const positions: Readonly<Record<string, readonly number[]>> = {
  createwallet: [3],
  encryptwallet: [0],
  importdescriptors: [0],
  importmulti: [0],
  importprivkey: [0],
  sethdseed: [1],
  signmessagewithprivkey: [0],
  signrawtransaction: [2],
  signrawtransactionwithkey: [1],
  walletpassphrase: [0],
  walletpassphrasechange: [0, 1],
};

/** Parameters of daemon calls that must not appear in logs or errors. */
export const daemonSecrets: Secrets = (method) =>
  Object.hasOwn(positions, method) ? (positions[method] ?? []) : [];
