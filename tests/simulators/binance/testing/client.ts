import { createHmac, createPrivateKey, sign } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import type { BinanceSimulator } from '../index.ts';
import type { BinanceKey } from '../keys.ts';

/* A plain client for the simulator's own tests, written from the notes. Not the application's adapter. */

export interface Reply {
  status: number;
  headers: Headers;
  body: unknown;
}

export function signature(key: BinanceKey, payload: string): string {
  if (key.scheme === 'hmac') return createHmac('sha256', key.secret).update(payload).digest('hex');
  const digest = key.scheme === 'rsa' ? 'sha256' : null;
  return sign(digest, Buffer.from(payload), createPrivateKey(key.secret)).toString('base64');
}

export interface RequestOptions {
  key?: BinanceKey;
  timestamp?: number;
  body?: Record<string, string>;
}

type Values = Record<string, string | number | boolean>;

function encode(values: Values): string {
  return Object.entries(values)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');
}

export async function send(
  base: string,
  method: string,
  path: string,
  query: string,
  key?: BinanceKey,
): Promise<Reply> {
  const response = await fetch(`${base}${path}${query === '' ? '' : `?${query}`}`, {
    method,
    headers: key === undefined ? {} : { 'X-MBX-APIKEY': key.apiKey },
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

export class TestClient {
  private readonly simulator: BinanceSimulator;
  private readonly sockets: WebSocket[] = [];

  constructor(simulator: BinanceSimulator) {
    this.simulator = simulator;
  }

  /** Public. */
  get(path: string, values: Values = {}): Promise<Reply> {
    return send(this.simulator.url.rest, 'GET', path, encode(values));
  }

  /** Signed. */
  signed(method: string, path: string, values: Values = {}, options: RequestOptions = {}): Promise<Reply> {
    const key = options.key ?? this.simulator.credentials.good;
    const query = encode({ ...values, timestamp: options.timestamp ?? this.simulator.clock.now() });
    const signed = `${query}&signature=${encodeURIComponent(signature(key, query))}`;
    return send(this.simulator.url.rest, method, path, signed, key);
  }

  order(values: Values): Promise<Reply> {
    return this.signed('POST', '/api/v3/order', { symbol: 'BTCUSDT', ...values });
  }

  limit(side: 'BUY' | 'SELL', price: string, quantity: string, values: Values = {}): Promise<Reply> {
    return this.order({ side, type: 'LIMIT', timeInForce: 'GTC', price, quantity, ...values });
  }

  async open(url: string): Promise<TestSocket> {
    const socket = new WebSocket(url);
    this.sockets.push(socket);
    const opened = new TestSocket(socket);
    await once(socket, 'open');
    return opened;
  }

  close(): void {
    for (const socket of this.sockets) socket.terminate();
  }
}

/** Reads frames one after the other; keeps those that were not asked for yet. */
export class TestSocket {
  readonly frames: unknown[] = [];
  closeCode: number | undefined;
  private readonly socket: WebSocket;
  private readonly waiting = new Set<() => void>();
  private nextId = 1;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      this.frames.push(JSON.parse(data.toString()));
      for (const check of [...this.waiting]) check();
    });
    socket.on('close', (code) => {
      this.closeCode = code;
      for (const check of [...this.waiting]) check();
    });
    socket.on('error', () => socket.terminate());
  }

  send(value: unknown): void {
    this.socket.send(typeof value === 'string' ? value : JSON.stringify(value));
  }

  ping(): void {
    this.socket.ping();
  }

  /** Takes the first frame, past or coming, that fits. */
  async take(fits: (frame: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    return this.until(() => {
      const index = this.frames.findIndex((frame) => fits(frame as Record<string, unknown>));
      return index < 0 ? undefined : (this.frames.splice(index, 1)[0] as Record<string, unknown>);
    });
  }

  async closed(): Promise<number> {
    return this.until(() => this.closeCode);
  }

  /** A request to the WebSocket API. */
  async call(method: string, params?: Record<string, unknown>): Promise<Record<string, unknown>> {
    const id = `call-${this.nextId}`;
    this.nextId += 1;
    this.send(params === undefined ? { id, method } : { id, method, params });
    return this.take((frame) => frame.id === id);
  }

  signedCall(method: string, key: BinanceKey, timestamp: number, params: Record<string, unknown> = {}) {
    const all: Record<string, unknown> = { ...params, apiKey: key.apiKey, timestamp };
    const payload = Object.keys(all)
      .sort()
      .map((name) => `${name}=${String(all[name])}`)
      .join('&');
    return this.call(method, { ...all, signature: signature(key, payload) });
  }

  private until<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(check);
        reject(new Error(`Nothing fitting came. Frames: ${JSON.stringify(this.frames).slice(0, 2000)}`));
      }, 5000);
      const check = (): void => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        this.waiting.delete(check);
        resolve(found);
      };
      this.waiting.add(check);
      check();
    });
  }
}

interface Fixture {
  payload?: unknown;
  frames?: { dir: string; text: string }[];
}

function fixture(name: string): Fixture {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')) as Fixture;
}

export function recordedPayload(name: string): unknown {
  return fixture(name).payload;
}

/** A received frame of a recording, as JSON. */
export function recordedFrame(name: string, index = 0): unknown {
  const frames = (fixture(name).frames ?? []).filter((frame) => frame.dir === 'recv');
  const text = frames[index]?.text;
  if (text === undefined) throw new Error(`Fixture ${name} has no frame ${index}.`);
  return JSON.parse(text);
}
