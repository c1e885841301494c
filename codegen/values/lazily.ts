/** The first of each list, then the second of each, and so on. */
export function* inTurns<T>(lists: readonly Iterable<T>[]): Generator<T> {
  let open = lists.map((list) => list[Symbol.iterator]());
  while (open.length > 0) {
    const longer: Iterator<T>[] = [];
    for (const list of open) {
      const { done, value } = list.next();
      if (done) continue;
      longer.push(list);
      yield value;
    }
    open = longer;
  }
}

/** Each value once. */
export function* distinctly<T>(values: Iterable<T>): Generator<T> {
  const known = new Set<unknown>();
  for (const value of values) {
    const key = typeof value === "object" ? JSON.stringify(value) : value;
    if (known.has(key)) continue;
    known.add(key);
    yield value;
  }
}

/** No more than this many; the others are not made. */
export function* upTo<T>(most: number, values: Iterable<T>): Generator<T> {
  let count = 0;
  if (most > 0)
    for (const value of values) {
      yield value;
      count++;
      if (count >= most) return;
    }
}
