import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import type { KrakenSimulator } from '../index.ts';
import type { KrakenKey } from '../keys.ts';

/* A plain client for the simulator's own tests, written from the notes. Not the application's adapter. */

export type Values = Record<string, string | number | boolean>;
export type Frame = Record<string, unknown>;

export interface Answer {
  error: string[];
  result?: unknown;
}

export function signature(key: KrakenKey, path: string, nonce: string, body: string): string {
  const hash = createHash('sha256')
    .update(nonce + body)
    .digest();
  return createHmac('sha512', Buffer.from(key.privateKey, 'base64'))
    .update(path)
    .update(hash)
    .digest('base64');
}

function encode(values: Values): string {
  return new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString();
}

export class TestClient {
  private readonly simulator: KrakenSimulator;
  private readonly sockets: WebSocket[] = [];
  private nonce = BigInt(Date.now()) * 1000n;

  constructor(simulator: KrakenSimulator) {
    this.simulator = simulator;
  }

  nextNonce(): string {
    this.nonce += 1n;
    return String(this.nonce);
  }

  async get(name: string, values: Values = {}): Promise<Answer> {
    const response = await fetch(`${this.simulator.url.rest}/0/public/${name}?${encode(values)}`);
    return (await response.json()) as Answer;
  }

  /** The answer as it was sent, for its numbers. */
  async getText(name: string, values: Values = {}): Promise<string> {
    return (await fetch(`${this.simulator.url.rest}/0/public/${name}?${encode(values)}`)).text();
  }

  private(name: string, values: Values = {}, key = this.simulator.credentials.good): Promise<Answer> {
    const nonce = this.nextNonce();
    return this.sendSigned(name, key, nonce, encode({ nonce, ...values }));
  }

  privateJson(name: string, values: object, key = this.simulator.credentials.good): Promise<Answer> {
    const nonce = this.nextNonce();
    return this.sendSigned(name, key, nonce, JSON.stringify({ nonce, ...values }), 'application/json');
  }

  async sendSigned(
    name: string,
    key: KrakenKey,
    nonce: string,
    body: string,
    type = 'application/x-www-form-urlencoded',
  ): Promise<Answer> {
    const path = `/0/private/${name}`;
    const headers = {
      'API-Key': key.apiKey,
      'API-Sign': signature(key, path, nonce, body),
      'Content-Type': type,
    };
    const response = await fetch(this.simulator.url.rest + path, { method: 'POST', headers, body });
    return (await response.json()) as Answer;
  }

  limit(side: 'buy' | 'sell', price: string, volume: string, values: Values = {}): Promise<Answer> {
    return this.private('AddOrder', {
      pair: 'XBTUSD',
      ordertype: 'limit',
      type: side,
      price,
      volume,
      ...values,
    });
  }

  async open(url: string): Promise<TestSocket> {
    const socket = new WebSocket(url);
    this.sockets.push(socket);
    const opened = new TestSocket(socket);
    await once(socket, 'open');
    return opened;
  }

  openPublic(): Promise<TestSocket> {
    return this.open(this.simulator.url.ws);
  }

  async token(key = this.simulator.credentials.good): Promise<string> {
    const { result } = await this.private('GetWebSocketsToken', {}, key);
    return (result as { token: string }).token;
  }

  /** The private socket with both streams open and their snapshots read. */
  async openAccount(params: Frame = {}): Promise<{ socket: TestSocket; token: string }> {
    const token = await this.token();
    const socket = await this.open(this.simulator.url.wsAuth);
    for (const channel of ['executions', 'balances']) {
      await socket.call('subscribe', { channel, token, ...params });
      await socket.take((frame) => frame.channel === channel && frame.type === 'snapshot');
    }
    return { socket, token };
  }

  close(): void {
    for (const socket of this.sockets) socket.terminate();
  }
}

/** Reads frames one after the other; keeps those that were not asked for yet. */
export class TestSocket {
  readonly frames: { text: string; value: Frame }[] = [];
  closeCode: number | undefined;
  private readonly socket: WebSocket;
  private readonly waiting = new Set<() => void>();
  private nextId = 1;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      const text = data.toString();
      this.frames.push({ text, value: JSON.parse(text) as Frame });
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

  async take(fits: (frame: Frame) => boolean): Promise<Frame> {
    return (await this.takeWhole(fits)).value;
  }

  /** Takes the first frame, past or coming, that fits. */
  takeWhole(fits: (frame: Frame) => boolean): Promise<{ text: string; value: Frame }> {
    return this.until(() => {
      const index = this.frames.findIndex(({ value }) => fits(value));
      return index < 0 ? undefined : this.frames.splice(index, 1)[0];
    });
  }

  data(channel: string, type = 'update'): Promise<{ text: string; value: Frame }> {
    return this.takeWhole((frame) => frame.channel === channel && frame.type === type);
  }

  /** The rows of executions up to the one that fits, in order. */
  async executions(isLast: (row: Frame) => boolean): Promise<Frame[]> {
    const rows: Frame[] = [];
    for (;;) {
      const { value } = await this.data('executions');
      rows.push(...(value.data as Frame[]));
      if (rows.some(isLast)) return rows;
    }
  }

  closed(): Promise<number> {
    return this.until(() => this.closeCode);
  }

  async call(method: string, params: Frame = {}): Promise<Frame> {
    const id = this.nextId;
    this.nextId += 1;
    this.send({ method, params, req_id: id });
    return this.take((frame) => frame.req_id === id);
  }

  private async until<T>(find: () => T | undefined): Promise<T> {
    const found = find();
    if (found !== undefined) return found;
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const timer = setTimeout(() => {
      const seen = this.frames.map(({ text }) => text.slice(0, 200)).join('\n');
      reject(new Error(`Nothing fitting came. Seen:\n${seen}`));
    }, 5000);
    const check = () => {
      const now = find();
      if (now === undefined) return;
      // At once: what arrives before the promise goes on is for the next reader.
      this.waiting.delete(check);
      resolve(now);
    };
    this.waiting.add(check);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.waiting.delete(check);
    }
  }
}

interface Recorded {
  payload?: unknown;
  frames?: { dir: string; text: string }[];
}

function recorded(name: string): Recorded {
  const file = new URL(`../fixtures/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Recorded;
}

export function recordedPayload(name: string): unknown {
  return recorded(name).payload;
}

/** The received frames of a recording. */
export function recordedFrames(name: string): Frame[] {
  return (recorded(name).frames ?? [])
    .filter(({ dir }) => dir === 'recv')
    .map(({ text }) => JSON.parse(text) as Frame);
}
