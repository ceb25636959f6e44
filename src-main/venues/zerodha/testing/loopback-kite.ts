import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { aggregateCandles } from '../../../../src-shared/domain/aggregate.ts';
import { calendarOf } from '../../../../src-shared/domain/calendars.ts';
import { type Candle, candleColumnsOf, candlesOf } from '../../../../src-shared/domain/candle.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import type { Timeframe } from '../../../../src-shared/domain/timeframe.ts';
import { indianText } from '../indian-time.ts';
import { fixture } from './fixture.ts';

const minuteMs = 60_000;
const bars = 400;
const words: Readonly<Record<string, Timeframe>> = {
  minute: '1m',
  '3minute': '3m',
  '5minute': '5m',
  '10minute': '10m',
  '15minute': '15m',
  '30minute': '30m',
  '60minute': '1h',
  day: '1D',
};

/** What the adapter's own tests need of Zerodha, on loopback: one share, its bars and ticks, the login and the account. */
export interface LoopbackKite {
  readonly urls: { readonly rest: string; readonly login: string; readonly ws: string };
  readonly requests: string[];
  /** What the ticker was asked, all sockets together. */
  readonly asked: unknown[];
  /** Tokens that are good; take them out to end a session. */
  readonly tokens: Set<string>;
  /** False refuses prices, as without the data subscription. */
  hasData: boolean;
  /** True refuses orders from where we are. */
  refusesAddress: boolean;
  /** Handshakes that came, refused ones included. */
  handshakes: number;
  /** One trade, sent to whoever listens. */
  move(): Promise<void>;
  sendText(text: string): void;
  /** Breaks all sockets; resolved when that has had time to be noticed. */
  dropSockets(): Promise<void>;
  close(): Promise<void>;
}

/** @param tls a certificate for loopback, to speak https and wss with. */
export async function startLoopbackKite(tls?: {
  readonly cert: string;
  readonly key: string;
}): Promise<LoopbackKite> {
  let price = 157_370;
  let volume = 1_000_000;
  const requests: string[] = [];
  const asked: unknown[] = [];
  const tokens = new Set(['day_token']);
  const started = Math.floor(Date.now() / minuteMs) * minuteMs;
  const minutes: Candle[] = Array.from({ length: bars }, (_, index) => ({
    time: epochMs(started - (bars - index) * minuteMs),
    open: 1570,
    high: 1574,
    low: 1569,
    close: 1573.7,
    volume: 100 + index,
  }));

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    request.on('data', (piece: Buffer) => {
      body += piece.toString();
    });
    request.on('end', () => answer(request, body, response));
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  const sockets = new WebSocketServer({ noServer: true });
  const full = new Map<WebSocket, Set<number>>();

  const state: LoopbackKite = {
    urls: { rest: '', login: 'https://kite.zerodha.com/connect/login', ws: '' },
    requests,
    asked,
    tokens,
    hasData: true,
    refusesAddress: false,
    handshakes: 0,
    async move() {
      price += price % 10 === 0 ? 5 : -5;
      volume += 10;
      trade();
      for (const [socket, wanted] of full) if (wanted.has(408_065)) socket.send(packet());
      await noticed();
    },
    sendText(text) {
      for (const socket of full.keys()) socket.send(text);
    },
    async dropSockets() {
      for (const socket of full.keys()) socket.terminate();
      await noticed();
    },
    async close() {
      for (const socket of full.keys()) socket.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };

  function trade(): void {
    const time = epochMs(Math.floor(Date.now() / minuteMs) * minuteMs);
    const value = price / 100;
    const last = minutes.at(-1);
    if (last?.time !== time) {
      minutes.push({ time, open: value, high: value, low: value, close: value, volume: 10 });
      return;
    }
    const { high, low, volume: before } = last;
    minutes[minutes.length - 1] = {
      ...last,
      high: Math.max(high, value),
      low: Math.min(low, value),
      close: value,
      volume: before + 10,
    };
  }

  function packet(): Buffer {
    const bytes = Buffer.from(fixture('ticks-full').frames?.[0]?.hex ?? '', 'hex');
    const second = Math.floor(Date.now() / 1000);
    bytes.writeUInt32BE(price, 8);
    bytes.writeUInt32BE(volume, 20);
    bytes.writeUInt32BE(second, 48);
    bytes.writeUInt32BE(second, 64);
    bytes.writeUInt32BE(price - 5, 72);
    return bytes;
  }

  function answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    requests.push(`${request.method} ${url.pathname}${body === '' ? '' : ` ${body}`}`);
    const { status, content } = replyTo(request, url, body);
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(typeof content === 'string' ? content : JSON.stringify(content));
  }

  function replyTo(request: IncomingMessage, url: URL, body: string): Reply {
    const token = /^token kitefront:(.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const path = `${request.method} ${url.pathname}`;
    if (url.pathname === '/') return { status: 200, content: '{}' };
    if (path === 'POST /session/token') return login(new URLSearchParams(body));
    if (!tokens.has(token)) return refuse(403, 'TokenException', 'Token is invalid or has expired.');
    if (/^\/quote|historical/.test(url.pathname) && !state.hasData) {
      return refuse(403, 'PermissionException', 'Insufficient permission for that call.');
    }
    if (path === 'DELETE /orders/regular/100000000000000') {
      return state.refusesAddress
        ? refuse(403, 'PermissionException', 'IP (203.0.113.7) is not allowed to place orders')
        : refuse(400, 'OrderException', 'Order does not exist');
    }
    if (path === 'GET /instruments') return { status: 200, content: list() };
    if (url.pathname.startsWith('/instruments/historical/')) return history(url);
    const recorded = recordings[path];
    return recorded === undefined
      ? refuse(404, 'GeneralException', 'Route not found')
      : { status: 200, content: fixture(recorded).payload };
  }

  function login(form: URLSearchParams): Reply {
    const flow = fixture('login-flow').payload as { session_request: { body: string } };
    const expected = new URLSearchParams(flow.session_request.body);
    if (form.get('checksum') !== expected.get('checksum')) {
      return refuse(403, 'TokenException', 'Invalid `checksum`.');
    }
    tokens.add('fresh_token');
    const { data } = fixture('rest-session-token').payload as { data: object };
    const login_time = indianText(epochMs(Date.now()));
    const session = { ...data, api_key: 'kitefront', access_token: 'fresh_token', login_time };
    return { status: 200, content: { status: 'success', data: session } };
  }

  function history(url: URL): Reply {
    const frame = words[url.pathname.split('/').at(-1) ?? ''] ?? '1m';
    const moment = (name: string) => Date.parse(`${url.searchParams.get(name)?.replace(' ', 'T')}+05:30`);
    const columns = candleColumnsOf(minutes);
    const made = frame === '1m' ? columns : aggregateCandles(columns, '1m', frame, calendarOf('nse-india'));
    const candles = candlesOf(made)
      .filter(({ time }) => time >= moment('from') && time <= moment('to'))
      .map(({ time, open, high, low, close, volume: size }) => {
        return [`${indianText(time).replace(' ', 'T')}+0530`, open, high, low, close, size];
      });
    return { status: 200, content: { status: 'success', data: { candles } } };
  }

  server.on('upgrade', (request, socket, head) => {
    state.handshakes += 1;
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (!state.hasData || !tokens.has(searchParams.get('access_token') ?? '')) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      const wanted = new Set<number>();
      full.set(client, wanted);
      const beat = setInterval(() => client.send(Buffer.from([0])), 500);
      client.on('close', () => {
        clearInterval(beat);
        full.delete(client);
      });
      client.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString()) as { a: string; v: number[] | [string, number[]] };
        asked.push(message);
        if (message.a === 'mode') {
          for (const one of message.v[1] as number[]) wanted.add(one);
          if (wanted.has(408_065)) client.send(packet());
        } else if (message.a === 'unsubscribe') for (const one of message.v as number[]) wanted.delete(one);
      });
    });
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    urls: {
      ...state.urls,
      rest: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
      ws: `${tls === undefined ? 'ws' : 'wss'}://127.0.0.1:${port}`,
    },
  });
}

/** Loopback is quick, and the other side is this very process. */
function noticed(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

interface Reply {
  readonly status: number;
  readonly content: unknown;
}

const recordings: Readonly<Record<string, string>> = {
  'GET /user/profile': 'rest-profile',
  'GET /user/margins': 'rest-margins',
  'GET /quote/ltp': 'rest-ltp',
};

function refuse(status: number, type: string, message: string): Reply {
  return { status, content: { status: 'error', message, error_type: type, data: null } };
}

function list(): string {
  return `${fixture('rest-instruments-csv').raw ?? ''}408065,1594,INFY,INFOSYS,0.0,,0.0,0.05,1,EQ,NSE,NSE\n`;
}
