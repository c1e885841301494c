import debug from "debug";
import { type Secrets, withoutSecrets } from "./secrets.js";

/** A logger. Those of pino, winston and consola fit. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

const stratum = debug("stratum");

const wire = debug("jsonrpc");

/** Logs every message in both directions, without its secrets. Shown with `DEBUG=stratum,jsonrpc`. */
export const wireLog = {
  received: (from: string, message: string, secrets?: Secrets): void => {
    if (wire.enabled) wire("%s > %s", from, withoutSecrets(message, secrets));
  },
  sent: (to: string, message: string | Uint8Array, secrets?: Secrets): void => {
    if (wire.enabled) wire("%s < %s", to, withoutSecrets(text(message), secrets));
  },
};

function text(message: string | Uint8Array): string {
  return typeof message === "string" ? message : Buffer.from(message).toString("utf8").trimEnd();
}

/** The default logger. Shown with `DEBUG=stratum`. */
export const debugLogger: Logger = {
  debug: (message) => stratum(message),
  info: (message) => stratum(message),
  warn: (message) => stratum("warning: %s", message),
  error: (message) => stratum("error: %s", message),
};
