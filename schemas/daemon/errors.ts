import type { OpenRpcError } from "../../codegen/schema/index.js";

/** The daemons' errors. Messages differ between daemons. */
export const failed: OpenRpcError = { code: -1, message: "The call failed; the message says why" };
export const badType: OpenRpcError = {
  code: -3,
  message: "Argument of the wrong type, or amount out of range",
};
export const walletFailed: OpenRpcError = { code: -4, message: "Wallet error" };
export const notFound: OpenRpcError = { code: -5, message: "Unknown address, key, block or transaction" };
export const insufficientFunds: OpenRpcError = {
  code: -6,
  message: "Insufficient funds, or amount too small",
};
export const badParameter: OpenRpcError = { code: -8, message: "Invalid argument" };
export const notConnected: OpenRpcError = { code: -9, message: "The daemon has no peers" };
export const notSynced: OpenRpcError = { code: -10, message: "The daemon is still downloading the chain" };
export const badLabel: OpenRpcError = { code: -11, message: "Invalid label" };
export const noKeysLeft: OpenRpcError = { code: -12, message: "The keypool is empty" };
export const walletLocked: OpenRpcError = {
  code: -13,
  message: "The wallet is locked: call walletpassphrase",
};
export const wrongPassphrase: OpenRpcError = { code: -14, message: "Wrong passphrase" };
export const notEncrypted: OpenRpcError = { code: -15, message: "The wallet is not encrypted" };
export const noSuchWallet: OpenRpcError = { code: -18, message: "Unknown wallet, or no wallet is loaded" };
const whichWallet: OpenRpcError = {
  code: -19,
  message: "Several wallets are loaded: specify one in the path",
};
export const undecodable: OpenRpcError = { code: -22, message: "The bytes can't be decoded" };
export const alreadyAdded: OpenRpcError = { code: -23, message: "The node is already added" };
export const neverAdded: OpenRpcError = { code: -24, message: "The node has not been added" };
export const unverifiable: OpenRpcError = {
  code: -25,
  message: "An input or a previous block is missing or spent",
};
export const rejected: OpenRpcError = {
  code: -26,
  message: "Rejected by the rules of the network or the mempool",
};
export const alreadyMined: OpenRpcError = { code: -27, message: "The transaction is already in the chain" };
export const peerNotConnected: OpenRpcError = { code: -29, message: "The peer is not connected" };
export const alreadyLoaded: OpenRpcError = { code: -35, message: "The wallet is already loaded" };

/** Errors of every wallet call. */
export const walletErrors = [noSuchWallet, whichWallet];
