import type { ServerHandlers } from "../../../generated/daemon/index.js";
import { reversed, targetHex, targetOfBits, toHexU32 } from "../../work/index.js";
import { payeeOf } from "../address.js";
import { MalformedBytes } from "../byte-reader.js";
import type { DevChain } from "../chain.js";
import type { DevContext } from "../context.js";
import { generate } from "../generate.js";
import type { Mempool } from "../mempool.js";
import { refusal } from "../refusal.js";
import { difficultyOfBits } from "../rules.js";
import { templateOf } from "../template.js";
import { waitForTemplate } from "../waiting.js";

/** Handlers for mining. */
export function miningHandlers(chain: DevChain, mempool: Mempool, stopping: AbortSignal) {
  return {
    getblocktemplate: async ({ rules, mode = "template", longpollid, data }, { signal }) => {
      if (mode === "proposal") return propose(chain, data);
      if (!rules.includes("segwit")) {
        throw refusal(
          -8,
          'getblocktemplate must be called with the segwit rule set (call with {"rules": ["segwit"]})',
        );
      }
      if (longpollid !== undefined) {
        if (!/^[0-9a-f]{64}/.test(longpollid)) throw refusal(-8, "longpollid must begin with a block's hash");
        await waitForTemplate(chain, mempool, longpollid, [signal, stopping]);
        if (stopping.aborted) throw refusal(-9, "Shutting down");
      }
      return templateOf(chain, mempool);
    },
    submitblock: ({ hexdata }) => refusingMalformed(() => chain.submit(Buffer.from(hexdata, "hex"))),
    submitheader: ({ hexdata }) => {
      const previous = reversed(Buffer.from(hexdata, "hex").subarray(4, 36)).toString("hex");
      if (!chain.get(previous)) throw refusal(-25, `Must submit previous header (${previous}) first`);
      return null;
    },
    generatetoaddress: ({ nblocks, address, maxtries = 1_000_000 }, { signal }) => {
      const payout = payeeOf(address).script;
      const either = AbortSignal.any([signal, stopping]);
      return generate(chain, mempool, { blocks: nblocks, payout, tries: maxtries, signal: either });
    },
    getmininginfo: () => {
      const { height, bits } = chain.next();
      return {
        blocks: chain.tip.height,
        ...difficulty(chain.tip.bits),
        networkhashps: hashRate(chain),
        pooledtx: mempool.entries.length,
        chain: "regtest",
        next: { height, ...difficulty(bits) },
        warnings: "",
      };
    },
    getnetworkhashps: ({ nblocks, height }) => hashRate(chain, nblocks, height),
    prioritisetransaction: ({ txid, dummy = 0, feeDelta }) => {
      if (dummy !== 0)
        throw refusal(
          -8,
          "Priority is no longer supported, dummy argument to prioritisetransaction must be 0.",
        );
      mempool.prioritise(txid, BigInt(feeDelta));
      return true;
    },
    getprioritisedtransactions: () =>
      Object.fromEntries(
        [...mempool.deltas].map(([txid, delta]) => {
          const entry = mempool.get(txid);
          return [
            txid,
            {
              fee_delta: Number(delta),
              in_mempool: entry !== undefined,
              ...(entry && { modified_fee: Number(mempool.modifiedFee(entry)) }),
            },
          ];
        }),
      ),
  } satisfies Partial<ServerHandlers<DevContext>>;
}

function propose(chain: DevChain, data: string | undefined): string | null {
  if (data === undefined) throw refusal(-3, "Missing data String key for proposal");
  return refusingMalformed(() => chain.propose(Buffer.from(data, "hex")));
}

function difficulty(bits: number) {
  return {
    bits: toHexU32(bits),
    difficulty: difficultyOfBits(bits),
    target: targetHex(targetOfBits(bits)),
  };
}

/** Estimates hashes per second from the work and the times of blocks up to a height. */
function hashRate(chain: DevChain, blocks = 120, height = -1): number {
  const last = chain.at(height) ?? chain.tip;
  const first = chain.at(Math.max(1, last.height - (blocks > 0 ? blocks : 120))) ?? last;
  const seconds = last.time - first.time;
  return seconds > 0 ? Number(last.chainWork - first.chainWork) / seconds : 0;
}

function refusingMalformed<T>(judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (error instanceof MalformedBytes) throw refusal(-22, "Block decode failed");
    throw error;
  }
}
