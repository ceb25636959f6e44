import { barSpan } from '../../../src-shared/domain/bar-times.ts';
import { calendarOf } from '../../../src-shared/domain/calendars.ts';
import {
  type Candle,
  candleColumnsOf,
  firstBarAtOrAfter,
  sliceCandles,
} from '../../../src-shared/domain/candle.ts';
import { CandleBuilder } from '../../../src-shared/domain/candle-builder.ts';
import type { Failure } from '../../../src-shared/domain/failure.ts';
import { type Instrument, instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent, Trade } from '../../../src-shared/domain/market-event.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type {
  ConnectionPhase,
  ConnectionState,
  HistoryPage,
  HistoryRequest,
  StreamRequest,
  Venue,
  VenueCapabilities,
} from '../../venues/venue.ts';

export const fakeInstrument: Instrument = {
  id: instrumentId('FAKE:ABC'),
  name: 'Fake coin',
  assetClass: 'crypto',
  currency: 'USD',
  tickSize: '0.01',
  lotStep: '1',
  multiplier: '1',
  calendar: 'crypto-24-7',
  priceSide: 'trade',
};

/**
 * A venue whose market is a tape of trades. Its history is made of the tape up to its clock, and is answered when the
 * test says so: a request sees the tape as it is when it is asked (`lateAnswers`) or when it is answered.
 */
export class FakeVenue {
  readonly tape: Trade[] = [];
  readonly requests: HistoryRequest[] = [];
  /** Every stream that was ever asked for. */
  readonly subscribed: StreamRequest[] = [];
  subscriptions = 0;
  now: EpochMs;
  /** While true, history waits for `answerNext`. */
  isSlow = false;
  /** A slow answer shows the tape of the moment it was asked for. */
  lateAnswers = true;
  failure: Failure | undefined;
  readonly #waiting: (() => void)[] = [];
  readonly #eventListeners = new Set<(events: readonly MarketEvent[]) => void>();
  readonly #stateListeners = new Set<(state: ConnectionState) => void>();
  #state: ConnectionState = { phase: 'ready', reason: '', since: epochMs(0) };
  readonly venue: Venue;

  constructor(now: number, capabilities: Partial<VenueCapabilities> = {}) {
    this.now = epochMs(now);
    const listen = <L>(listeners: Set<L>, listener: L) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    };
    this.venue = {
      id: 'fake',
      kind: 'fake',
      label: 'Fake',
      capabilities: {
        streams: ['quotes', 'trades'],
        historyTimeframes: ['1m', '5m', '1h', '1D'],
        historyPageSize: 500,
        priceSides: ['trade'],
        isHistoryCacheable: false,
        hasClock: false,
        trading: null,
        isSearchable: true,
        ...capabilities,
      },
      state: () => this.#state,
      onState: (listener) => listen(this.#stateListeners, listener),
      connect: async () => this.enter('ready'),
      disconnect: async () => this.enter('disconnected'),
      market: {
        searchInstruments: async () => [fakeInstrument],
        instrument: async (id) => (id === fakeInstrument.id ? fakeInstrument : undefined),
        history: (request) => this.#history(request),
        subscribe: (request) => {
          this.subscribed.push(request);
          this.subscriptions += 1;
          let isHeld = true;
          return () => {
            if (isHeld) this.subscriptions -= 1;
            isHeld = false;
          };
        },
        onEvents: (listener) => listen(this.#eventListeners, listener),
        now: () => this.now,
      },
    };
  }

  /** A trade that happens now; heard by listeners unless the connection is down. */
  trade(time: number, price: number, size = 1): void {
    this.now = epochMs(Math.max(this.now, time));
    const trade: Trade = {
      kind: 'trade',
      instrument: fakeInstrument.id,
      time: epochMs(time),
      price,
      size,
      side: 'buy',
    };
    this.tape.push(trade);
    if (this.#state.phase === 'ready') this.emit(trade);
  }

  emit(...events: readonly MarketEvent[]): void {
    for (const listener of this.#eventListeners) listener(events);
  }

  enter(phase: ConnectionPhase): void {
    this.#state = { phase, reason: '', since: this.now };
    for (const listener of this.#stateListeners) listener(this.#state);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  answerNext(): void {
    this.#waiting.shift()?.();
  }

  /** Bars of the whole tape, the last one unfinished. */
  bars(frame: Timeframe): Candle[] {
    const bars: Candle[] = [];
    const builder = new CandleBuilder(
      [frame],
      calendarOf(fakeInstrument.calendar),
      (of, time, open, high, low, close, volume) => {
        if (of === frame) bars.push({ time: epochMs(time), open, high, low, close, volume });
      },
    );
    for (const { time, price, size } of this.tape) builder.tick(time, price, size);
    const forming = builder.forming(frame);
    return forming === undefined ? bars : [...bars, forming];
  }

  async #history(request: HistoryRequest): Promise<HistoryPage> {
    this.requests.push(request);
    const asked = this.#page(request);
    if (this.isSlow) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.failure !== undefined) throw this.failure;
    return this.isSlow && !this.lateAnswers ? this.#page(request) : asked;
  }

  #page({ timeframe, range, limit }: HistoryRequest): HistoryPage {
    const all = candleColumnsOf(this.bars(timeframe));
    const end = firstBarAtOrAfter(all, range.to);
    const first = firstBarAtOrAfter(all, range.from);
    const start = Math.max(first, end - limit);
    const candles = sliceCandles(all, start, end);
    const running = barSpan(timeframe, calendarOf(fakeInstrument.calendar), this.now).start;
    const last = candles.time[candles.length - 1];
    return {
      candles,
      asOf: this.now,
      ...(start > first ? { olderBefore: epochMs(candles.time[0] as number) } : {}),
      ...(last === running ? { formingFrom: running } : {}),
    };
  }
}
