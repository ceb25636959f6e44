import { Failure } from '../../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { SocketAddress, SocketPlan, SupervisedSocket } from '../connection/supervised-socket.ts';
import type { Release } from '../release.ts';
import { readTextFrame, type TextFrame } from './decode-text.ts';
import { instrumentsPerSocket, socketsPerKey } from './limits.ts';
import { TickEvents, type TickWants } from './tick-events.ts';
import { readTicks, Tick } from './ticks.ts';

/*
 * The ticker: up to three sockets a key, 3000 markets on each, a market on one of them. The first stays open for the
 * orders; the others open when they are needed. Every market is asked for in full mode, the only one with times and depth.
 */

export interface TickerParts {
  openSocket(plan: SocketPlan): SupervisedSocket;
  /** False without the subscription for prices: no socket is opened, since the handshake would be refused. */
  hasData(): boolean;
  /** Holds the day's token. A Failure `unauthorised` ends the attempts. */
  address(): Promise<SocketAddress>;
  now(): EpochMs;
  onEvents(events: readonly MarketEvent[]): void;
  /** Texts of the first socket: each socket gets every order of the user. */
  onText(frame: TextFrame): void;
  /** Orders may have been missed: the first socket was lost, or said something that cannot be read. */
  onGap(): void;
  /** The handshake was refused with 403. */
  onRefused(failure: Failure): void;
  countMessage(): void;
  noteUnreadable(sentence: string): void;
}

/** A heartbeat comes about every second; silence of twice this is death. */
const heartbeatMs = 4000;
/** Tokens in one message. */
const tokensPerMessage = 500;

interface Followed {
  readonly events: TickEvents;
  readonly release: Release;
  readonly socket: SupervisedSocket;
  wants: TickWants;
}

export class Ticker {
  readonly sockets: readonly SupervisedSocket[];
  readonly #parts: TickerParts;
  readonly #followed = new Map<number, Followed>();
  readonly #tick = new Tick();

  constructor(parts: TickerParts) {
    this.#parts = parts;
    this.sockets = Array.from({ length: socketsPerKey }, (_, index) => parts.openSocket(this.#plan(index)));
  }

  /** Asks for a market, or for more or less of it. @throws Failure `unsupported` when all sockets are full. */
  follow(token: number, instrument: InstrumentId, wants: TickWants): void {
    if (!this.#parts.hasData()) return;
    const known = this.#followed.get(token);
    if (known !== undefined) {
      known.wants = wants;
      return;
    }
    const socket = this.sockets.find(({ wanted }) => wanted.size < instrumentsPerSocket);
    if (socket === undefined) {
      throw new Failure(
        'unsupported',
        `Zerodha streams at most ${socketsPerKey * instrumentsPerSocket} markets at once. Close some charts or lists.`,
      );
    }
    const events = new TickEvents(instrument);
    this.#followed.set(token, { events, socket, wants, release: socket.want(String(token)) });
  }

  unfollow(token: number): void {
    this.#followed.get(token)?.release();
    this.#followed.delete(token);
  }

  /** Time of the newest event of a market; 0 when there was none. */
  newest(token: number): number {
    return this.#followed.get(token)?.events.newest ?? 0;
  }

  #plan(index: number): SocketPlan {
    const isFirst = index === 0;
    const { hasData } = this.#parts;
    return {
      name: isFirst ? 'ticker' : `ticker ${index + 1}`,
      address: () => this.#parts.address(),
      heartbeatMs,
      get isLazy() {
        return !isFirst || !hasData();
      },
      topics: {
        subscribe: (topics) =>
          chunks(topics).flatMap((tokens) => [
            message('subscribe', tokens),
            JSON.stringify({ a: 'mode', v: ['full', tokens] }),
          ]),
        unsubscribe: (topics) => chunks(topics).map((tokens) => message('unsubscribe', tokens)),
      },
      judgeRefusal: (status) => this.#judge(status),
      onMessage: (data, isBinary) => (isBinary ? this.#binary(data) : this.#text(data, isFirst)),
      onReady: (_sender, isAgain) => {
        if (isFirst && isAgain) this.#parts.onGap();
      },
      onLost: () => this.#forget(index),
    };
  }

  /** Asking again with the same token would only get the same answer (a new login is needed). */
  #judge(status: number): Failure | undefined {
    if (status !== 401 && status !== 403) return undefined;
    const failure = new Failure(
      'unauthorised',
      'Zerodha’s ticker refused the day’s login. Log in again on the Connections page; if that does not help, the app lacks the paid data subscription.',
      { data: { code: 'TokenException' } },
    );
    this.#parts.onRefused(failure);
    return failure;
  }

  #binary(data: Uint8Array): void {
    this.#parts.countMessage();
    const now = this.#parts.now();
    const events: MarketEvent[] = [];
    const read = readTicks(data, this.#tick, (tick) => {
      const followed = this.#followed.get(tick.token);
      followed?.events.take(tick, now, followed.wants, events);
    });
    if (read === -1) this.#parts.noteUnreadable('A ticker frame ended inside a packet.');
    if (events.length > 0) this.#parts.onEvents(events);
  }

  #text(data: Buffer, isFirst: boolean): void {
    this.#parts.countMessage();
    if (!isFirst) return;
    const frame = readTextFrame(data.toString('utf8'));
    if (frame.kind === 'unreadable') {
      this.#parts.noteUnreadable(`A message could not be read: ${frame.reason}.`);
      // It may have been an order (W4).
      this.#parts.onGap();
    }
    this.#parts.onText(frame);
  }

  #forget(index: number): void {
    for (const { socket, events } of this.#followed.values()) {
      if (socket === this.sockets[index]) events.forget();
    }
  }
}

function chunks(topics: readonly string[]): number[][] {
  const tokens = topics.map(Number);
  return Array.from({ length: Math.ceil(tokens.length / tokensPerMessage) }, (_, index) =>
    tokens.slice(index * tokensPerMessage, (index + 1) * tokensPerMessage),
  );
}

function message(action: string, tokens: readonly number[]): string {
  return JSON.stringify({ a: action, v: tokens });
}
