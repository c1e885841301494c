import type { MempoolVerdict, RawTransaction, ServerHandlers } from "../../../generated/daemon/index.js";
import { toAmount } from "../../daemon/amount.js";
import { push } from "../../work/index.js";
import { payeeOf } from "../address.js";
import { toSpendable } from "../amount.js";
import { MalformedBytes } from "../byte-reader.js";
import type { ConfirmedTransaction, DevChain } from "../chain.js";
import type { DevContext } from "../context.js";
import type { Mempool } from "../mempool.js";
import { refusal } from "../refusal.js";
import {
  decodeTransaction,
  makeTransaction,
  type Output,
  type Transaction,
  virtualSize,
} from "../transaction.js";
import { blockOf } from "./blocks.js";
import { decoded } from "./decoded.js";
import { feeOf } from "./spent.js";

/** The default fee limit in coins per 1000 virtual bytes. */
const defaultMaxFeeRate = "0.10";

/** Handlers for raw transactions. */
export function rawTransactionHandlers(chain: DevChain, mempool: Mempool) {
  const overpays = (transaction: Transaction, fee: bigint, maxFeeRate: string) => {
    const most = toSpendable(maxFeeRate);
    return most > 0n && fee > (most * BigInt(virtualSize(transaction))) / 1000n;
  };
  return {
    decoderawtransaction: ({ hexstring }) => decoded(read(hexstring)),
    getrawtransaction: ({ txid, verbosity = 0, blockhash }) => {
      const place = blockhash === undefined ? undefined : transactionIn(chain, blockhash, txid);
      const transaction = place?.transaction ?? mempool.get(txid)?.transaction;
      if (!transaction)
        throw refusal(
          -5,
          "No such mempool transaction. Use -txindex or provide a block hash to enable blockchain transaction queries. Use gettransaction for wallet transactions.",
        );
      if (Number(verbosity) === 0) return transaction.bytes.toString("hex");
      return rawTransaction(chain, transaction, place, Number(verbosity) === 2);
    },
    sendrawtransaction: ({ hexstring, maxfeerate = defaultMaxFeeRate }) => {
      const transaction = read(hexstring);
      const { txid } = transaction;
      if (chain.find(txid)) throw refusal(-27, "Transaction already in block chain");
      if (mempool.get(txid)) return txid;
      const fee = mempool.judge(transaction);
      if (fee === "bad-txns-inputs-missingorspent") throw refusal(-25, fee);
      if (typeof fee === "string") throw refusal(-26, fee);
      if (overpays(transaction, fee, maxfeerate))
        throw refusal(-25, "Fee exceeds maximum configured by user (e.g. -maxtxfee, maxfeerate)");
      mempool.add(transaction);
      return txid;
    },
    testmempoolaccept: ({ rawtxs, maxfeerate = defaultMaxFeeRate }) => {
      const [hexstring, ...others] = rawtxs;
      if (hexstring === undefined || others.length > 0)
        throw refusal(-8, "Array must contain exactly one raw transaction for now");
      const transaction = read(hexstring);
      const fee = mempool.judge(transaction);
      const tooMuch = typeof fee === "bigint" && overpays(transaction, fee, maxfeerate);
      return [verdictOf(transaction, tooMuch ? "max-fee-exceeded" : fee)];
    },
    createrawtransaction: ({ inputs, outputs, locktime = 0, replaceable = false }) => {
      const usualSequence = replaceable ? 0xfffffffd : locktime > 0 ? 0xfffffffe : 0xffffffff;
      const entries = [outputs].flat().flatMap((output) => Object.entries(output));
      const transaction = makeTransaction({
        version: 2,
        inputs: inputs.map(({ txid, vout, sequence = usualSequence }) => ({
          txid,
          vout,
          script: Buffer.alloc(0),
          sequence,
          witness: [],
        })),
        outputs: entries.map(([address, value]) => newOutput(address, value)),
        lockTime: locktime,
      });
      return transaction.bytes.toString("hex");
    },
  } satisfies Partial<ServerHandlers<DevContext>>;
}

/** Reads a caller's transaction. @throws RpcError -22 for an invalid transaction. */
export function read(hexstring: string): Transaction {
  try {
    return decodeTransaction(Buffer.from(hexstring, "hex"));
  } catch (error) {
    if (error instanceof MalformedBytes)
      throw refusal(-22, "TX decode failed. Make sure the tx has at least one input.");
    throw error;
  }
}

function transactionIn(chain: DevChain, blockhash: string, txid: string): ConfirmedTransaction {
  const block = blockOf(chain, blockhash);
  const index = block.transactions.findIndex((one) => one.txid === txid);
  const transaction = block.transactions[index];
  if (!transaction)
    throw refusal(
      -5,
      "No such transaction found in the provided block. Use gettransaction for wallet transactions.",
    );
  return { block, index, transaction };
}

function rawTransaction(
  chain: DevChain,
  transaction: Transaction,
  place: ConfirmedTransaction | undefined,
  withFee: boolean,
): RawTransaction {
  const fee = withFee && place && place.index > 0 ? feeOf(chain, transaction) : undefined;
  return {
    ...(place && { in_active_chain: chain.isActive(place.block) }),
    ...decoded(transaction),
    hex: transaction.bytes.toString("hex"),
    ...(place && {
      blockhash: place.block.hash,
      confirmations: chain.isActive(place.block) ? chain.tip.height - place.block.height + 1 : 0,
      time: place.block.time,
      blocktime: place.block.time,
    }),
    ...(fee !== undefined && { fee: toAmount(fee) }),
  };
}

function verdictOf(transaction: Transaction, fee: bigint | string): MempoolVerdict {
  const { txid, wtxid } = transaction;
  if (typeof fee === "bigint")
    return { txid, wtxid, allowed: true, vsize: virtualSize(transaction), fees: { base: toAmount(fee) } };
  const reason = fee === "bad-txns-inputs-missingorspent" ? "missing-inputs" : fee;
  return { txid, wtxid, allowed: false, "reject-reason": reason };
}

/** Creates an output that pays an address or, for `data`, an unspendable one. */
function newOutput(address: string, value: string): Output {
  if (address === "data") {
    const data = Buffer.from(value, "hex");
    if (data.length > 75) throw refusal(-8, "Invalid parameter, data is limited to 75 bytes");
    return { value: 0n, script: Buffer.concat([Buffer.from([0x6a]), push(data)]) };
  }
  return { value: toSpendable(value), script: payeeOf(address).script };
}
