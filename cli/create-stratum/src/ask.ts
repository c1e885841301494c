import { createInterface } from "node:readline/promises";
import type { Arguments } from "./arguments.js";
import { findKind } from "./find-kind.js";
import { type Kind, kinds } from "./kinds.js";
import { Refusal } from "./refusal.js";

/** Where questions are written to, and answers come from. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** The kind of project to create, and its folder. */
export interface Answers {
  readonly kind: Kind;
  readonly folder: string;
}

/**
 * Asks for what the command line leaves open.
 *
 * @throws Refusal if the user cancels with Ctrl-C or Ctrl-D.
 */
export async function ask(
  { kind, folder }: Pick<Arguments, "kind" | "folder">,
  { input, output }: Terminal,
): Promise<Answers> {
  const terminal = createInterface({ input, output });
  // Of lines, not questions: what is typed or pasted ahead is kept.
  const lines = terminal[Symbol.asyncIterator]();
  terminal.once("SIGINT", () => terminal.close());
  // From Node.js 24 on, an ended interface can't prompt; lines that came before are still there.
  let isEnded = false;
  terminal.once("close", () => {
    isEnded = true;
  });
  const question = async (text: string, fallback: string) => {
    const prompt = `${text} [${fallback}]: `;
    terminal.setPrompt(prompt);
    if (isEnded) output.write(prompt);
    else terminal.prompt();
    const line = await lines.next();
    if (!line.done) return line.value.trim() || fallback;
    output.write("\n");
    throw new Refusal("canceled, nothing was created", 130);
  };
  try {
    const chosen = kind ?? (await askKind(question, output));
    return { kind: chosen, folder: folder ?? (await question("Folder", `my-${chosen.name}`)) };
  } finally {
    terminal.close();
  }
}

async function askKind(
  question: (text: string, fallback: string) => Promise<string>,
  output: NodeJS.WritableStream,
): Promise<Kind> {
  output.write("What would you like to create?\n");
  for (const [index, { name, summary }] of kinds.entries())
    output.write(`  ${index + 1}  ${name.padEnd(8)} ${summary}\n`);
  for (;;) {
    const answer = await question("Kind", kinds[0].name);
    try {
      return kinds[Number(answer) - 1] ?? findKind(answer);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      output.write(`${error.message}\n`);
    }
  }
}
