import type { Reply } from "../wire/message.js";
import type { Method, Validators } from "./method.js";
import { writeParams } from "./params.js";
import { checkResult, type ResultPolicy, readResult, resultCheck } from "./result.js";

/** A call that is ready for the wire. */
export interface PreparedCall<Result> {
  /** The parameters as the wire has them. */
  readonly wire: unknown;
  /** Where its result has numbers of which all digits count; see `wire/exact`. */
  readonly exact?: readonly string[] | undefined;
  /** The result that a reply has, unchecked. */
  result(reply: Reply): unknown;
  /**
   * Returns a result that matches the schema.
   *
   * @throws RpcError `INVALID_RESULT` where it does not match and the policy is `strict`.
   */
  check(result: unknown): Result;
}

/**
 * Checks a call's parameters and finds out how its result is read.
 *
 * @throws RpcError `INVALID_PARAMS` where they do not fit the schema.
 */
export async function prepareCall<Params, Result>(
  method: Method<Params, Result>,
  params: Params,
  policy: ResultPolicy,
): Promise<PreparedCall<Result>> {
  const validators = await validatorsOf(method);
  const wire = writeParams(method, validators.params, params);
  return {
    wire,
    exact: method.exact,
    result: (reply) => readResult(method, reply),
    check: (result) => {
      checkResult<Result>(method, resultCheck(method, validators, params), result, policy);
      return result;
    },
  };
}

/**
 * Loads the validators of methods that come on first use, so that a later call needs no file of the package: it may
 * have been replaced by then, or there may be no file descriptor left.
 *
 * @throws Error What the import failed with.
 */
export async function loadValidators(methods: readonly Pick<Method, "validators">[]): Promise<void> {
  await Promise.all(
    methods.map(({ validators }) => (typeof validators === "function" ? validators() : undefined)),
  );
}

async function validatorsOf<Params, Result>({
  validators,
}: Method<Params, Result>): Promise<Validators<Params, Result>> {
  return typeof validators === "function" ? validators() : validators;
}
