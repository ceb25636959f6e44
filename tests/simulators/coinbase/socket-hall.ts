import { randomUUID } from 'node:crypto';
import type { SimulatorSocket } from '../exchange/socket.ts';
import type { KeyRecord } from './keys.ts';
import { checkToken } from './token.ts';
import { nanoText } from './wire-text.ts';
import type { World } from './world.ts';

export interface SocketPace {
  /** How long a new socket may stay silent; 5 s. */
  patienceMs: number;
  /** After how long without a frame a socket is closed; 75 s. */
  idleMs: number;
}

export interface SubscriptionRequest {
  type: 'subscribe' | 'unsubscribe';
  channel: string;
  products: string[] | undefined;
  key: KeyRecord | undefined;
}

/** `refused` and `unknown` have an answer each; anything else has been done. */
export type Outcome = 'done' | 'refused' | 'unknown';

const texts = {
  refused: 'failure to subscribe',
  unknown: 'authentication failure',
  tooFast: 'rate limit exceeded',
};

/** One connection: numbers its frames over all channels and knows what it listens to. */
export class VenueSocket {
  /** By channel, the topics as they were asked for. */
  readonly topics = new Map<string, Set<string>>();
  readonly id = randomUUID();
  /** Whose orders the user channel tells. */
  accountId: string | undefined;
  sentAt = Date.now();
  private readonly socket: SimulatorSocket;
  private readonly now: () => number;
  private nextNumber = 0;

  constructor(socket: SimulatorSocket, now: () => number) {
    this.socket = socket;
    this.now = now;
  }

  listensTo(channel: string): boolean {
    return this.topics.has(channel);
  }

  frame(channel: string, events: string, hasClientId = true): void {
    const client = hasClientId ? '"client_id":"",' : '';
    const head = `{"channel":"${channel}",${client}"timestamp":"${nanoText(this.now())}"`;
    // Numbered here, before the faults: a frame that is lost on the way leaves a gap.
    this.socket.send(`${head},"sequence_num":${this.nextNumber},"events":${events}}`);
    this.nextNumber += 1;
    this.sentAt = Date.now();
  }

  /** Errors carry no number. */
  error(message: string): void {
    this.socket.sendJson({ type: 'error', message });
    this.sentAt = Date.now();
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }
}

/** What the two kinds of sockets have in common: messages, tokens, limits, heartbeats, closing of idle ones. */
export class SocketHall {
  readonly sockets = new Set<VenueSocket>();
  private readonly world: World;
  private readonly pace: SocketPace;
  private readonly perform: (socket: VenueSocket, request: SubscriptionRequest) => Outcome;

  constructor(
    world: World,
    pace: SocketPace,
    perform: (socket: VenueSocket, request: SubscriptionRequest) => Outcome,
  ) {
    this.world = world;
    this.pace = pace;
    this.perform = perform;
  }

  open(connection: SimulatorSocket): void {
    const socket = new VenueSocket(connection, () => this.world.clock.now());
    this.sockets.add(socket);
    const patience = setTimeout(() => socket.close(1008, 'no subscription'), this.pace.patienceMs);
    patience.unref();
    connection.onMessage((text) => {
      clearTimeout(patience);
      this.read(socket, text, connection.remoteAddress);
    });
    connection.onClose(() => {
      clearTimeout(patience);
      this.sockets.delete(socket);
    });
  }

  /** One second has passed. */
  beat(counter: number): void {
    const now = this.world.clock.now();
    const text = new Date(now).toISOString().replace('T', ' ').replace('Z', '713045 +0000 UTC');
    const events = JSON.stringify([
      { current_time: `${text} m=+${counter}.628148662`, heartbeat_counter: counter },
    ]);
    for (const socket of this.sockets) {
      if (socket.listensTo('heartbeats')) socket.frame('heartbeats', events);
      else if (Date.now() - socket.sentAt > this.pace.idleMs) socket.close(1000, 'idle');
    }
  }

  private read(socket: VenueSocket, text: string, remoteAddress: string): void {
    const error = this.judge(socket, text, remoteAddress);
    if (error !== undefined) socket.error(error);
    if (error === texts.tooFast) socket.close(1008, texts.tooFast);
  }

  /** Does what a message asks, or answers with the text of the error. */
  private judge(socket: VenueSocket, text: string, remoteAddress: string): string | undefined {
    const message = objectOf(text);
    if (message === undefined) return texts.refused;
    const { type, channel, jwt, product_ids: ids } = message;
    if ((type !== 'subscribe' && type !== 'unsubscribe') || typeof channel !== 'string') return texts.refused;
    const isList = Array.isArray(ids) && ids.every((id) => typeof id === 'string');
    if (ids !== undefined && !isList) return texts.refused;
    if (jwt === undefined && !this.world.limits.messages.take()) return texts.tooFast;
    const key = jwt === undefined ? undefined : this.keyOf(jwt, remoteAddress);
    if (jwt !== undefined && key === undefined) return texts.unknown;
    const products = isList ? (ids as string[]) : undefined;
    const outcome = this.perform(socket, { type, channel, products, key });
    return outcome === 'done' ? undefined : texts[outcome];
  }

  /** A socket's token is bound to no address. It is looked at now and never again. */
  private keyOf(jwt: unknown, remoteAddress: string): KeyRecord | undefined {
    const { keys, clock, tokenFaults, nonces } = this.world;
    const parts = { keys, clock, remoteAddress, uris: undefined };
    const result = typeof jwt === 'string' ? checkToken(jwt, parts) : 'malformed';
    if (typeof result === 'string') {
      tokenFaults.push(result);
      return undefined;
    }
    if (nonces.seen.has(result.nonce)) nonces.reused += 1;
    nonces.seen.add(result.nonce);
    return result.key;
  }
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
