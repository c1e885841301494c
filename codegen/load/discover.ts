import { connect } from "node:net";
import { InvalidSource, type Problem } from "../check/problem.js";
import { basicAuthorization, type Credentials, credentialsFor, credentialsVariable } from "./credentials.js";
import { parseSource, type SourceText } from "./document.js";
import { shownUrl } from "./url.js";

/** Milliseconds within which a node or server must respond. */
const deadline = 60_000;

/**
 * Fetches a document from the network: a file if the path of an HTTP URL ends in .json, .yaml or .yml,
 * otherwise the node's result of `rpc.discover`.
 *
 * @param credentialsFile Has `user:password`. Default: those of the URL, or of the environment.
 * @throws InvalidSource with the reason if the document can't be fetched.
 */
export async function readUrl(input: string, credentialsFile?: string): Promise<SourceText> {
  const file = shownUrl(input);
  const url = URL.canParse(input) ? new URL(input) : undefined;
  if (!url?.hostname || !/^(https?|tcp):$/.test(url.protocol) || (url.protocol === "tcp:" && !url.port))
    throw failed(file, { message: "the URL is not supported", expected: kinds });
  const credentials = await credentialsFor(url, credentialsFile);
  if (url.protocol === "tcp:") return discovered(file, await askSocket(file, url, credentials));
  if (!/\.(json|ya?ml)$/.test(url.pathname)) return discovered(file, await askHttp(file, url, credentials));
  const isOwn = credentialsFile !== undefined || url.username !== "" || url.password !== "";
  const { status, text } = await fetchText(file, url, isOwn ? credentials : undefined);
  if (status !== 200)
    throw failed(file, {
      message: `the document can't be fetched: HTTP ${status}`,
      expected: "an OpenRPC document in JSON or YAML",
    });
  return parseSource(file, text);
}

const kinds = "http://, https:// or tcp:// with a host, and for tcp a port";

/** Formatted as text, so that problems have lines. */
function discovered(file: string, document: unknown): SourceText {
  return parseSource(file, JSON.stringify(document, null, 2));
}

async function askHttp(file: string, url: URL, credentials: Credentials | undefined): Promise<unknown> {
  const { status, text } = await fetchText(file, url, credentials, request([]));
  if (status === 401 || status === 403) throw refused(file, `HTTP ${status}`, credentials);
  const answer = parseAnswer(text);
  if (answer) return resultOf(file, answer, credentials);
  throw failed(file, {
    message: `the response to rpc.discover is not JSON-RPC: HTTP ${status}, ${JSON.stringify(text.slice(0, 60))}`,
    ...describesItself,
  });
}

async function fetchText(
  file: string,
  { protocol, host, pathname, search }: URL,
  credentials: Credentials | undefined,
  body?: string,
): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(`${protocol}//${host}${pathname}${search}`, {
      headers: {
        ...(body && { "content-type": "application/json" }),
        ...(credentials && { authorization: basicAuthorization(credentials) }),
      },
      signal: AbortSignal.timeout(deadline),
      ...(body && { method: "POST", body }),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw unreachable(file, error);
  }
}

/** TCP has no headers: the password is the first parameter, in base64, as RPC ports expect it. */
async function askSocket(
  file: string,
  { hostname, port }: URL,
  credentials: Credentials | undefined,
): Promise<unknown> {
  const params = credentials ? [Buffer.from(credentials.password, "utf8").toString("base64")] : [];
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) });
  const timer = setTimeout(() => socket.destroy(new Error("no response in time")), deadline);
  try {
    socket.setEncoding("utf8").write(`${request(params)}\n`);
    let text = "";
    for await (const chunk of socket) {
      text += chunk;
      const answer = /[}\n]\s*$/.test(chunk) && answerIn(text);
      if (answer) return resultOf(file, answer, credentials);
    }
  } catch (error) {
    throw error instanceof InvalidSource ? error : unreachable(file, error);
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
  throw failed(file, {
    message: "the connection closed without a response to rpc.discover",
    ...describesItself,
  });
}

const id = 1;

function request(params: unknown[]): string {
  return JSON.stringify({ jsonrpc: "2.0", id, method: "rpc.discover", params });
}

interface Answer {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** The whole text, or one line of it: servers may send other messages first. */
function answerIn(text: string): Answer | undefined {
  const candidates = [text, ...text.split("\n")].map(parseAnswer);
  return candidates.find((answer) => answer !== undefined && (answer.id === id || answer.error));
}

function parseAnswer(text: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isAnswer = typeof value === "object" && value !== null && ("result" in value || "error" in value);
    return isAnswer ? value : undefined;
  } catch {
    return undefined;
  }
}

function resultOf(file: string, { result, error }: Answer, credentials: Credentials | undefined): unknown {
  if (!error) return result;
  const { code, message } =
    typeof error === "object" ? { code: 0, message: "", ...error } : { code: 0, message: String(error) };
  if (/unauthorized/i.test(message)) throw refused(file, message, credentials);
  throw failed(file, { message: `rpc.discover failed: ${message} (${code})`, ...describesItself });
}

const describesItself = {
  expected: "a node that supports rpc.discover",
  hint: "without rpc.discover, write an OpenRPC document or find an existing one, and pass the file",
};

function refused(file: string, answer: string, credentials: Credentials | undefined): InvalidSource {
  return failed(file, {
    message: credentials
      ? `the node rejected the credentials: ${answer}`
      : `the node requires credentials: ${answer}`,
    hint: `pass a file with user:password by --credentials, or set ${credentialsVariable}`,
  });
}

function unreachable(file: string, error: unknown): InvalidSource {
  return failed(file, {
    message: `the node can't be reached: ${reasonOf(error)}`,
    hint: "check that it is running and that this is its RPC port",
  });
}

/** The innermost cause: `fetch` wraps errors, and a host with several addresses has one error for each. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (error instanceof Error && error.cause) return reasonOf(error.cause);
  return error instanceof Error ? error.message : String(error);
}

function failed(file: string, problem: Pick<Problem, "message" | "expected" | "hint">): InvalidSource {
  return new InvalidSource([{ severity: "error", file, pointer: "", ...problem }]);
}
