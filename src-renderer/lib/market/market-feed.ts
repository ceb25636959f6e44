import type { Candle, CandleColumns } from '../../../src-shared/domain/candle.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { SeriesKey } from '../../../src-shared/domain/series.ts';
import type { QuoteState } from '../../../src-shared/stream/layout.ts';

/** The newest of one instrument. What is not known is NaN. */
export interface QuoteView {
  readonly instrument: InstrumentId;
  readonly state: QuoteState;
  /** Venue time of the newest tick, epoch ms. */
  readonly time: number;
  readonly last: number;
  readonly bid: number;
  readonly ask: number;
  readonly bidSize: number;
  readonly askSize: number;
  /** What the day's change is counted from: the close of the trading day before. */
  readonly reference: number;
  readonly dayHigh: number;
  readonly dayLow: number;
  readonly dayVolume: number;
  /** Contracts held over night, as the venue counts them. */
  readonly openInterest: number;
  /** The venue's official price of the session's end, the newest it has told. */
  readonly settlement: number;
}

/** One side of an order book, best level first. */
export interface BookSide {
  readonly price: Float64Array;
  readonly size: Float64Array;
}

/** The newest order book of one instrument, as far as the page is told of it. */
export interface BookView {
  readonly instrument: InstrumentId;
  /** `none`: there is no book to be had, and `note` says why. */
  readonly state: QuoteState | 'none';
  readonly note: string;
  /** Venue time, epoch ms; NaN while none has come. */
  readonly time: number;
  readonly bids: BookSide;
  readonly asks: BookSide;
}

export interface BarUpdate {
  readonly candle: Candle;
  readonly isClosed: boolean;
}

export interface SeriesListener {
  /**
   * Bars that changed since the call before, oldest first, each at most once: usually just the forming one. Called at
   * most once per animation frame.
   */
  onBars(updates: readonly BarUpdate[]): void;
  /** The series starts again (a replay was sought, the host came back): ask for history afresh. */
  onReset(): void;
}

export interface HistoryAnswer {
  readonly candles: CandleColumns;
  readonly hasOlder: boolean;
}

/** Market data as the page's panels use it. Nothing here passes through React. */
export interface MarketFeed {
  /** Calls at most once per animation frame, at once when a quote is known already. */
  watchQuote(instrument: InstrumentId, listener: (quote: QuoteView) => void): () => void;
  watchSeries(key: SeriesKey, listener: SeriesListener): () => void;
  /** The newest `count` bars before `before` (null: up to now, the forming one included). Rejects with a Failure. */
  history(key: SeriesKey, before: number | null, count: number, signal?: AbortSignal): Promise<HistoryAnswer>;
  /** Calls at most once per animation frame, at once when a book is known already. */
  watchBook(instrument: InstrumentId, listener: (book: BookView) => void): () => void;
  lastQuote(instrument: InstrumentId): QuoteView | undefined;
}
