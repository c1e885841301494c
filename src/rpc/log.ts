import debug from "debug";

/** A logger as pino, winston and consola have it: any of them can be given by option. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

const stratum = debug("stratum");

/** Every message, in and out. Shown with `DEBUG=stratum,jsonrpc`. */
export const wireLog = debug("jsonrpc");

/** What is used where no logger is given. Shown with `DEBUG=stratum`. */
export const debugLogger: Logger = {
  debug: (message) => stratum(message),
  info: (message) => stratum(message),
  warn: (message) => stratum("warning: %s", message),
  error: (message) => stratum("error: %s", message),
};
