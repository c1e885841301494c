import { connect } from "node:net";
import { InvalidSource, type Problem } from "../check/problem.js";
import { basicAuthorization, type Credentials, credentialsFor, credentialsVariable } from "./credentials.js";
import { parseSource, type SourceText } from "./document.js";
import { shownUrl } from "./url.js";

/** Milliseconds for a node to answer, or a server to send a document. */
const deadline = 60_000;

/**
 * Fetches a document from the network: where the path of an http URL ends like the name of a file,
 * the file; else what the node there answers to `rpc.discover`.
 *
 * @param credentialsFile Holds `user:password`. Default: those of the URL, or of the environment.
 * @throws InvalidSource that says why there is no document.
 */
export async function readUrl(input: string, credentialsFile?: string): Promise<SourceText> {
  const file = shownUrl(input);
  const url = URL.canParse(input) ? new URL(input) : undefined;
  if (!url?.hostname || !/^(https?|tcp):$/.test(url.protocol) || (url.protocol === "tcp:" && !url.port))
    throw failed(file, { message: "the URL is of no kind that is known", expected: kinds });
  const credentials = await credentialsFor(url, credentialsFile);
  if (url.protocol === "tcp:") return discovered(file, await askSocket(file, url, credentials));
  if (!/\.(json|ya?ml)$/.test(url.pathname)) return discovered(file, await askHttp(file, url, credentials));
  const isOwn = credentialsFile !== undefined || url.username !== "" || url.password !== "";
  const { status, text } = await fetchText(file, url, isOwn ? credentials : undefined);
  if (status !== 200)
    throw failed(file, {
      message: `there is no document: the answer is HTTP ${status}`,
      expected: "an OpenRPC document in JSON or YAML",
    });
  return parseSource(file, text);
}

const kinds = "http://, https:// or tcp:// with a host, and for tcp a port";

/** As text again, so that problems have lines. */
function discovered(file: string, document: unknown): SourceText {
  return parseSource(file, JSON.stringify(document, null, 2));
}

async function askHttp(file: string, url: URL, credentials: Credentials | undefined): Promise<unknown> {
  const { status, text } = await fetchText(file, url, credentials, request([]));
  if (status === 401 || status === 403) throw refused(file, `HTTP ${status}`, credentials);
  const answer = parseAnswer(text);
  if (answer) return resultOf(file, answer, credentials);
  throw failed(file, {
    message: `the answer to rpc.discover is no JSON-RPC: HTTP ${status}, ${JSON.stringify(text.slice(0, 60))}`,
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

/** A raw connection has no headers: the password goes first among the parameters, in base64, as RPC ports take it. */
async function askSocket(
  file: string,
  { hostname, port }: URL,
  credentials: Credentials | undefined,
): Promise<unknown> {
  const params = credentials ? [Buffer.from(credentials.password, "utf8").toString("base64")] : [];
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) });
  const timer = setTimeout(() => socket.destroy(new Error("it does not answer in time")), deadline);
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
    message: "the connection was closed without an answer to rpc.discover",
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

/** The whole text, or one line of it: others may have something to say first. */
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
  expected: "a node that describes itself in OpenRPC",
  hint: "where it does not, write its document by hand, or take one that others wrote, and name the file",
};

function refused(file: string, answer: string, credentials: Credentials | undefined): InvalidSource {
  return failed(file, {
    message: credentials
      ? `the node refused the credentials: ${answer}`
      : `the node wants credentials: ${answer}`,
    hint: `give user:password in a file with --credentials, or in ${credentialsVariable}`,
  });
}

function unreachable(file: string, error: unknown): InvalidSource {
  return failed(file, {
    message: `the node can't be reached: ${reasonOf(error)}`,
    hint: "is it running, and is this its RPC port?",
  });
}

/** What lies at the bottom of an error: `fetch` wraps it, and a host of several addresses has one each. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (error instanceof Error && error.cause) return reasonOf(error.cause);
  return error instanceof Error ? error.message : String(error);
}

function failed(file: string, problem: Pick<Problem, "message" | "expected" | "hint">): InvalidSource {
  return new InvalidSource([{ severity: "error", file, pointer: "", ...problem }]);
}
