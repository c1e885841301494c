import type { BlockTemplate, ServerHandlers } from "../../../generated/daemon/index.js";
import { RpcError } from "../../rpc/index.js";
import { difficultyOfTarget, sha256d, targetHex, targetOfBits, toHexU32 } from "../../work/index.js";
import { MalformedBytes } from "./byte-reader.js";
import type { DevChain } from "./chain.js";
import type { DevContext } from "./context.js";
import { subsidyAt } from "./rules.js";
import { witnessCommitment } from "./verdict.js";

/** The version of every template: version bits (BIP9) with none set. */
const blockVersion = 0x20000000;

/** What the daemon answers about mining. */
export function miningHandlers(chain: DevChain) {
  return {
    getblocktemplate: async ({ rules, mode = "template", longpollid, data }, { signal }) => {
      if (mode === "proposal") return refusingMalformed(() => chain.propose(Buffer.from(data ?? "", "hex")));
      if (!rules.includes("segwit")) {
        throw new RpcError(
          "OTHER",
          'getblocktemplate must be called with the segwit rule set (call with {"rules": ["segwit"]})',
          { wireCode: -8 },
        );
      }
      if (longpollid !== undefined && longpollid === longPollId(chain)) await nextTip(chain, signal);
      return templateOf(chain);
    },
    submitblock: ({ hexdata }) => refusingMalformed(() => chain.submit(Buffer.from(hexdata, "hex"))),
    getmininginfo: () => {
      const { height, bits } = chain.tip;
      return {
        blocks: height,
        difficulty: difficultyOfTarget(targetOfBits(bits), sha256d),
        networkhashps: hashRate(chain),
        pooledtx: 0,
        chain: "regtest",
        warnings: "",
      };
    },
    getnetworkhashps: () => hashRate(chain),
  } satisfies Partial<ServerHandlers<DevContext>>;
}

function templateOf(chain: DevChain): BlockTemplate {
  const { height, bits, medianTime } = chain.next();
  return {
    capabilities: ["proposal"],
    version: blockVersion,
    rules: ["csv", "!segwit", "taproot"],
    vbavailable: {},
    vbrequired: 0,
    previousblockhash: chain.tip.hash,
    transactions: [],
    coinbaseaux: {},
    coinbasevalue: Number(subsidyAt(height)),
    longpollid: longPollId(chain),
    target: targetHex(targetOfBits(bits)),
    mintime: medianTime + 1,
    mutable: ["time", "transactions", "prevblock"],
    noncerange: "00000000ffffffff",
    sigoplimit: 80000,
    sizelimit: 4000000,
    weightlimit: 4000000,
    curtime: Math.max(chain.now(), medianTime + 1),
    bits: toHexU32(bits),
    height,
    default_witness_commitment: witnessCommitment([]).toString("hex"),
  };
}

/** Changes with the tip, as a daemon's does. */
function longPollId(chain: DevChain): string {
  return `${chain.tip.hash}1`;
}

function nextTip(chain: DevChain, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      chain.off("tip", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    chain.once("tip", done);
    signal.addEventListener("abort", done, { once: true });
  });
}

/** Hashes a second, from the last blocks' work and times. */
function hashRate(chain: DevChain): number {
  const last = chain.tip;
  const first = chain.at(Math.max(1, last.height - 120)) ?? last;
  const seconds = last.time - first.time;
  return seconds > 0 ? Number(last.chainWork - first.chainWork) / seconds : 0;
}

function refusingMalformed<T>(judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (error instanceof MalformedBytes)
      throw new RpcError("OTHER", "Block decode failed", { wireCode: -22 });
    throw error;
  }
}
