import type { ServerHandlers } from "../../../generated/daemon/index.js";
import { toAmount } from "../../daemon/amount.js";
import { targetHex, targetOfBits, toHexU32 } from "../../work/index.js";
import { pathBetween } from "../block-tree.js";
import type { DevChain } from "../chain.js";
import type { DevContext } from "../context.js";
import type { Mempool } from "../mempool.js";
import { refusal } from "../refusal.js";
import { difficultyOfBits } from "../rules.js";
import { blockOf, chainWorkOf } from "./blocks.js";
import { decodedScript } from "./decoded.js";

/** Handlers for the chain, its coins and its branches. */
export function blockchainHandlers(chain: DevChain, mempool: Mempool) {
  return {
    getblockchaininfo: () => ({
      chain: "regtest",
      blocks: chain.tip.height,
      headers: chain.tip.height,
      bestblockhash: chain.tip.hash,
      bits: toHexU32(chain.tip.bits),
      target: targetHex(targetOfBits(chain.tip.bits)),
      difficulty: difficultyOfBits(chain.tip.bits),
      time: chain.tip.time,
      mediantime: chain.next().medianTime,
      verificationprogress: 1,
      initialblockdownload: false,
      chainwork: chainWorkOf(chain.tip),
      size_on_disk: 0,
      pruned: false,
      warnings: "",
    }),
    getchaintips: () =>
      tipsOf(chain)
        .map((block) => ({
          height: block.height,
          hash: block.hash,
          branchlen: pathBetween(block, chain.tip).left.length,
          status: chain.statusOf(block),
        }))
        .sort((a, b) => b.height - a.height),
    getdeploymentinfo: ({ blockhash }) => {
      const { hash, height } = blockhash === undefined ? chain.tip : blockOf(chain, blockhash);
      const buried = { type: "buried", active: true, height: 0 } as const;
      return { hash, height, deployments: { bip34: buried, csv: buried, segwit: buried, taproot: buried } };
    },
    gettxout: ({ txid, n, includeMempool = true }) => {
      const coin = (includeMempool ? mempool : chain).coins.get(txid, n);
      if (!coin) return null;
      return {
        bestblock: chain.tip.hash,
        confirmations: chain.tip.height - coin.height + 1,
        value: toAmount(coin.value),
        scriptPubKey: decodedScript(coin.script),
        coinbase: coin.isCoinbase,
      };
    },
    gettxoutsetinfo: () => {
      const coins = [...chain.coins.entries()];
      return {
        height: chain.tip.height,
        bestblock: chain.tip.hash,
        transactions: new Set(coins.map(([place]) => place.slice(0, 64))).size,
        txouts: coins.length,
        total_amount: toAmount(coins.reduce((sum, [, { value }]) => sum + value, 0n)),
      };
    },
    getindexinfo: () => ({}),
    invalidateblock: ({ blockhash }) => {
      const block = blockOf(chain, blockhash);
      if (!block.parent) throw refusal(-8, "the genesis block can't be invalid");
      chain.invalidate(block);
      return null;
    },
    reconsiderblock: ({ blockhash }) => {
      chain.reconsider(blockOf(chain, blockhash));
      return null;
    },
  } satisfies Partial<ServerHandlers<DevContext>>;
}

/** The tip, which may have invalid children, and all blocks without children. */
function tipsOf(chain: DevChain) {
  return [...new Set([chain.tip, ...chain.leaves])];
}
