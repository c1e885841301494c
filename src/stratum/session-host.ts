import type { Caller, Dispatcher, RpcError } from "../rpc/index.js";
import type { Dialect } from "../wire/dialect.js";
import type { CoreContext } from "./core-handlers.js";
import type { ServerLimits } from "./limits.js";
import type { MalformedLine } from "./malformed.js";
import type { MinerQuirk } from "./quirks/miners.js";
import type { QuirkReader } from "./quirks/reader.js";
import type { ServerSession } from "./server-session.js";

/** What sessions use of their server. */
export interface SessionHost<Send, Data> {
  readonly dialect: Dialect;
  readonly dispatcher: Dispatcher<CoreContext<Send, Data>>;
  readonly stubs: (caller: Caller) => Send;
  readonly data: () => Data;
  /** The initial difficulty of a session. */
  readonly difficulty: (session: ServerSession<Send, Data>) => number;
  readonly limits: ServerLimits;
  readonly reader: QuirkReader<MinerQuirk>;
  /** Called when the miner is subscribed, its first worker is authorized, and both responses are sent. */
  readonly ready: (session: ServerSession<Send, Data>) => void;
  /** Called when the miner sent a line that is not a message. */
  readonly malformed: (session: ServerSession<Send, Data>, line: MalformedLine) => void;
  /** Called with an error outside of any handler. */
  readonly failed: (error: unknown) => void;
  readonly closed: (session: ServerSession<Send, Data>, error?: RpcError) => void;
}
