import { refusal } from "../refusal.js";
import { makeTransaction, type Output, type Transaction, virtualSize } from "../transaction.js";
import type { Holding } from "./wallet.js";

/** A payment's outputs and options. */
export interface PaymentRequest {
  readonly outputs: readonly Output[];
  /** The outputs that share the fee equally, by number. Empty: the wallet pays it. */
  readonly feePayers: readonly number[];
  /** Satoshis per 1000 virtual bytes. */
  readonly feeRate: bigint;
  /** Signals that it may be replaced (BIP125), which this mempool does not support. */
  readonly replaceable: boolean;
  /** The script that gets the change. */
  readonly change: Buffer;
  /** The tip's height, which discourages miners from replacing the tip. */
  readonly lockTime: number;
}

/** A placeholder for an input's signature and key, of the real size. It is not checked. */
export const dummyWitness: readonly Buffer[] = [Buffer.alloc(71, 0x30), Buffer.alloc(33, 0x02)];

/**
 * Builds a transaction that spends as few coins as possible, confirmed ones first, then by size.
 *
 * @throws RpcError -6 for insufficient funds or a too small amount.
 */
export function buildPayment(holdings: readonly Holding[], request: PaymentRequest): Transaction {
  if (request.outputs.length === 0) throw refusal(-6, "Transaction must have at least one recipient");
  if (request.outputs.some(isDust)) throw refusal(-6, "Transaction amount too small");
  const usable = holdings.filter(({ isMature, isTrusted }) => isMature && isTrusted);
  const spent: Holding[] = [];
  for (const holding of usable.sort(inOrderOfUse)) {
    spent.push(holding);
    const payment = complete(spent, request);
    if (payment) return payment;
  }
  throw refusal(-6, "Insufficient funds");
}

/** The payment from these coins, with change if there is enough; undefined when they are insufficient. */
function complete(spent: readonly Holding[], request: PaymentRequest): Transaction | undefined {
  const { outputs, feePayers, feeRate, change } = request;
  const given = spent.reduce((sum, { output }) => sum + output.value, 0n);
  const left = given - outputs.reduce((sum, { value }) => sum + value, 0n);
  if (left < 0n) return undefined;
  for (const withChange of [true, false]) {
    const draft = withChange ? [...outputs, { script: change, value: left }] : outputs;
    const fee = (feeRate * BigInt(virtualSize(spend(spent, draft, request)))) / 1000n;
    const changed = { script: change, value: feePayers.length > 0 ? left : left - fee };
    if (changed.value < 0n || (withChange && isDust(changed))) continue;
    const paid = lessFee(outputs, feePayers, fee);
    return spend(spent, withChange ? [...paid, changed] : paid, request);
  }
  return undefined;
}

/** Deducts the fee from the outputs that pay it; the first one pays the remainder. */
function lessFee(outputs: readonly Output[], feePayers: readonly number[], fee: bigint): readonly Output[] {
  if (feePayers.length === 0) return outputs;
  const share = fee / BigInt(feePayers.length);
  const remainder = fee % BigInt(feePayers.length);
  return outputs.map((output, index) => {
    if (!feePayers.includes(index)) return output;
    const reduced = { ...output, value: output.value - share - (index === feePayers[0] ? remainder : 0n) };
    if (isDust(reduced)) throw refusal(-6, "The transaction amount is too small to pay the fee");
    return reduced;
  });
}

function spend(
  spent: readonly Holding[],
  outputs: readonly Output[],
  { replaceable, lockTime }: PaymentRequest,
): Transaction {
  return makeTransaction({
    version: 2,
    inputs: spent.map(({ record, vout }) => ({
      txid: record.transaction.txid,
      vout,
      script: Buffer.alloc(0),
      sequence: replaceable ? 0xfffffffd : 0xfffffffe,
      witness: dummyWitness,
    })),
    outputs,
    lockTime,
  });
}

/** Whether an output costs more to spend than it is worth, as relaying nodes calculate it: below 294 satoshis for P2WPKH. */
function isDust({ script, value }: Output): boolean {
  const bytesToSpend = 67;
  return value < 3n * BigInt(9 + script.length + bytesToSpend);
}

function inOrderOfUse(a: Holding, b: Holding): number {
  const confirmed = Number(b.confirmations > 0) - Number(a.confirmations > 0);
  return confirmed || Number(b.output.value - a.output.value);
}
