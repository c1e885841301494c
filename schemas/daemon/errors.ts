import type { OpenRpcError } from "../../codegen/schema/index.js";

/** The errors that callers of a daemon meet, by their numbers. The words differ from daemon to daemon. */
export const failed: OpenRpcError = { code: -1, message: "It did not work; the text says why" };
export const badType: OpenRpcError = {
  code: -3,
  message: "An argument of the wrong type, or an amount out of range",
};
export const walletFailed: OpenRpcError = { code: -4, message: "The wallet could not do it" };
export const notFound: OpenRpcError = { code: -5, message: "No such address, key, block or transaction" };
export const insufficientFunds: OpenRpcError = {
  code: -6,
  message: "Not enough funds, or an amount too small",
};
export const badParameter: OpenRpcError = { code: -8, message: "An argument that is not allowed" };
export const notConnected: OpenRpcError = { code: -9, message: "The daemon has no peers" };
export const notSynced: OpenRpcError = { code: -10, message: "The daemon is still downloading the chain" };
export const badLabel: OpenRpcError = { code: -11, message: "Not a label" };
export const noKeysLeft: OpenRpcError = { code: -12, message: "The wallet has no prepared keys left" };
export const walletLocked: OpenRpcError = {
  code: -13,
  message: "The wallet is locked: call walletpassphrase",
};
export const wrongPassphrase: OpenRpcError = { code: -14, message: "Wrong passphrase" };
export const notEncrypted: OpenRpcError = { code: -15, message: "The wallet is not encrypted" };
export const noSuchWallet: OpenRpcError = { code: -18, message: "No such wallet, or none is loaded" };
const whichWallet: OpenRpcError = {
  code: -19,
  message: "Several wallets are loaded: name one in the path",
};
export const undecodable: OpenRpcError = { code: -22, message: "The bytes can't be decoded" };
export const alreadyAdded: OpenRpcError = { code: -23, message: "The node was added before" };
export const neverAdded: OpenRpcError = { code: -24, message: "The node was never added" };
export const unverifiable: OpenRpcError = {
  code: -25,
  message: "Something it builds on is missing or spent",
};
export const rejected: OpenRpcError = {
  code: -26,
  message: "Refused by the rules of the network or the mempool",
};
export const alreadyMined: OpenRpcError = { code: -27, message: "The transaction is in the chain already" };
export const peerNotConnected: OpenRpcError = { code: -29, message: "No such peer is connected" };
export const alreadyLoaded: OpenRpcError = { code: -35, message: "The wallet is loaded already" };

/** What every call of a wallet may meet. */
export const walletErrors = [noSuchWallet, whichWallet];
