import { Node } from "ts-morph";
import type { Bindings } from "./bindings.js";

/** Positions of a method's parameters, by its name on the wire. */
type Positions = Readonly<
  Record<string, { readonly params: readonly string[]; readonly optional?: readonly string[] }>
>;

/** The facts about the new API that rules need. */
export interface Facts {
  /** Methods that miners call. */
  readonly server: Positions;
  /** Methods that pools send. */
  readonly client: Positions;
  readonly daemon: Positions;
  /** Names of coins. */
  readonly presets: readonly string[];
}

/** Returns the new text of a node; undefined to leave it to another rule, or to the rules for its children. */
export type Rule = (node: Node, context: Context) => string | undefined;

/** One file on its way from the old API to the new one. */
export interface Context {
  readonly facts: Facts;
  readonly bindings: Bindings;
  /** The new text of a node. */
  readonly render: (node: Node) => string;
  /** The new text of a node; `rule` is tried before the others. */
  readonly renderWith: (rule: Rule, node: Node) => string;
  /** Puts `// stratum migrate: …` above the statement that is being rendered. */
  readonly decide: (message: string) => void;
  /** Adds a change to the report. */
  readonly note: (change: string) => void;
  /** Imports a name and returns it. */
  readonly use: (name: string, module?: string) => string;
  /** Adds an import statement. */
  readonly imports: Set<string>;
}

export const mark = "// stratum migrate: ";

/** Applies the rules to a file. */
export function createContext(facts: Facts, bindings: Bindings, rules: readonly Rule[]) {
  const pending: string[] = [];
  const notes = new Map<string, number>();
  const used = new Map<string, Set<string>>();
  const stack: Rule[] = [];
  const copied = (node: Node): string => {
    const text = node.getSourceFile().getFullText();
    let [output, from] = ["", node.getStart()];
    for (const child of node.forEachChildAsArray()) {
      output += text.slice(from, child.getStart()) + context.render(child);
      from = child.getEnd();
    }
    return output + text.slice(from, node.getEnd());
  };
  const context: Context = {
    facts,
    bindings,
    imports: new Set(),
    render(node) {
      const before = pending.length;
      const inner = [...stack].reverse();
      let text: string | undefined;
      for (const rule of [...inner, ...rules]) {
        text = rule(node, context);
        if (text !== undefined) break;
      }
      text ??= copied(node);
      if (pending.length === before || !isCarrier(node)) return text;
      const comments = [...new Set(pending.splice(before))].map((message) => `${mark}${message}\n`);
      return comments.join("") + text;
    },
    renderWith(rule, node) {
      stack.push(rule);
      try {
        return context.render(node);
      } finally {
        stack.pop();
      }
    },
    decide: (message) => pending.push(message),
    note: (change) => notes.set(change, (notes.get(change) ?? 0) + 1),
    use(name, module = "stratum") {
      used.set(module, (used.get(module) ?? new Set()).add(name));
      return name;
    },
  };
  const importLines = () => [
    ...[...used]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([module, names]) => `import { ${[...names].sort().join(", ")} } from "${module}";`),
    ...context.imports,
  ];
  return { context, importLines, notes };
}

/** Whether a node starts a line, so that a comment can be put above it. */
function isCarrier(node: Node): boolean {
  if (Node.isSourceFile(node)) return true;
  if (!Node.isStatement(node) || Node.isBlock(node)) return false;
  const parent = node.getParent();
  return [Node.isSourceFile, Node.isBlock, Node.isCaseClause, Node.isDefaultClause].some((is) => is(parent));
}
