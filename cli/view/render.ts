import { stripVTControlCharacters, styleText } from "node:util";
import type { ViewState } from "./state.js";

/** Lines above the log. */
const headLines = 8;

/**
 * The live view as text: what the pool is, how it does, and the last events, as many as fit.
 *
 * @param now Milliseconds since 1970.
 */
export function render(
  state: ViewState,
  now: number,
  { columns, rows }: { columns: number; rows: number },
): string {
  const { listening, accepted, refused, lastBlock } = state;
  const title = listening
    ? `${listening.coin} · stratum+tcp://${listening.host}:${listening.port} · RPC ${listening.rpcHost}:${listening.rpcPort}`
    : "starting";
  const facts: [string, string][] = [
    ["miners", String(state.miners.size)],
    ["hash rate", hashRate(state.rate.rate(now / 1000))],
    ["shares", `${accepted} accepted, ${refused} refused`],
    ["height", String(state.height)],
    [
      "last block",
      lastBlock
        ? `${lastBlock.hash} by ${lastBlock.worker}, ${duration(now - lastBlock.at)} ago`
        : "none yet",
    ],
  ];
  const log = state.log.slice(-Math.max(1, rows - headLines - 1));
  return [
    `${styleText("bold", "stratum")}  ${title}  ${styleText("dim", `up ${duration(now - state.startedAt)}`)}`,
    "",
    ...facts.map(([name, value]) => cut(`  ${styleText("dim", name.padEnd(11))} ${value}`, columns)),
    "",
    ...log.map(({ at, line }) => cut(`${styleText("dim", clock(at))} ${emphasised(line)}`, columns)),
  ].join("\n");
}

/** `1.23 MH/s`. */
export function hashRate(hashes: number): string {
  const units = ["H/s", "kH/s", "MH/s", "GH/s", "TH/s", "PH/s", "EH/s"];
  const step = hashes < 1 ? 0 : Math.min(Math.floor(Math.log10(hashes) / 3), units.length - 1);
  return `${(hashes / 1000 ** step).toPrecision(3)} ${units[step]}`;
}

/** `1:02:03`, or `02:03` below an hour. */
export function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  return `${hours > 0 ? `${hours}:` : ""}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** The local time of day. */
export function clock(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}

function emphasised(line: string): string {
  if (line.startsWith("BLOCK")) return styleText(["bold", "green"], line);
  return line.startsWith("error") || line.startsWith("share refused") ? styleText("red", line) : line;
}

/** As many columns as there are; what styles add has no width. */
function cut(line: string, columns: number): string {
  const surplus = stripVTControlCharacters(line).length - columns;
  return surplus <= 0 ? line : `${line.slice(0, -surplus - 1)}…${styleText("reset", "")}`;
}
