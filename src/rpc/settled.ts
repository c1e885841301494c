/**
 * Continues with a value at once, with a promise once it settles. Everything with a `then` counts as a
 * promise, so that other promise implementations work.
 */
export function whenSettled<T, Next>(
  value: T | PromiseLike<T>,
  next: (value: T) => Next,
): Next | Promise<Next> {
  return isThenable(value) ? Promise.resolve(value).then(next) : next(value);
}

function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
