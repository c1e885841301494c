import type { Secrets } from "../rpc/index.js";

/** Passphrases and private keys. */
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

/** What daemons are told that nobody else should know. */
export const daemonSecrets: Secrets = (method) =>
  Object.hasOwn(positions, method) ? (positions[method] ?? []) : [];
