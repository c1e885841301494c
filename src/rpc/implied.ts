/**
 * Asserts what options imply but TypeScript can't infer: an omitted option has its empty type. Checks
 * nothing at run time.
 */
export function implied<T>(_value: unknown): asserts _value is T {}
