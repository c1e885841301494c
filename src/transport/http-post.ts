/** A server's reply to a POST request. */
export interface HttpReply {
  readonly status: number;
  readonly text: string;
}

/** A POST request. */
interface HttpRequest {
  readonly body: string;
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  /** Cancels the request. */
  readonly signal: AbortSignal;
  /** The longest reply, in bytes. */
  readonly maxAnswer: number;
  /** The method's name, for errors: `getblock`. */
  readonly name: string;
}

/** Sends POST requests to one URL over keep-alive connections. */
export interface HttpPost {
  /** @throws RpcError `TOO_LONG`; network errors as they are. */
  send(request: HttpRequest): Promise<HttpReply>;
  /** Cancels waiting requests and closes the connections. A later request opens new ones. */
  close(): Promise<void>;
}
