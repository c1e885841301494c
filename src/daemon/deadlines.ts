import type { ServerMethods } from "../../generated/daemon/index.js";

const minute = 60_000;
const hour = 60 * minute;

/** Milliseconds for methods that read a whole chain or wait for a block. */
const deadlines: Readonly<Partial<Record<keyof ServerMethods, number>>> = {
  waitfornewblock: hour,
  waitforblock: hour,
  waitforblockheight: hour,
  // A wallet that is out of date is rescanned, which reads every block since.
  loadwallet: hour,
  gettxoutsetinfo: 10 * minute,
  generatetoaddress: 10 * minute,
  keypoolrefill: 10 * minute,
  createwallet: 5 * minute,
  // Both connect blocks.
  submitblock: 5 * minute,
  invalidateblock: 10 * minute,
  reconsiderblock: 10 * minute,
};

/** Whether a call holds a thread of the daemon until there is a new block. */
export function waitsForBlock(name: string, params: unknown): boolean {
  if (name.startsWith("waitfor")) return true;
  const isLongPoll = Reflect.get(Object(params), "longpollid") !== undefined;
  return name === "getblocktemplate" && isLongPoll;
}

/** A method's own deadline in milliseconds; undefined when the client's applies. */
export function deadlineOf(name: string, params: unknown): number | undefined {
  const table: Readonly<Record<string, number | undefined>> = deadlines;
  return waitsForBlock(name, params) ? hour : table[name];
}
