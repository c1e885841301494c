/** What a server replied to a POST request. */
export interface HttpReply {
  readonly status: number;
  readonly text: string;
}

/** A request to be sent. */
interface HttpRequest {
  readonly body: string;
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  /** Fires when the request is given up. */
  readonly signal: AbortSignal;
  /** Bytes of the longest reply. */
  readonly maxAnswer: number;
  /** What is called, for errors: `getblock`. */
  readonly name: string;
}

/** Sends POST requests to one URL, on connections that stay open between requests. */
export interface HttpPost {
  /** @throws RpcError `TOO_LONG`; whatever the network failed with. */
  send(request: HttpRequest): Promise<HttpReply>;
  /** Gives up the requests that wait and closes the connections. A later request opens new ones. */
  close(): Promise<void>;
}
