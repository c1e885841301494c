import type { Reply } from "../wire/message.js";
import type { Method, Validators } from "./method.js";
import { writeParams } from "./params.js";
import { checkResult, type ResultPolicy, readResult, resultCheck } from "./result.js";

/** A call that is ready to be sent. */
export interface PreparedCall<Result> {
  /** The parameters in their form on the wire. */
  readonly wire: unknown;
  /** The paths of numbers in the result whose digits must all be kept; see `wire/exact`. */
  readonly exact?: readonly string[] | undefined;
  /** The result of a reply, not validated. */
  result(reply: Reply): unknown;
  /**
   * Returns a result that matches the schema.
   *
   * @throws RpcError `INVALID_RESULT` when it does not match and the policy is `strict`.
   */
  check(result: unknown): Result;
}

/**
 * Validates a call's parameters and determines how its result is read.
 *
 * @throws RpcError `INVALID_PARAMS` when they do not match the schema.
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
 * Loads validators that are otherwise loaded on first use, so that later calls read no file of the package: it may
 * have been replaced by then, or file descriptors may have run out.
 *
 * @throws Error The error of the import.
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
