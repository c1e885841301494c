import { type ToServer, toServer } from "../../generated/daemon/index.js";
import {
  type Caller,
  type CallOptions,
  debugLogger,
  isRpcError,
  type Logger,
  type Method,
  type ResultPolicy,
  RpcError,
} from "../rpc/index.js";
import { HttpCaller } from "../transport/http-caller.js";
import { type Credentials, cookieCredentials, noCredentials, passwordCredentials } from "./credentials.js";
import { daemonErrorNames } from "./error-names.js";
import { parseDaemonUrl } from "./url.js";

/** How a coin daemon is called. */
export interface DaemonClientOptions {
  /** `http://127.0.0.1:8332`, with `user:password@` in it or without. */
  readonly url: string;
  /** The cookie file that the daemon writes at each start; read again when the daemon refuses it. */
  readonly cookieFile?: string;
  /** The wallet that wallet calls are for, where more than one is loaded. */
  readonly wallet?: string;
  /** Milliseconds that a call waits for its answer. Default: 30,000; calls that wait for a block: an hour. */
  readonly deadline?: number;
  /** Calls at a time; others wait for their turn. Default: 8. */
  readonly connections?: number;
  /**
   * What becomes of answers that do not fit the schemas: daemons differ. Default: they are reported
   * to the logger and passed on.
   */
  readonly results?: ResultPolicy["check"];
  /** Default: shown with `DEBUG=stratum`. */
  readonly logger?: Logger;
}

/** Calls that wait for something to happen have connections of their own. */
const waitingConnections = 4;
const waitingDeadline = 3_600_000;

/**
 * Calls a coin daemon: `client.rpc.getblocktemplate({ rules: ["segwit"] })`, typed, and
 * `client.call("anything", [])` for what has no schema.
 */
export class DaemonClient {
  /** The daemon's methods. */
  readonly rpc: ToServer;
  readonly #caller: HttpCaller;
  readonly #waiting: HttpCaller;
  readonly #options: DaemonClientOptions;

  /** @throws RpcError `INVALID_OPTION` for a URL that is none. */
  constructor(options: DaemonClientOptions) {
    const { deadline, connections, results = "warn", logger = debugLogger } = options;
    const { url, credentials } = target(options);
    const common = {
      url,
      authorization: credentials.header,
      unauthorized: credentials.refused,
      results: { check: results, warn: (error: RpcError) => logger.warn(`${url}: ${error.message}`) },
    };
    this.#options = options;
    this.#caller = new HttpCaller({ ...common, deadline, connections });
    this.#waiting = new HttpCaller({ ...common, deadline: waitingDeadline, connections: waitingConnections });
    this.rpc = toServer(this.#named());
  }

  /** Calls a method without a schema, by position or by name. */
  async call(
    method: string,
    params: readonly unknown[] | Readonly<Record<string, unknown>> = [],
    options?: CallOptions,
  ): Promise<unknown> {
    return this.#caller.request(method, params, options).catch((error) => {
      throw named(error, method);
    });
  }

  /** The same daemon, for calls of one wallet. It has connections of its own: close it, too. */
  wallet(name: string): DaemonClient {
    return new DaemonClient({ ...this.#options, wallet: name });
  }

  /** Gives up the calls that wait and closes the connections: some daemons can't stop while they are open. */
  async close(): Promise<void> {
    await Promise.all([this.#caller.close(), this.#waiting.close()]);
  }

  /** Chooses the connections and says what errors are called. */
  #named(): Caller {
    return {
      call: (method, params, options) => {
        const caller = waits(method, params) ? this.#waiting : this.#caller;
        return caller.call(method, params, options).catch((error) => {
          throw named(error, method.name);
        });
      },
      notify: (method, params) => this.#caller.notify(method, params),
    };
  }
}

/** Whether a call holds a thread of the daemon until something happens. */
function waits({ name }: Method, params: unknown): boolean {
  if (name.startsWith("waitfor")) return true;
  return (
    name === "getblocktemplate" && typeof params === "object" && params !== null && "longpollid" in params
  );
}

/** The daemon's own words, after the method and before what it calls the code. */
function named(error: unknown, method: string): unknown {
  if (!isRpcError(error) || error.executed !== "yes" || error.wireCode === undefined) return error;
  const { code, wireCode, data, executed } = error;
  const name = daemonErrorNames[wireCode] ?? code;
  const [line] = error.message.split("\n");
  return new RpcError(code, `${method}: ${line} (${wireCode} ${name})`, {
    wireCode,
    data,
    executed,
    cause: error,
  });
}

function target({ url: text, cookieFile, wallet }: DaemonClientOptions): {
  url: string;
  credentials: Credentials;
} {
  const { url, user, password = "" } = parseDaemonUrl(text);
  return {
    url: wallet === undefined ? url : new URL(`/wallet/${encodeURIComponent(wallet)}`, url).href,
    credentials: credentialsOf(user, password, cookieFile),
  };
}

function credentialsOf(
  user: string | undefined,
  password: string,
  cookieFile: string | undefined,
): Credentials {
  if (cookieFile !== undefined) return cookieCredentials(cookieFile);
  return user === undefined && password === "" ? noCredentials : passwordCredentials(user ?? "", password);
}
