import { formatProblem, type Problem } from "../check/problem.js";

/** Prints problems as text, or as one JSON array. */
export function printProblems(problems: readonly Problem[], asJson: boolean): void {
  if (asJson) {
    process.stdout.write(`${JSON.stringify(flat(problems), null, 2)}\n`);
    return;
  }
  for (const problem of problems) process.stdout.write(`${formatProblem(problem)}\n\n`);
  process.stdout.write(`${summary(problems)}\n`);
}

/** Problems as plain JSON objects. */
export function flat(problems: readonly Problem[]): object[] {
  return problems.map(({ place, ...problem }) => ({
    ...problem,
    ...(place && { line: place.line, column: place.column }),
  }));
}

function summary(problems: readonly Problem[]): string {
  if (problems.length === 0) return "no problems found";
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return [count(errors, "error"), count(problems.length - errors, "warning")].filter(Boolean).join(", ");
}

function count(number: number, what: string): string {
  if (number === 0) return "";
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
