import { WebSocket } from 'ws';
import { sentenceOf, silenceSentence } from './http-client.ts';
import { checkAddress, createAgent, type NetworkPath, parseProxy, tlsOptions } from './network-path.ts';
import { proxyName } from './proxy-trouble.ts';

/** One raw WebSocket, as little as the state machine needs of it, so that tests can put another in its place. */
export interface Wire {
  /** Only while open. */
  send(message: string | Uint8Array): void;
  /** Says goodbye and waits for the other side. */
  close(): void;
  /** Drops it at once. */
  terminate(): void;
  /** Bytes that were sent, but that the other side has not taken. */
  readonly waitingBytes: number;
  /** Host and port of the proxy in between, where there is one. */
  readonly proxy?: string;
}

export interface WireEnd {
  /** For a person. */
  readonly reason: string;
  /** What the other side said about it: to be shown, not to be logged. */
  readonly words?: string;
  /** The code of the close or the error, for the log. */
  readonly code?: string;
  /** The HTTP status, where the handshake was refused. */
  readonly status?: number;
  /** How long the venue asked us to stay away. */
  readonly retryAfterMs?: number;
}

export interface WireEvents {
  onOpen(): void;
  onMessage(data: Buffer, isBinary: boolean): void;
  onPing(): void;
  onPong(): void;
  /** Exactly once, whatever happened, also when it never opened; nothing comes after it. */
  onEnd(end: WireEnd): void;
}

export interface DialAddress {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** @throws Failure `invalid` for an address that must not be used. */
export type Dial = (address: DialAddress, maxPayloadBytes: number, events: WireEvents) => Wire;

export const handshakeLimitMs = 10_000;

/** Dials real WebSockets (W2): no compression, no redirects, limited in size and time, certificates always checked. */
export function createDial(path: NetworkPath): Dial {
  return (address, maxPayloadBytes, events) => {
    const url = checkAddress(address.url, 'wss:', 'ws:');
    // An agent of its own: a socket takes its connection with it, and a proxied attempt must be stoppable alone.
    const agent = createAgent(path, url.protocol === 'wss:' ? 'tls' : 'plain', false);
    const socket = new WebSocket(url, {
      agent,
      maxPayload: maxPayloadBytes,
      perMessageDeflate: false,
      followRedirects: false,
      handshakeTimeout: handshakeLimitMs,
      headers: { 'User-Agent': path.userAgent, ...address.headers },
      ...tlsOptions(path),
    });
    let lastError: Error | undefined;
    // Before anything else: an error nobody listens to ends the process.
    socket.on('error', (error) => {
      lastError ??= error;
    });

    let isOver = false;
    const end = (what: WireEnd) => {
      if (isOver) return;
      isOver = true;
      agent.destroy();
      events.onEnd(what);
    };
    socket.on('unexpected-response', (request, response) => {
      const status = response.statusCode ?? 0;
      const retryAfterMs = readRetryAfter(response.headers['retry-after']);
      response.resume();
      request.destroy();
      socket.terminate();
      end({
        reason: refusalSentence(url.host, status),
        status,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      });
    });
    socket.on('open', () => {
      if (!isOver) events.onOpen();
    });
    socket.on('message', (data, isBinary) => {
      if (!isOver)
        events.onMessage(Buffer.isBuffer(data) ? data : Buffer.concat([data].flat().map(toBuffer)), isBinary);
    });
    socket.on('ping', () => {
      if (!isOver) events.onPing();
    });
    socket.on('pong', () => {
      if (!isOver) events.onPong();
    });
    socket.on('close', (code, reason) => {
      if (lastError !== undefined) {
        const known = 'code' in lastError ? { code: String(lastError.code) } : {};
        end({ reason: errorSentence(lastError, url.host, path.proxy), ...known });
        return;
      }
      const words = printable(reason.toString());
      end({
        reason: `${url.host} closed the connection (${code}).`,
        code: String(code),
        ...(words === '' ? {} : { words }),
      });
    });
    return {
      send: (message) => socket.send(message),
      close: () => socket.close(1000),
      terminate: () => socket.terminate(),
      ...(path.proxy === undefined ? {} : { proxy: proxyName(parseProxy(path.proxy)) }),
      get waitingBytes() {
        return socket.bufferedAmount;
      },
    };
  };
}

function toBuffer(data: Buffer | ArrayBuffer): Buffer {
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

function refusalSentence(host: string, status: number): string {
  if (status >= 300 && status < 400) return `${host} sent us elsewhere (${status}), which is never followed.`;
  return `${host} refused the connection (${status}).`;
}

function errorSentence(error: Error, host: string, proxy: string | undefined): string {
  const code = 'code' in error ? String(error.code) : '';
  if (code.startsWith('WS_ERR_')) return `${host} broke the rules of the protocol: ${error.message}.`;
  if (error.message === 'Opening handshake has timed out') {
    return silenceSentence(host, handshakeLimitMs, proxy);
  }
  return sentenceOf(error, host, proxy);
}

/** Words of a venue are text to show, never more than a line of it. */
function printable(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{P}\p{Zs}]/gu, ' ').slice(0, 120);
}

/** Seconds, or a date, which is not worth trusting our clock for. */
function readRetryAfter(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,7}$/.test(header.trim()) ? Number(header) * 1000 : undefined;
}
