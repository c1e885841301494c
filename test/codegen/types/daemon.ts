import type {
  Block,
  BlockTemplate,
  BlockWithTransactions,
  ToServer,
} from "../../../generated/daemon/index.js";

declare const rpc: ToServer;
declare const blockhash: string;
declare const unknown: 0 | 2;

/** What an argument decides is known where the argument is. */
const bytes: string = await rpc.getblock({ blockhash, verbosity: 0 });
const block: Block = await rpc.getblock({ blockhash });
const one: Block = await rpc.getblock({ blockhash, verbosity: 1 });
const two: BlockWithTransactions = await rpc.getblock({ blockhash, verbosity: 2 });
const ids: string[] = [bytes, ...block.tx, ...one.tx, ...two.tx.map(({ txid }) => txid)];
const some: string | Block | BlockWithTransactions = await rpc.getblock({ blockhash: ids.join() });
const template: BlockTemplate = await rpc.getblocktemplate({ rules: ["segwit"] });
const verdict: string | null = await rpc.getblocktemplate({ mode: "proposal", data: "00", rules: [] });
const height: number =
  template.height + (await rpc.getblockcount()) + String(verdict).length + String(some).length;

// @ts-expect-error Type 'Block' is not assignable to type 'string'
const noBytes: string = await rpc.getblock({ blockhash, verbosity: 1 });
// @ts-expect-error Type 'string' is not assignable to type 'Block'
const noBlock: Block = await rpc.getblock({ blockhash, verbosity: 0 });
// @ts-expect-error Property 'txid' does not exist on type 'String'
(await rpc.getblock({ blockhash, verbosity: 1 })).tx.map(({ txid }) => txid);
// @ts-expect-error Property 'tx' does not exist on type 'string'
(await rpc.getblock({ blockhash, verbosity: unknown })).tx.join(noBytes + noBlock.hash);
// @ts-expect-error No overload matches this call
await rpc.getblock({ verbosity: 0 });
// @ts-expect-error No overload matches this call
await rpc.getblocktemplate({ rules: ["segwit"], mode: "purpose" });
// @ts-expect-error Argument of type 'number' is not assignable
await rpc.getblockhash(height);
