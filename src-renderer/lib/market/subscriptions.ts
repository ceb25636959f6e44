import type { Topic } from '../../../src-shared/contract/market.ts';
import { failureKind, failureSentence } from '../host/failure-sentence.ts';
import type { RpcClient } from '../host/rpc-client.ts';
import type { FrameClock } from './frame-clock.ts';

interface Entry<W> {
  readonly watch: W;
  /** 0 while the topic has none. */
  channel: number;
  phase: 'waiting' | 'opening' | 'settled';
  isWanted: boolean;
  /** Asked for a fresh channel while a call was under way. */
  isOutdated: boolean;
  /** Nobody had it when it was asked for. */
  isRefused: boolean;
  attempts: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** A row that is scrolled away and back within this time keeps its channel. */
const lingerMs = 250;
const firstRetryMs = 500;
const slowestRetryMs = 15_000;

interface Parts<W> {
  readonly clock: FrameClock;
  /** The topic has its channel. `isLate`: an earlier try failed, so something may have been missed. */
  readonly onOpened: (watch: W, channel: number, isLate: boolean) => void;
  /** It cannot be had from any connection, now or later; the sentence says why. */
  readonly onRefused: (watch: W, sentence: string) => void;
  /** Nobody wants it any more. */
  readonly onForgotten: (watch: W) => void;
}

/**
 * Which topics have which channel of the present connection. A topic is opened with the next frame and closed a moment
 * after nobody wants it, so that a row that is only scrolled past costs no call; calls that fail are tried again.
 */
export class Subscriptions<W extends { readonly topic: Topic }> {
  readonly #parts: Parts<W>;
  readonly #entries = new Map<W, Entry<W>>();
  readonly #channels = new Map<number, W>();
  readonly #waiting = new Set<Entry<W>>();
  #rpc: RpcClient | undefined;
  #opening = 0;
  #isFrameAsked = false;

  constructor(parts: Parts<W>) {
    this.#parts = parts;
  }

  /** True while rows may come on a channel whose answer has not arrived. */
  get isOpening(): boolean {
    return this.#opening > 0;
  }

  watchOf(channel: number): W | undefined {
    return this.#channels.get(channel);
  }

  connected(rpc: RpcClient): void {
    this.#rpc = rpc;
    for (const entry of this.#entries.values()) this.#open(entry);
  }

  /** The connection took its channels with it. */
  disconnected(): void {
    this.#rpc = undefined;
    this.#opening = 0;
    this.#channels.clear();
    this.#waiting.clear();
    for (const entry of [...this.#entries.values()]) {
      clearTimeout(entry.timer);
      if (!entry.isWanted) this.#forget(entry);
      Object.assign(entry, {
        channel: 0,
        phase: 'waiting',
        isOutdated: false,
        isRefused: false,
        attempts: 0,
      });
    }
  }

  want(watch: W): void {
    let entry = this.#entries.get(watch);
    if (entry?.isWanted) return;
    if (entry === undefined) {
      entry = {
        watch,
        channel: 0,
        phase: 'waiting',
        isWanted: true,
        isOutdated: false,
        isRefused: false,
        attempts: 0,
        timer: undefined,
      };
      this.#entries.set(watch, entry);
    } else {
      entry.isWanted = true;
      clearTimeout(entry.timer);
    }
    if (entry.phase === 'waiting' && this.#rpc !== undefined) this.#openSoon(entry);
  }

  unwant(watch: W): void {
    const entry = this.#entries.get(watch);
    if (entry === undefined || !entry.isWanted) return;
    entry.isWanted = false;
    this.#waiting.delete(entry);
    clearTimeout(entry.timer);
    if (entry.phase === 'waiting' && entry.channel === 0) this.#forget(entry);
    else entry.timer = setTimeout(() => this.#forget(entry), lingerMs);
  }

  /** Does not wait for the frame: what is asked next must be answered after it. */
  openNow(watch: W): void {
    const entry = this.#entries.get(watch);
    if (entry !== undefined && this.#waiting.has(entry)) this.#open(entry);
  }

  /** Asks for every topic on a fresh channel, whose snapshot follows. The channels of before serve until then. */
  renewAll(): void {
    for (const entry of this.#entries.values()) {
      if (!entry.isWanted) continue;
      if (entry.phase === 'opening') entry.isOutdated = true;
      else this.#open(entry);
    }
  }

  /** A connection has come: what nobody had a moment ago may be there now. */
  retryRefused(): void {
    for (const entry of this.#entries.values()) {
      if (entry.isRefused && entry.isWanted && entry.phase === 'settled') this.#open(entry);
    }
  }

  #openSoon(entry: Entry<W>): void {
    this.#waiting.add(entry);
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    this.#parts.clock(() => {
      this.#isFrameAsked = false;
      for (const waiting of [...this.#waiting]) this.#open(waiting);
    });
  }

  #open(entry: Entry<W>): void {
    const rpc = this.#rpc;
    if (rpc === undefined) return;
    clearTimeout(entry.timer);
    this.#waiting.delete(entry);
    entry.phase = 'opening';
    this.#opening += 1;
    rpc.market.subscribe(entry.watch.topic).then(
      ({ channel }) => {
        if (this.#rpc !== rpc) return;
        this.#opening -= 1;
        this.#opened(entry, channel);
      },
      (error: unknown) => {
        if (this.#rpc !== rpc) return;
        this.#opening -= 1;
        this.#failed(entry, error);
      },
    );
  }

  #opened(entry: Entry<W>, channel: number): void {
    if (this.#entries.get(entry.watch) !== entry) {
      this.#close(channel);
      return;
    }
    if (entry.channel !== 0) this.#close(entry.channel);
    const isLate = entry.attempts > 0 || entry.isRefused;
    entry.isRefused = false;
    entry.channel = channel;
    entry.phase = 'settled';
    entry.attempts = 0;
    this.#channels.set(channel, entry.watch);
    this.#parts.onOpened(entry.watch, channel, isLate);
    this.#openIfOutdated(entry);
  }

  /** Instruments that no connection streams have stored history only: their watch stays silent. */
  #failed(entry: Entry<W>, error: unknown): void {
    if (this.#entries.get(entry.watch) !== entry) return;
    const kind = failureKind(error);
    if (kind === 'not-found' || kind === 'unsupported') {
      if (entry.channel !== 0) this.#close(entry.channel);
      entry.channel = 0;
      entry.phase = 'settled';
      entry.isRefused = true;
      this.#parts.onRefused(entry.watch, failureSentence(error));
      this.#openIfOutdated(entry);
      return;
    }
    entry.phase = 'waiting';
    entry.isOutdated = false;
    entry.attempts += 1;
    if (entry.isWanted) entry.timer = setTimeout(() => this.#open(entry), retryMs(entry.attempts));
  }

  #openIfOutdated(entry: Entry<W>): void {
    if (!entry.isOutdated) return;
    entry.isOutdated = false;
    if (entry.isWanted) this.#open(entry);
  }

  #forget(entry: Entry<W>): void {
    clearTimeout(entry.timer);
    this.#entries.delete(entry.watch);
    this.#waiting.delete(entry);
    if (entry.channel !== 0) this.#close(entry.channel);
    this.#parts.onForgotten(entry.watch);
  }

  /** Its rows are of no use from now on, whether or not the call gets through at once. */
  #close(channel: number, attempts = 0): void {
    const rpc = this.#rpc;
    this.#channels.delete(channel);
    if (rpc === undefined) return;
    rpc.market.unsubscribe({ channel }).catch(() => {
      if (this.#rpc !== rpc) return;
      setTimeout(
        () => {
          if (this.#rpc === rpc) this.#close(channel, attempts + 1);
        },
        retryMs(attempts + 1),
      );
    });
  }
}

function retryMs(attempts: number): number {
  return Math.min(slowestRetryMs, firstRetryMs * 2 ** (attempts - 1));
}
