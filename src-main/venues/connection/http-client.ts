import type { IncomingHttpHeaders } from 'node:http';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Default 10 s for the whole exchange. */
  readonly timeoutMs?: number;
  /** Default 16 MiB; a longer answer is a TransportFailure. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly roundTripMs: number;
}

/**
 * No answer. `isSent` false means that not one byte of the request left, so that an order is known not to be placed (O4);
 * true means nobody knows.
 */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';
  readonly isSent: boolean;

  constructor(sentence: string, isSent: boolean, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.isSent = isSent;
  }
}

/**
 * Sends each request exactly once: no retry, no redirect, no cookie, whatever the answer (O5). Any status is an answer.
 * Rejects with TransportFailure, or a Failure `cancelled` when the signal ended it before it was sent.
 */
export interface HttpClient {
  send(request: HttpRequest): Promise<HttpAnswer>;
  close(): void;
}
