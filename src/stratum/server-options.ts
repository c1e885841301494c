import { createSecureContext, type SecureContext } from "node:tls";
import { type AnyProtocol, checkOption, type Interceptor, type Logger, RpcError } from "../rpc/index.js";
import type { Address } from "../transport/address.js";
import type { ErrorDialect } from "../wire/stratum.js";
import type { Algorithm } from "../work/index.js";
import type { Refusal, TlsIdentity } from "./accept.js";
import type { SendOf, ServerHandlersOf } from "./extension.js";
import type { ExtranonceOptions } from "./extranonce.js";
import type { ServerLimits } from "./limits.js";
import type { MalformedLine } from "./malformed.js";
import type { MinerQuirk } from "./quirks/miners.js";
import type { Leniency } from "./quirks/reader.js";
import type { StratumContext, StratumSession } from "./session.js";

/** How a Stratum server behaves. */
export interface StratumServerOptions<Extension extends AnyProtocol, Data> extends Leniency<MinerQuirk> {
  /** Methods of one's own, as `stratum generate` makes them. */
  readonly protocol?: Extension;
  /** Answers what miners ask, by name on the wire. Only `mining.authorize` and `mining.submit` must be there. */
  readonly handlers: ServerHandlersOf<Extension, StratumContext<SendOf<Extension>, Data>>;
  /** Makes what the owner keeps with each session. Default: undefined. */
  readonly data?: () => Data;
  /**
   * The difficulty that sessions start with. A function is called when a miner connects, and again before its first
   * job: then it has said who it is (`userAgent`, `workers`, `suggestedDifficulty`). Default: 1.
   */
  readonly difficulty?: number | ((session: StratumSession<SendOf<Extension>, Data>) => number);
  /** What difficulty means. Default: `sha256d`. */
  readonly algorithm?: Algorithm;
  /**
   * Version bits that miners may roll, 0 for none. A function is called with the session that asks. Default: those of
   * BIP320, 0x1fffe000.
   */
  readonly versionMask?: number | ((session: StratumSession<SendOf<Extension>, Data>) => number);
  readonly extranonce?: ExtranonceOptions;
  /** How errors are written. Default: `standard`. */
  readonly errors?: ErrorDialect;
  /** The host named to who asks by HTTP. Default: the address that was asked. */
  readonly hostname?: string;
  /** Speaks TLS, too, on the same port. */
  readonly tls?: TlsIdentity;
  /** Addresses of load balancers that say by a PROXY header, version 1 or 2, who connected. */
  readonly proxies?: readonly string[];
  readonly limits?: Partial<ServerLimits>;
  /** Around every handler; the first one stands outermost. */
  readonly interceptors?: readonly Interceptor<StratumContext<SendOf<Extension>, Data>>[];
  /** Default: shown with `DEBUG=stratum`. */
  readonly logger?: Logger;
}

interface CheckedOptions {
  readonly difficulty?: unknown;
  readonly versionMask?: unknown;
  readonly limits?: Partial<ServerLimits>;
}

/** @throws RpcError `INVALID_OPTION` where a number is none that can be. */
export function checkServerOptions({ difficulty, versionMask, limits = {} }: CheckedOptions): void {
  if (typeof difficulty === "number")
    checkOption("difficulty", difficulty, { above: true, max: Number.MAX_VALUE });
  if (typeof versionMask === "number")
    checkOption("versionMask", versionMask, { max: 0xffffffff, whole: true });
  for (const [name, limit] of Object.entries(limits)) checkOption(`limits.${name}`, limit);
}

/** @throws RpcError `INVALID_OPTION` where a key or a certificate is none, or they are not a pair. */
export function secureContextOf({ key, cert }: TlsIdentity): SecureContext {
  try {
    return createSecureContext({ key, cert });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RpcError("INVALID_OPTION", `tls: the key or the certificate can't be read: ${reason}`, {
      cause,
    });
  }
}

/** What a Stratum server tells. */
export interface StratumServerEvents<Session> {
  listening: [address: Address];
  /** A miner connected. */
  session: [session: Session];
  /** A miner has subscribed and authorized its first worker: time to send it a job. */
  ready: [session: Session];
  /** A miner said what difficulty it would like. */
  suggested: [session: Session];
  /**
   * A miner sent a line that is not a message. Emitted for the first, second, fourth, eighth … of a session. A run of
   * `limits.malformed` of them closes it.
   */
  malformed: [session: Session, line: MalformedLine];
  /** A session is over; without an error one side closed it on purpose. */
  close: [session: Session, error: RpcError | undefined];
  /** @deprecated Renamed to `close`. */
  closed: [session: Session, error: RpcError | undefined];
  /** A connection was refused: the event loop is late, or there are too many sessions. */
  busy: [refusal: Refusal];
  /**
   * A handler threw something other than an RpcError: the miner was told `Internal error`. Or a listener threw:
   * then `where` is the event's name.
   */
  failed: [error: unknown, where: string];
}
