import { randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import type { CoinbaseSimulator } from '../index.ts';
import { type CoinbaseKey, privateKeyOf } from '../keys.ts';

/* A plain client for the simulator's own tests, written from the notes. Not the application's adapter. */

export interface Reply {
  status: number;
  headers: Headers;
  /** JSON as it came (`JSON.parse` types it loosely), or text. */
  body: ReturnType<typeof JSON.parse>;
}

export interface TokenChange {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

export function tokenOf(
  key: CoinbaseKey,
  now: number,
  uri: string | undefined,
  change: TokenChange = {},
): string {
  const privateKey = privateKeyOf(key.privateKey);
  const isEd = privateKey.asymmetricKeyType === 'ed25519';
  const nbf = Math.floor(now / 1000) - 5;
  const header = {
    alg: isEd ? 'EdDSA' : 'ES256',
    kid: key.keyName,
    nonce: randomBytes(16).toString('hex'),
    typ: 'JWT',
    ...change.header,
  };
  const claims = { sub: key.keyName, iss: 'cdp', nbf, exp: nbf + 120, uri, ...change.claims };
  const text = `${base64url(header)}.${base64url(claims)}`;
  const bytes = Buffer.from(text);
  const signature = isEd
    ? sign(null, bytes, privateKey)
    : sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

export type Query = Record<string, string | number | string[]>;

export interface SendOptions {
  key?: CoinbaseKey;
  query?: Query;
  body?: unknown;
  token?: string;
  change?: TokenChange;
}

export const root = '/api/v3/brokerage';

export class TestClient {
  private readonly simulator: CoinbaseSimulator;
  private readonly sockets: WebSocket[] = [];
  private nextId = 1;

  constructor(simulator: CoinbaseSimulator) {
    this.simulator = simulator;
  }

  /** Public, below `/api/v3/brokerage`. */
  get(path: string, query: Query = {}): Promise<Reply> {
    return this.fetch('GET', `${root}${path}`, { query }, {});
  }

  /** With a token; the path is whole. */
  async send(method: string, path: string, options: SendOptions = {}): Promise<Reply> {
    const key = options.key ?? this.simulator.credentials.good;
    const { host } = new URL(this.simulator.url.rest);
    const token =
      options.token ??
      tokenOf(key, this.simulator.clock.now(), `${method} ${host}${path}`, options.change ?? {});
    return this.fetch(method, path, options, { Authorization: `Bearer ${token}` });
  }

  read(path: string, query: Query = {}, key?: CoinbaseKey): Promise<Reply> {
    return this.send('GET', `${root}${path}`, key === undefined ? { query } : { query, key });
  }

  post(path: string, body: unknown, key?: CoinbaseKey): Promise<Reply> {
    return this.send('POST', `${root}${path}`, key === undefined ? { body } : { body, key });
  }

  order(configuration: object, more: Record<string, unknown> = {}, key?: CoinbaseKey): Promise<Reply> {
    const id = `test-${this.nextId}`;
    this.nextId += 1;
    return this.post(
      '/orders',
      {
        client_order_id: id,
        product_id: 'BTC-USD',
        side: 'BUY',
        order_configuration: configuration,
        ...more,
      },
      key,
    );
  }

  limit(price: string, size: string, more: Record<string, unknown> = {}, key?: CoinbaseKey): Promise<Reply> {
    return this.order({ limit_limit_gtc: { base_size: size, limit_price: price } }, more, key);
  }

  async query(orderId: string): Promise<Record<string, unknown>> {
    const { body } = await this.read(`/orders/historical/${orderId}`);
    return body.order as Record<string, unknown>;
  }

  socketToken(key: CoinbaseKey = this.simulator.credentials.good): string {
    return tokenOf(key, this.simulator.clock.now(), undefined);
  }

  async open(url: string): Promise<TestSocket> {
    const socket = new WebSocket(url);
    this.sockets.push(socket);
    const opened = new TestSocket(socket);
    await once(socket, 'open');
    return opened;
  }

  /** Listens to market data. */
  async listen(channel: string, products: string[] = ['BTC-USD']): Promise<TestSocket> {
    const socket = await this.open(this.simulator.url.ws);
    socket.subscribe(channel, products);
    return socket;
  }

  /** Listens to orders. */
  async listenToOrders(key?: CoinbaseKey): Promise<TestSocket> {
    const socket = await this.open(this.simulator.url.user);
    socket.send({ type: 'subscribe', channel: 'user', jwt: this.socketToken(key) });
    return socket;
  }

  close(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  private async fetch(
    method: string,
    path: string,
    options: SendOptions,
    headers: Record<string, string>,
  ): Promise<Reply> {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(options.query ?? {})) {
      for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
    }
    const { body } = options;
    const url = `${this.simulator.url.rest}${path}${search.size === 0 ? '' : `?${search}`}`;
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
}

export interface Frame {
  channel: string;
  sequence_num: number;
  timestamp: string;
  type?: string;
  message?: string;
  events: ReturnType<typeof JSON.parse>[];
}

/** Keeps all frames; reads them one after the other. */
export class TestSocket {
  readonly all: Frame[] = [];
  closeCode: number | undefined;
  private readonly unread: Frame[] = [];
  private readonly socket: WebSocket;
  private readonly waiting = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      const frame = JSON.parse(data.toString()) as Frame;
      this.all.push(frame);
      this.unread.push(frame);
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

  subscribe(channel: string, products?: string[]): void {
    this.send({ type: 'subscribe', channel, ...(products === undefined ? {} : { product_ids: products }) });
  }

  /** Takes the first frame, past or coming, that fits. */
  take(fits: (frame: Frame) => boolean): Promise<Frame> {
    return this.until(() => {
      const index = this.unread.findIndex(fits);
      return index < 0 ? undefined : this.unread.splice(index, 1)[0];
    });
  }

  on(channel: string): Promise<Frame> {
    return this.take((frame) => frame.channel === channel);
  }

  /** The first event about an order in a state. */
  async orderIn(status: string, orderId?: string): Promise<Record<string, string>> {
    const fits = (order: Record<string, string>) =>
      order.status === status && (orderId === undefined || order.order_id === orderId);
    const frame = await this.take(
      ({ channel, events }) => channel === 'user' && events.some(({ orders }) => orders.some(fits)),
    );
    return frame.events[0].orders.find(fits) as Record<string, string>;
  }

  closed(): Promise<number> {
    return this.until(() => this.closeCode);
  }

  private until<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(check);
        reject(new Error(`Nothing fitting came. Frames: ${JSON.stringify(this.unread).slice(0, 2000)}`));
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
