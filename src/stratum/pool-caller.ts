import { type MiningSubmitParams, miningConfigure, miningSubmit } from "../../generated/stratum/index.js";
import type { Caller, CallOptions, Method } from "../rpc/index.js";

/** A sixth parameter of `mining.submit` that rolls nothing. */
const unrolled = "00000000";

/**
 * Calls a pool over one connection, in the form that pools want: once version rolling was negotiated (BIP310), every
 * share says which version bits the miner chose, also that it chose none. Before, only shares with rolled bits do.
 */
export class PoolCaller implements Caller {
  readonly #peer: Caller;
  #rollsVersions = false;

  constructor(peer: Caller) {
    this.#peer = peer;
  }

  /** The pool granted version bits, or changed them. */
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
    this.#peer.notify(method, params);
  }

  #configured<Answer>(answer: Answer): Answer {
    if (Reflect.get(Object(answer), "version-rolling") === true) this.rollVersions();
    return answer;
  }
}

/** By the descriptor and not by its name: an extension may describe a submission of its own. */
function isSubmission<Params>(method: object, _params: Params): _params is Params & MiningSubmitParams {
  return method === miningSubmit;
}
