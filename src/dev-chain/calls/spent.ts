import type { ChainBlock } from "../block-tree.js";
import type { DevChain } from "../chain.js";
import type { Output, Transaction } from "../transaction.js";

/** An output of the best chain, spent or not. */
export function spentOutput(
  chain: DevChain,
  { txid, vout }: { readonly txid: string; readonly vout: number },
): { block: ChainBlock; index: number; output: Output | undefined } | undefined {
  const place = chain.find(txid);
  return place && { ...place, output: place.transaction.outputs[vout] };
}

/** A transaction's fee in satoshis; undefined when it spends outputs outside of the best chain. */
export function feeOf(chain: DevChain, { inputs, outputs }: Transaction): bigint | undefined {
  let fee = -outputs.reduce((sum, { value }) => sum + value, 0n);
  for (const input of inputs) {
    const output = spentOutput(chain, input)?.output;
    if (!output) return undefined;
    fee += output.value;
  }
  return fee;
}
