/** A fenced block of a Markdown text. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** Where its first line says so: `// schemas/mining/hashes.ts`. */
  readonly file: string | undefined;
}

/** What stands under a heading. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The sections of a Markdown text that have code in them. */
export function sectionsOf(markdown: string): Section[] {
  return markdown
    .split(/^## /m)
    .map((section) => ({ title: section.split("\n")[0] ?? "", blocks: blocksOf(section) }))
    .filter(({ blocks }) => blocks.length > 0);
}

function blocksOf(section: string): Block[] {
  return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = "", text = ""]) => ({
    language,
    text,
    file: text.match(/^\/\/ (\S+\.\w+)\n/)?.[1],
  }));
}

/** The lines that code says it prints: behind its `console.log`, after an arrow. */
export function printedBy(text: string): string[] {
  return [...text.matchAll(/console\.log\(.*\/\/ → (.*)$/gm)].map(([, line = ""]) => line);
}
