import type { Topic } from '../../../src-shared/contract/market.ts';
import type { BookFrame } from '../../../src-shared/stream/book-frame.ts';
import type { BatchFrame } from '../../../src-shared/stream/decode.ts';
import { candleFlag, quoteStates } from '../../../src-shared/stream/layout.ts';
import type { BarUpdate, BookView, QuoteView, SeriesListener } from './market-feed.ts';

export interface QuoteWatch {
  readonly kind: 'quote';
  readonly topic: Topic;
  readonly listeners: Set<(quote: QuoteView) => void>;
  latest: QuoteView | undefined;
}

/** Changed bars of a series. */
export interface BarChanges {
  /** By open time, since the listeners were last told. */
  readonly changed: Map<number, BarUpdate>;
  isReset: boolean;
}

export interface BookWatch {
  readonly kind: 'book';
  readonly topic: Topic;
  readonly listeners: Set<(book: BookView) => void>;
  latest: BookView | undefined;
}

export interface SeriesWatch extends BarChanges {
  readonly kind: 'series';
  readonly topic: Topic;
  readonly listeners: Set<SeriesListener>;
}

export type Watch = QuoteWatch | BookWatch | SeriesWatch;

/** A quote as its row says it, before it is known whose it is. */
export type QuoteValues = Omit<QuoteView, 'instrument'>;

export function quoteAt(quotes: BatchFrame['quotes'], row: number): QuoteValues {
  const at = (column: Float64Array) => column[row] as number;
  return {
    state: quoteStates[quotes.state[row] as number] ?? 'broken',
    time: at(quotes.time),
    last: at(quotes.last),
    bid: at(quotes.bid),
    ask: at(quotes.ask),
    bidSize: at(quotes.bidSize),
    askSize: at(quotes.askSize),
    reference: at(quotes.reference),
    dayHigh: at(quotes.dayHigh),
    dayLow: at(quotes.dayLow),
    dayVolume: at(quotes.dayVolume),
    openInterest: at(quotes.openInterest),
    settlement: at(quotes.settlement),
  };
}

export type BookValues = Omit<BookView, 'instrument'>;

export function bookOf({ state, time, bids, asks }: BookFrame): BookValues {
  return { state, note: '', time, bids, asks };
}

const noLevels = { price: new Float64Array(), size: new Float64Array() };

export function noBook(instrument: BookView['instrument'], note: string): BookView {
  return { instrument, state: 'none', note, time: Number.NaN, bids: noLevels, asks: noLevels };
}

/** Lays one candle row onto what changed. A row without a time says only that the series starts again. */
export function addCandle(changes: BarChanges, candles: BatchFrame['candles'], row: number): void {
  const at = (column: Float64Array) => column[row] as number;
  const flags = candles.flags[row] as number;
  if ((flags & candleFlag.reset) !== 0) startAgain(changes);
  const time = at(candles.time) as BarUpdate['candle']['time'];
  if (time <= 0) return;
  changes.changed.set(time, {
    isClosed: (flags & candleFlag.closed) !== 0,
    candle: {
      time,
      open: at(candles.open),
      high: at(candles.high),
      low: at(candles.low),
      close: at(candles.close),
      volume: at(candles.volume),
    },
  });
}

export function startAgain(changes: BarChanges): void {
  changes.isReset = true;
  changes.changed.clear();
}
