import type { Candle, CandleColumns } from '../../src-shared/domain/candle.ts';
import type { Instrument, InstrumentId, PriceSide } from '../../src-shared/domain/instrument.ts';
import type { MarketEvent, Trade } from '../../src-shared/domain/market-event.ts';
import type { SeriesKey } from '../../src-shared/domain/series.ts';
import type { EpochMs, TimeRange } from '../../src-shared/domain/time.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
import type { ConnectionHealth } from './health.ts';
import type { Release } from './release.ts';
import type { AnyTrading, TradingCapabilities } from './trading.ts';

/*
 * The port every venue implements: Binance, a MetaTrader bridge, the replay of stored history. The market half is
 * here; a venue that can also trade offers `trading`, the other half (`trading.ts`).
 *
 * What a venue cannot do is told by `capabilities`, never by throwing: whoever asks for something outside them has a
 * bug. Everything asynchronous rejects with a `Failure` only.
 */

export type { Release };

export const connectionPhases = [
  'disconnected',
  'connecting',
  'authenticating',
  'ready',
  'degraded',
  'back-off',
] as const;
export type ConnectionPhase = (typeof connectionPhases)[number];

export interface ConnectionState {
  readonly phase: ConnectionPhase;
  /** Why it is in this phase, for a person; empty when there is nothing to say. */
  readonly reason: string;
  /** When the phase began. */
  readonly since: EpochMs;
  /** In `back-off`, and in `degraded` where a part waits: when it will try again. */
  readonly nextAttempt?: EpochMs;
  /**
   * In `disconnected`: the venue ended this login, most likely for another one of the same user. It does not come back by
   * itself, since that would end the other; `connect` takes over.
   */
  readonly isLoggedOutElsewhere?: boolean;
}

export const streamKinds = ['quotes', 'trades', 'candles', 'book'] as const;
export type StreamKind = (typeof streamKinds)[number];

export interface VenueCapabilities {
  /** What can be streamed. Without `candles`, bars are built from trades or quotes. */
  readonly streams: readonly StreamKind[];
  /** Timeframes that `history` answers, shortest first; empty when it has none. */
  readonly historyTimeframes: readonly Timeframe[];
  readonly historyPageSize: number;
  /** Bars by activity that `activityBars` answers; absent for none. */
  readonly activityBars?: readonly ActivityBarKind[];
  /** True where `tradeHistory` may be called. */
  readonly hasTradeHistory?: boolean;
  /** True where only the newest page comes at once and older ones cost many calls: they wait until somebody looks there. */
  readonly isOlderHistorySlow?: boolean;
  readonly priceSides: readonly PriceSide[];
  /** True where history may be copied into the cache; false where it comes from there or must not be kept. */
  readonly isHistoryCacheable: boolean;
  /** True where a session clock can be paused, stepped and sought, as in a replay. */
  readonly hasClock: boolean;
  /** Null where it cannot trade. */
  readonly trading: TradingCapabilities | null;
  readonly isSearchable: boolean;
}

export interface HistoryRequest extends SeriesKey {
  readonly range: TimeRange;
  /** At most this many bars, the newest of the range. */
  readonly limit: number;
}

export interface HistoryPage {
  /** Oldest first, inside the range; the last one may still be forming (see `formingFrom`). */
  readonly candles: CandleColumns;
  /** Older bars of the range exist before this page: ask again with `range.to` set to this. */
  readonly olderBefore?: EpochMs;
  /** Open time of the bar that is not finished yet, when the page holds it. */
  readonly formingFrom?: EpochMs;
  /** Everything streamed up to and including this venue time is in the page; later events are not. */
  readonly asOf: EpochMs;
}

export interface StreamRequest {
  readonly instrument: InstrumentId;
  readonly stream: StreamKind;
  /** Only for `candles`. */
  readonly timeframe?: Timeframe;
}

export const activityBarKinds = ['ticks', 'volume', 'range'] as const;
export type ActivityBarKind = (typeof activityBarKinds)[number];

/** Bars that end with activity instead of time: after so many trades, so much volume, or a range of so many ticks. */
export interface ActivityBarRequest {
  readonly instrument: InstrumentId;
  readonly kind: ActivityBarKind;
  readonly size: number;
  readonly range: TimeRange;
}

export interface ActivityBar extends Candle {
  readonly closeTime: EpochMs;
}

/** A contract that is the most traded of its product no longer: whoever follows the product goes on with the next. */
export interface ContractRoll {
  readonly from: InstrumentId;
  readonly to: InstrumentId;
  readonly time: EpochMs;
}

export interface MarketData {
  /** Best matches first; an empty text lists what is there. */
  searchInstruments(text: string, limit: number): Promise<readonly Instrument[]>;
  instrument(id: InstrumentId): Promise<Instrument | undefined>;
  history(request: HistoryRequest, signal?: AbortSignal): Promise<HistoryPage>;
  /**
   * Asks for a stream. It is desired state: it may be asked for before the connection is there, survives reconnects,
   * and ends with the release. The same request twice is one stream until both are released.
   */
  subscribe(request: StreamRequest): Release;
  /** All streamed events of this venue, in batches in the order they happened. Listeners must not keep the array. */
  onEvents(listener: (events: readonly MarketEvent[]) => void): Release;
  /** Oldest first, page by page until the range is done or it is aborted. Only with `capabilities.activityBars`. */
  activityBars?(request: ActivityBarRequest, signal: AbortSignal): AsyncIterable<readonly ActivityBar[]>;
  /** Every single trade of a stretch, oldest first, to replay it later. Only with `capabilities.hasTradeHistory`. */
  tradeHistory?(
    request: { readonly instrument: InstrumentId; readonly range: TimeRange },
    signal: AbortSignal,
  ): AsyncIterable<readonly Trade[]>;
  /** Where contracts expire: told when another one becomes the front month of a subscribed one's product. */
  onRoll?(listener: (roll: ContractRoll) => void): Release;
  /** Now, on this venue's clock: for a replay, the replayed moment of that instrument. */
  now(instrument: InstrumentId): EpochMs;
}

export interface Venue {
  /** Identifies the connection, not the kind of venue: two accounts at one venue are two of these. */
  readonly id: string;
  /** Folder name of the venue: `replay`, `binance`. */
  readonly kind: string;
  readonly label: string;
  readonly capabilities: VenueCapabilities;
  readonly market: MarketData;
  /** There exactly when `capabilities.trading` is. */
  readonly trading?: AnyTrading;
  state(): ConnectionState;
  onState(listener: (state: ConnectionState) => void): Release;
  /** Absent where there is no wire to be healthy. */
  health?(): ConnectionHealth;
  /** The machine slept: what was heard before may be old, sockets may be dead without knowing. */
  onWake?(): void;
  /** A person does not want to wait for the next attempt. @throws Failure where nothing waits, or it must. */
  retryNow?(): void;
  /** Resolves once `ready`; rejects with a Failure when the first attempt fails for good. */
  connect(): Promise<void>;
  /** Ends the connection gracefully and stops all streams. Resolves when disconnected. */
  disconnect(): Promise<void>;
}
