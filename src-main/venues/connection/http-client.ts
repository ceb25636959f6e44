import {
  type ClientRequest,
  type Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { readBody } from './http-body.ts';
import {
  checkAddress,
  connectLimitMs,
  createAgent,
  type NetworkPath,
  parseProxy,
  tlsOptions,
} from './network-path.ts';
import { isTroubleAtHome, sentenceOfCode } from './network-words.ts';
import { ProxyRefusal, proxyName } from './proxy-trouble.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Default 10 s for the whole exchange. */
  readonly timeoutMs?: number;
  /** Default 16 MiB, after decompression; a longer answer is a TransportFailure. */
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

export interface HttpClientParts extends NetworkPath {
  monotonicMs(): number;
  /** Told of every answer, for the connection's health. */
  onRoundTrip?(ms: number): void;
}

const defaultLimitMs = 10_000;
const defaultMaxBytes = 16 * 1024 * 1024;
const maxHeaderBytes = 64 * 1024;

export function createHttpClient(parts: HttpClientParts): HttpClient {
  const agents = new Map<string, HttpAgent>();
  let isClosed = false;

  function agentFor(protocol: string): HttpAgent {
    const known = agents.get(protocol);
    if (known !== undefined) return known;
    const agent = createAgent(parts, protocol === 'https:' ? 'tls' : 'plain', true);
    agents.set(protocol, agent);
    return agent;
  }

  function send(request: HttpRequest): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      if (isClosed) throw new Failure('not-connected', 'The connection was closed; nothing was sent.');
      const url = checkAddress(request.url, 'https:', 'http:');
      if (request.signal?.aborted) throw new Failure('cancelled', 'It was cancelled before it was sent.');
      const startedAt = parts.monotonicMs();
      const body = request.body === undefined ? undefined : Buffer.from(request.body);
      const outgoing = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
        method: request.method,
        agent: agentFor(url.protocol),
        maxHeaderSize: maxHeaderBytes,
        headers: {
          'User-Agent': parts.userAgent,
          'Accept-Encoding': 'gzip',
          ...request.headers,
          ...(body === undefined ? {} : { 'Content-Length': String(body.length) }),
        },
        ...(url.protocol === 'https:' ? tlsOptions(parts) : {}),
      });
      const wasSent = watchSending(outgoing, url.protocol === 'https:');

      let isOver = false;
      const end = (finish: () => void) => {
        if (isOver) return;
        isOver = true;
        clearTimeout(wholeTimer);
        clearTimeout(connectTimer);
        request.signal?.removeEventListener('abort', onAbort);
        finish();
      };
      const fail = (sentence: string, cause?: unknown) => {
        const isSent = wasSent();
        end(() => reject(new TransportFailure(sentence, isSent, cause)));
        outgoing.destroy();
      };
      const onAbort = () => {
        if (wasSent())
          return fail('It was cancelled after it had been sent; whether it took effect is not known.');
        end(() => reject(new Failure('cancelled', 'It was cancelled before it was sent.')));
        outgoing.destroy();
      };
      const limitMs = request.timeoutMs ?? defaultLimitMs;
      const wholeTimer = setTimeout(() => {
        if (wasSent()) fail(`${url.host} did not answer completely within ${limitMs / 1000} s.`);
        else fail(silenceSentence(url.host, limitMs, parts.proxy));
      }, limitMs);
      const connectTimer = setTimeout(() => {
        if (!wasSent()) fail(silenceSentence(url.host, connectLimitMs, parts.proxy));
      }, connectLimitMs);
      request.signal?.addEventListener('abort', onAbort, { once: true });

      // Stays for good: a socket may break again after we have turned away, and unheard errors end the process.
      outgoing.on('error', (error) => fail(sentenceOf(error, url.host, parts.proxy), error));
      outgoing.on('response', (incoming) => {
        readBody(incoming, request.maxBytes ?? defaultMaxBytes).then(
          (content) => {
            const roundTripMs = parts.monotonicMs() - startedAt;
            end(() =>
              resolve({
                status: incoming.statusCode ?? 0,
                headers: incoming.headers,
                body: content,
                roundTripMs,
              }),
            );
            parts.onRoundTrip?.(roundTripMs);
          },
          (error: Error) => fail(`The answer of ${url.host} could not be read: ${error.message}`, error),
        );
      });
      outgoing.end(body);
    });
  }

  return {
    send,
    close() {
      isClosed = true;
      for (const agent of agents.values()) agent.destroy();
    },
  };
}

/**
 * Whether a byte of the request may have left. Node writes it out in the moment the socket is connected (and encrypted),
 * and at once on one that was kept alive, so anything after that counts as sent.
 */
function watchSending(outgoing: ClientRequest, isSecure: boolean): () => boolean {
  let isSent = false;
  const mark = () => {
    isSent = true;
  };
  outgoing.once('socket', (socket) => {
    const isFresh = !outgoing.reusedSocket;
    // A tunnel through a proxy is connected when it arrives here, but not encrypted yet.
    if (isSecure && isFresh) socket.once('secureConnect', mark);
    else if (socket.connecting) socket.once('connect', mark);
    else mark();
  });
  return () => isSent;
}

/** Why there is no connection, for a person. `proxy` is the address of the one in between, where there is one. */
export function sentenceOf(error: Error, host: string, proxy?: string): string {
  if (error instanceof ProxyRefusal || error instanceof Failure) return error.message;
  const code = 'code' in error ? String(error.code) : '';
  if (/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/.test(code)) {
    return `${host} could not prove who it is (${code}); nothing was sent to it.`;
  }
  const known = sentenceOfCode(code) ?? `cannot be talked to (${code === '' ? error.message : code})`;
  if (proxy !== undefined) return `${host} ${known}, through the proxy ${proxyName(parseProxy(proxy))}.`;
  return `${host} ${known}${isTroubleAtHome(code) ? '; check the internet connection' : ''}.`;
}

/** Nobody was there in time: the venue, or the proxy in between. */
export function silenceSentence(host: string, limitMs: number, proxy?: string): string {
  const seconds = `${limitMs / 1000} s`;
  if (proxy === undefined) return `No connection to ${host} within ${seconds}.`;
  const name = proxyName(parseProxy(proxy));
  return `No connection to ${host} through the proxy ${name} within ${seconds}. Check that the proxy runs and lets it pass.`;
}
