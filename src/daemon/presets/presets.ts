import { scrypt, sha256d } from "../../work/index.js";
import type { CoinPreset } from "./preset.js";

/**
 * The supported coins by name. To add one, add an entry: ports and directories are in the daemon's
 * src/chainparamsbase.cpp, rules in its reply to a `getblocktemplate` without any.
 */
export const presets = {
  bitcoin: {
    title: "Bitcoin",
    algorithm: sha256d,
    rules: ["segwit"],
    programs: ["bitcoind"],
    directory: { linux: ".bitcoin", others: "Bitcoin" },
    networks: {
      main: { rpcPort: 8332, port: 8333, directory: "" },
      test: { rpcPort: 18332, port: 18333, directory: "testnet3", argument: "-testnet" },
      testnet4: { rpcPort: 48332, port: 48333, directory: "testnet4", argument: "-testnet4" },
      signet: { rpcPort: 38332, port: 38333, directory: "signet", argument: "-signet" },
      regtest: { rpcPort: 18443, port: 18444, directory: "regtest", argument: "-regtest" },
    },
  },
  litecoin: {
    title: "Litecoin",
    algorithm: scrypt,
    rules: ["segwit", "mweb"],
    programs: ["litecoind"],
    directory: { linux: ".litecoin", others: "Litecoin" },
    networks: {
      main: { rpcPort: 9332, port: 9333, directory: "" },
      test: { rpcPort: 19332, port: 19335, directory: "testnet4", argument: "-testnet" },
      signet: { rpcPort: 39332, port: 39333, directory: "signet", argument: "-signet" },
      regtest: { rpcPort: 19443, port: 19444, directory: "regtest", argument: "-regtest" },
    },
  },
  dogecoin: {
    title: "Dogecoin",
    algorithm: scrypt,
    rules: [],
    programs: ["dogecoind"],
    directory: { linux: ".dogecoin", others: "Dogecoin" },
    networks: {
      main: { rpcPort: 22555, port: 22556, directory: "" },
      test: { rpcPort: 44555, port: 44556, directory: "testnet3", argument: "-testnet" },
      regtest: { rpcPort: 18332, port: 18444, directory: "regtest", argument: "-regtest" },
    },
  },
  peercoin: {
    title: "Peercoin",
    algorithm: sha256d,
    rules: ["segwit"],
    programs: ["peercoind"],
    directory: { linux: ".peercoin", others: "Peercoin" },
    networks: {
      main: { rpcPort: 9902, port: 9901, directory: "" },
      test: { rpcPort: 9904, port: 9903, directory: "testnet3", argument: "-testnet" },
      regtest: { rpcPort: 18443, port: 18444, directory: "regtest", argument: "-regtest" },
    },
  },
  // Its proof of work is a chain of primes, which `stratum/work` does not support.
  primecoin: {
    title: "Primecoin",
    rules: [],
    programs: ["primecoind"],
    directory: { linux: ".primecoin", others: "Primecoin" },
    networks: {
      main: { rpcPort: 9912, port: 9911, directory: "" },
      test: { rpcPort: 9914, port: 9913, directory: "testnet", argument: "-testnet" },
    },
  },
  namecoin: {
    title: "Namecoin",
    algorithm: sha256d,
    rules: ["segwit"],
    programs: ["namecoind"],
    directory: { linux: ".namecoin", others: "Namecoin" },
    networks: {
      main: { rpcPort: 8336, port: 8334, directory: "" },
      test: { rpcPort: 18336, port: 18334, directory: "testnet3", argument: "-testnet" },
      regtest: { rpcPort: 18443, port: 18445, directory: "regtest", argument: "-regtest" },
    },
  },
  // Five algorithms share its chain; a template is for the one that `getblocktemplate` requests.
  digibyte: {
    title: "DigiByte",
    algorithm: sha256d,
    rules: ["segwit"],
    programs: ["digibyted"],
    directory: { linux: ".digibyte", others: "DigiByte" },
    networks: {
      main: { rpcPort: 14022, port: 12024, directory: "" },
      test: { rpcPort: 14023, port: 12026, directory: "testnet4", argument: "-testnet" },
      regtest: { rpcPort: 18443, port: 18444, directory: "regtest", argument: "-regtest" },
    },
  },
  // Verthash reads a file of more than a gigabyte for each hash.
  vertcoin: {
    title: "Vertcoin",
    rules: ["segwit"],
    programs: ["vertcoind"],
    directory: { linux: ".vertcoin", others: "Vertcoin" },
    networks: {
      main: { rpcPort: 5888, port: 5889, directory: "" },
      test: { rpcPort: 15888, port: 15889, directory: "testnet", argument: "-testnet" },
      regtest: { rpcPort: 18443, port: 18444, directory: "regtest", argument: "-regtest" },
    },
  },
  bitcoincash: {
    title: "Bitcoin Cash",
    algorithm: sha256d,
    rules: [],
    // Bitcoin Cash Node uses Bitcoin's names: if both are installed, choose one with `path`.
    programs: ["bitcoind"],
    directory: { linux: ".bitcoin", others: "Bitcoin" },
    networks: {
      main: { rpcPort: 8332, port: 8333, directory: "" },
      test: { rpcPort: 18332, port: 18333, directory: "testnet3", argument: "-testnet" },
      testnet4: { rpcPort: 28332, port: 28333, directory: "testnet4", argument: "-testnet4" },
      chipnet: { rpcPort: 48332, port: 48333, directory: "chipnet", argument: "-chipnet" },
      scalenet: { rpcPort: 38332, port: 38333, directory: "scalenet", argument: "-scalenet" },
      regtest: { rpcPort: 18443, port: 18444, directory: "regtest", argument: "-regtest" },
    },
  },
} as const satisfies Record<string, CoinPreset>;

/** The name of a supported coin. */
export type CoinName = keyof typeof presets;

/** A coin whose proof of work `stratum/work` supports, so that the reference pool can mine it. */
export type MinedCoinName = {
  [Name in CoinName]: (typeof presets)[Name] extends { readonly algorithm: unknown } ? Name : never;
}[CoinName];
