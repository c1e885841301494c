/** A run of lines that are in both texts, only in the old one, or only in the new one. */
interface Edit {
  readonly sign: " " | "-" | "+";
  readonly lines: readonly string[];
}

/** The number of unchanged lines around each difference. */
const context = 2;

/** The differences between two texts as a unified diff: hunks with context, `-` old, `+` new. */
export function unifiedDiff(before: string, after: string): string[] {
  const edits = editsOf(before.split("\n"), after.split("\n"));
  const output: string[] = [];
  let [oldLine, newLine] = [1, 1];
  let hunk: { old: number; new: number; lines: string[] } | undefined;
  const close = () => {
    if (!hunk) return;
    const count = (sign: string) => hunk?.lines.filter((line) => line[0] === " " || line[0] === sign).length;
    output.push(`@@ -${hunk.old},${count("-")} +${hunk.new},${count("+")} @@`, ...hunk.lines);
    hunk = undefined;
  };
  for (const [index, { sign, lines }] of edits.entries()) {
    const shown = (text: string) => sign + text;
    if (sign !== " ") {
      hunk ??= { old: oldLine, new: newLine, lines: [] };
      hunk.lines.push(...lines.map(shown));
    } else {
      const isLast = index === edits.length - 1;
      if (hunk && !isLast && lines.length <= 2 * context) hunk.lines.push(...lines.map(shown));
      else {
        if (hunk) hunk.lines.push(...lines.slice(0, context).map(shown));
        close();
        const lead = isLast ? [] : lines.slice(-context);
        const skipped = lines.length - lead.length;
        if (!isLast) hunk = { old: oldLine + skipped, new: newLine + skipped, lines: lead.map(shown) };
      }
    }
    if (sign !== "+") oldLine += lines.length;
    if (sign !== "-") newLine += lines.length;
  }
  close();
  return output;
}

function editsOf(before: readonly string[], after: readonly string[]): Edit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const edits: Edit[] = [
    { sign: " ", lines: before.slice(0, start) },
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    { sign: " ", lines: before.slice(before.length - end) },
  ];
  return edits.filter(({ lines }) => lines.length > 0);
}

/** Around the longest common subsequence; above this many pairs of lines, everything counts as changed. */
const mostPairs = 4_000_000;

function middle(before: readonly string[], after: readonly string[]): Edit[] {
  if (before.length * after.length > mostPairs)
    return [
      { sign: "-", lines: before },
      { sign: "+", lines: after },
    ];
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const lengthAt = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        before[i] === after[j]
          ? lengthAt(i + 1, j + 1) + 1
          : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
  const edits: { sign: Edit["sign"]; lines: string[] }[] = [];
  const add = (sign: Edit["sign"], line: string) => {
    const last = edits.at(-1);
    if (last?.sign === sign) last.lines.push(line);
    else edits.push({ sign, lines: [line] });
  };
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old = "", text = ""] = [before[i], after[j]];
    if (i < before.length && j < after.length && old === text) {
      add(" ", old);
      i++;
      j++;
    } else if (j >= after.length || (i < before.length && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      add("-", old);
      i++;
    } else {
      add("+", text);
      j++;
    }
  }
  return edits;
}
