import { type MiningSubmitParams, protocol } from "../../generated/stratum/index.js";
import { miningConfigure, miningSubmit } from "../../generated/stratum/methods.js";
import type { Caller, CallOptions, Method, Peer } from "../rpc/index.js";

/** The sixth parameter of `mining.submit` for a share without rolled bits. */
const unrolled = "00000000";

/** The notifications of a miner: suggestions, capabilities, the end of the session. */
const told = new Set<object>(Object.values(protocol.server).filter(({ kind }) => kind === "notification"));

/**
 * Calls a pool over one connection, in the form that pools expect:
 *
 * - Once version rolling is negotiated (BIP310), every share has its version bits, even if none is rolled. Before,
 *   only shares with rolled bits do.
 * - Notifications have an id, too: public-pool refuses a suggestion whose id is null.
 */
export class PoolCaller implements Caller {
  readonly #peer: Pick<Peer<unknown>, "call" | "notify" | "post">;
  #rollsVersions = false;

  constructor(peer: Pick<Peer<unknown>, "call" | "notify" | "post">) {
    this.#peer = peer;
  }

  /** Call this when the pool grants or changes version bits. */
  rollVersions(): void {
    this.#rollsVersions = true;
  }

  call<Params, Result>(
    method: Method<Params, Result>,
    params: Params,
    options?: CallOptions,
  ): Promise<Result> {
    if (isSubmission(method, params)) {
      const { versionBits = unrolled } = params;
      const isNeeded = this.#rollsVersions || versionBits !== unrolled;
      return this.#peer.call(method, { ...params, versionBits: isNeeded ? versionBits : undefined }, options);
    }
    const answer = this.#peer.call(method, params, options);
    const own: object = miningConfigure;
    return own === method ? answer.then((granted) => this.#configured(granted)) : answer;
  }

  notify<Params>(method: Method<Params, void>, params: Params): void {
    if (told.has(method)) this.#peer.post(method, params);
    else this.#peer.notify(method, params);
  }

  #configured<Answer>(answer: Answer): Answer {
    if (Reflect.get(Object(answer), "version-rolling") === true) this.rollVersions();
    return answer;
  }
}

/** Compares the descriptor, not the name: an extension may redefine the method. */
function isSubmission<Params>(method: object, _params: Params): _params is Params & MiningSubmitParams {
  return method === miningSubmit;
}
