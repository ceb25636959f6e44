import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import type { KiteKey } from '../apps.ts';
import type { ZerodhaSimulator } from '../index.ts';

/* A plain client for the simulator's own tests, written from the notes. Not the application's adapter. */

export interface Reply {
  status: number;
  headers: Headers;
  /** JSON as it came (`JSON.parse` types it loosely), or text. */
  body: ReturnType<typeof JSON.parse>;
}

export type Form = Record<string, string | number>;

export interface SendOptions {
  key?: KiteKey;
  form?: Form;
  json?: unknown;
  headers?: Record<string, string>;
}

export function checksum(apiKey: string, requestToken: string, apiSecret: string): string {
  return createHash('sha256')
    .update(apiKey + requestToken + apiSecret)
    .digest('hex');
}

export const limitOrder = {
  exchange: 'NSE',
  tradingsymbol: 'INFY',
  transaction_type: 'BUY',
  order_type: 'LIMIT',
  quantity: 1,
  product: 'CNC',
  price: 1500,
  validity: 'DAY',
};

export class TestClient {
  private readonly simulator: ZerodhaSimulator;
  private readonly sockets: WebSocket[] = [];

  constructor(simulator: ZerodhaSimulator) {
    this.simulator = simulator;
  }

  async send(method: string, path: string, options: SendOptions = {}): Promise<Reply> {
    const { apiKey, accessToken } = options.key ?? this.simulator.credentials.good;
    const { form, json } = options;
    const body =
      json === undefined
        ? form && new URLSearchParams(Object.entries(form).map(([name, value]) => [name, String(value)]))
        : JSON.stringify(json);
    const response = await fetch(`${this.simulator.url.rest}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        'X-Kite-Version': '3',
        Authorization: `token ${apiKey}:${accessToken}`,
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** The `data` of a good answer. */
  async get(path: string, key?: KiteKey): Promise<ReturnType<typeof JSON.parse>> {
    const { status, body } = await this.send('GET', path, key === undefined ? {} : { key });
    if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
    return typeof body === 'string' ? body : body.data;
  }

  place(change: Form = {}, variety = 'regular', key?: KiteKey): Promise<Reply> {
    const form = { ...limitOrder, ...change };
    return this.send('POST', `/orders/${variety}`, key === undefined ? { form } : { form, key });
  }

  /** Places, and waits until the order has come to rest. */
  async placed(
    change: Form = {},
    variety = 'regular',
  ): Promise<Record<string, string | number | null> & { order_id: string }> {
    const { body } = await this.place(change, variety);
    if (body.status !== 'success') throw new Error(JSON.stringify(body));
    return this.settled(body.data.order_id);
  }

  async settled(id: string): Promise<Record<string, string | number | null> & { order_id: string }> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const order = this.row(id);
      if (!/PENDING|RECEIVED/.test(String(order.status).replace('TRIGGER', ''))) break;
      if (order.status === 'TRIGGER PENDING') break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const orders = await this.get('/orders');
    return orders.find((order: { order_id: string }) => order.order_id === id);
  }

  /** Looks into the simulator, without a request that would count. */
  row(id: string): { status: string } {
    const { registry, credentials, desk } = this.simulator;
    const order = Object.values(credentials)
      .map(({ apiKey }) => registry.app(apiKey)?.userId)
      .flatMap((userId) => (userId === undefined ? [] : desk.ordersOf(userId)))
      .find((one) => one.id === id);
    if (order === undefined) throw new Error(`There is no order ${id}.`);
    return order;
  }

  async listen(key: KiteKey = this.simulator.credentials.good): Promise<TestSocket> {
    const { apiKey, accessToken } = key;
    const query = new URLSearchParams({ api_key: apiKey, access_token: accessToken });
    const socket = new WebSocket(`${this.simulator.url.ws}?${query}`);
    this.sockets.push(socket);
    const opened = new TestSocket(socket);
    await once(socket, 'open');
    return opened;
  }

  /** The HTTP status of a refused handshake. */
  async refusal(key: KiteKey): Promise<number> {
    const { apiKey, accessToken } = key;
    const socket = new WebSocket(`${this.simulator.url.ws}?api_key=${apiKey}&access_token=${accessToken}`);
    this.sockets.push(socket);
    socket.on('error', () => socket.terminate());
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
    return response.statusCode;
  }

  close(): void {
    for (const socket of this.sockets) socket.terminate();
  }
}

/** Keeps all frames; reads them one after the other. */
export class TestSocket {
  readonly texts: ReturnType<typeof JSON.parse>[] = [];
  readonly frames: Buffer[] = [];
  isClosed = false;
  private readonly socket: WebSocket;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data, isBinary) => {
      const bytes = data as Buffer;
      if (isBinary) this.frames.push(bytes);
      else this.texts.push(JSON.parse(bytes.toString()));
    });
    socket.on('close', () => {
      this.isClosed = true;
    });
    socket.on('error', () => socket.terminate());
  }

  send(value: unknown): void {
    this.socket.send(typeof value === 'string' ? value : JSON.stringify(value));
  }

  /** The packets of all frames so far, heartbeats left out. */
  packets(): Buffer[] {
    return this.frames.flatMap((frame) => {
      if (frame.length < 2) return [];
      const found: Buffer[] = [];
      let offset = 2;
      for (let index = 0; index < frame.readInt16BE(0); index += 1) {
        const length = frame.readInt16BE(offset);
        found.push(frame.subarray(offset + 2, offset + 2 + length));
        offset += 2 + length;
      }
      return found;
    });
  }

  /** The statuses that were told of an order. */
  statuses(orderId: string): string[] {
    return this.texts
      .filter(({ type, data }) => type === 'order' && data.order_id === orderId)
      .map(({ data }) => data.status);
  }
}

function fixture(name: string): {
  payload?: unknown;
  raw?: string;
  frames?: { text?: string; hex?: string }[];
} {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'));
}

export function recordedPayload(name: string): ReturnType<typeof JSON.parse> {
  return fixture(name).payload;
}

export function recordedText(name: string): string {
  return fixture(name).raw ?? '';
}

export function recordedFrame(name: string): { text?: string; hex?: string } {
  const [frame] = fixture(name).frames ?? [];
  if (frame === undefined) throw new Error(`Fixture ${name} has no frame.`);
  return frame;
}
