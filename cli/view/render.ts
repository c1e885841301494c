import { styleText } from "node:util";
import { printable } from "../printable.js";
import type { ViewState } from "./state.js";

/** Number of lines above the log. */
const headLines = 8;

/**
 * The live view as text: the pool, its figures, and as many of the last events as fit.
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
        ? `${lastBlock.hash} by ${printable(lastBlock.worker)}, ${duration(now - lastBlock.at)} ago`
        : "none yet",
    ],
  ];
  const log = state.log.slice(-Math.max(1, rows - headLines - 1));
  const lines: Segment[][] = [
    [["stratum", "bold"], [`  ${title}  `], [`up ${duration(now - state.startedAt)}`, "dim"]],
    [],
    ...facts.map(([name, value]): Segment[] => [[`  ${name.padEnd(11)}`, "dim"], [` ${value}`]]),
    [],
    ...log.map(({ at, line }): Segment[] => [
      [`${clock(at)} `, "dim"],
      [line, emphasis(line)],
    ]),
  ];
  return lines.map((parts) => inColumns(parts, columns)).join("\n");
}

/** A part of a line with its style. */
type Segment = readonly [text: string, style?: Style];
type Style = Parameters<typeof styleText>[0];

/** Truncates a line to the terminal's columns. */
function inColumns(parts: readonly Segment[], columns: number): string {
  const isCut = parts.reduce((length, [text]) => length + text.length, 0) > columns;
  let left = isCut ? columns - 1 : columns;
  const shown = parts.map(([text, style]) => {
    const part = text.slice(0, left);
    left -= part.length;
    return style === undefined || part === "" ? part : styleText(style, part);
  });
  return shown.join("") + (isCut ? "…" : "");
}

/** Formats a hash rate: `1.23 MH/s`. */
export function hashRate(hashes: number): string {
  const units = ["H/s", "kH/s", "MH/s", "GH/s", "TH/s", "PH/s", "EH/s", "ZH/s"];
  const rounded = hashes < 0.01 ? 0 : Number(hashes.toPrecision(3));
  const step = rounded < 1 ? 0 : Math.min(Math.floor(Math.log10(rounded) / 3), units.length - 1);
  return `${(rounded / 1000 ** step).toPrecision(3)} ${units[step]}`;
}

/** Formats a duration: `1:02:03`, or `02:03` below an hour. */
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

function emphasis(line: string): Style | undefined {
  if (line.startsWith("BLOCK")) return ["bold", "green"];
  return line.startsWith("error") || line.startsWith("share refused") ? "red" : undefined;
}
