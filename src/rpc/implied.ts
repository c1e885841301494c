/**
 * Asserts what options imply and TypeScript can't follow: an option that was not given has the type that
 * stands for nothing. Checks nothing at run time.
 */
export function implied<T>(_value: unknown): asserts _value is T {}
