import type { ScriptPubKey, Transaction as TransactionAnswer } from "../../../generated/daemon/index.js";
import { toAmount } from "../../daemon/amount.js";
import { addressOfScript } from "../address.js";
import { disassemble, kindOfScript } from "../script-text.js";
import { type Input, isCoinbase, type Transaction, virtualSize } from "../transaction.js";

/** Decodes a transaction as daemons do. */
export function decoded(transaction: Transaction): TransactionAnswer {
  const { txid, wtxid, version, bytes, weight, lockTime, inputs, outputs } = transaction;
  return {
    txid,
    hash: wtxid,
    version,
    size: bytes.length,
    vsize: virtualSize(transaction),
    weight,
    locktime: lockTime,
    vin: inputs.map((input) => (isCoinbase(transaction) ? coinbaseInput(input) : spendingInput(input))),
    vout: outputs.map(({ value, script }, n) => ({
      value: toAmount(value),
      n,
      scriptPubKey: decodedScript(script),
    })),
  };
}

/** Decodes the script of an output. */
export function decodedScript(script: Buffer): ScriptPubKey {
  const address = addressOfScript(script);
  return {
    asm: disassemble(script),
    hex: script.toString("hex"),
    type: kindOfScript(script),
    ...(address !== undefined && { address }),
  };
}

function coinbaseInput({ script, sequence, witness }: Input) {
  return { coinbase: script.toString("hex"), ...witnessOf(witness), sequence };
}

function spendingInput({ txid, vout, script, sequence, witness }: Input) {
  return {
    txid,
    vout,
    scriptSig: { asm: disassemble(script), hex: script.toString("hex") },
    ...witnessOf(witness),
    sequence,
  };
}

function witnessOf(witness: readonly Buffer[]) {
  return witness.length > 0 ? { txinwitness: witness.map((item) => item.toString("hex")) } : {};
}
