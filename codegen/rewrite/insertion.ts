/** A text to insert into another one. */
export interface Insertion {
  /** UTF-16 offset into the original text. */
  readonly at: number;
  readonly text: string;
}

/** Applies insertions to a text; those at the same offset keep their order. */
export function insert(text: string, insertions: readonly Insertion[]): string {
  const sorted = [...insertions].sort((a, b) => a.at - b.at);
  let [output, from] = ["", 0];
  for (const { at, text: inserted } of sorted) {
    output += text.slice(from, at) + inserted;
    from = at;
  }
  return output + text.slice(from);
}
