import type { Change, Severity, Witness } from "./change.js";
import { severities } from "./change.js";

/** The maximum number of methods named per change. */
const namedMethods = 3;

/** The maximum number of characters shown of a value. */
const longestValue = 160;

/** Changes as lines for a terminal, with a summary at the end. */
export function changesAsText(changes: readonly Change[]): string {
  const blocks = changes.map((change) => {
    const { severity, message, effect, advice, witness, file, pointer, place } = change;
    const whom = breaksWhom(change);
    const at = place ? `${file}:${place.line}:${place.column}` : file;
    return [
      `${severity}${whom && ` for ${whom}`}: ${methodsOf(change).join(", ")}: ${message}`,
      ...(effect ? [`  ${effect}`] : []),
      ...(witness ? [`  for example: ${exampleOf(witness)}`] : []),
      ...(advice ? [`  what to do: ${advice}`] : []),
      `  ${at} ${pointer}\n`,
    ].join("\n");
  });
  return `${blocks.join("")}${blocks.length > 0 ? "\n" : ""}${summaryOf(changes)}\n`;
}

const titles: Readonly<Record<Severity, string>> = {
  breaking: "Breaking changes",
  risky: "Risky changes",
  compatible: "Compatible changes",
};

/** Changes as Markdown for release notes: a section for each severity that there is. */
export function changesAsMarkdown(changes: readonly Change[]): string {
  const sections = severities.flatMap((severity) => {
    const some = changes.filter((change) => change.severity === severity);
    return some.length === 0 ? [] : [`## ${titles[severity]}\n\n${some.map(asItem).join("\n")}\n`];
  });
  return `${sections.length > 0 ? sections.join("\n") : "No changes.\n"}`;
}

function asItem(change: Change): string {
  const { message, effect, advice, witness } = change;
  const methods = methodsOf(change).map((name) => (/ more$/.test(name) ? name : `\`${name}\``));
  const whom = breaksWhom(change);
  return [
    `- **${methods.join(", ")}**: ${message}${whom && ` (${whom})`}`,
    ...(effect ? [`  - ${effect}`] : []),
    ...(witness ? [`  - For example: ${exampleOf(witness, "`")}`] : []),
    ...(advice ? [`  - What to do: ${advice}`] : []),
  ].join("\n");
}

function methodsOf({ methods }: Change): string[] {
  const more = methods.length - namedMethods;
  return [...methods.slice(0, namedMethods), ...(more > 0 ? [`${more} more`] : [])];
}

function breaksWhom({ severity, clients, servers }: Change): string {
  if (severity === "compatible") return "";
  return [clients === severity && "clients", servers === severity && "servers"].filter(Boolean).join(" and ");
}

function exampleOf({ method, of, value, refusedBy }: Witness, quote = ""): string {
  const text = JSON.stringify(value);
  const shown = text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
  const what = of === "params" ? "the parameters" : "the result";
  return `${what} ${quote}${shown}${quote} of ${quote}${method}${quote}, which the ${refusedBy} document refuses`;
}

function summaryOf(changes: readonly Change[]): string {
  if (changes.length === 0) return "no changes";
  const counts = severities.map((severity) => {
    return `${changes.filter((change) => change.severity === severity).length} ${severity}`;
  });
  return counts.join(", ");
}
