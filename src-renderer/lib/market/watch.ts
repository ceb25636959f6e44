import type { Topic } from '../../../src-shared/contract/market.ts';
import type { BatchFrame } from '../../../src-shared/stream/decode.ts';
import { candleFlag, quoteStates } from '../../../src-shared/stream/layout.ts';
import type { BarUpdate, QuoteView, SeriesListener } from './market-feed.ts';

export interface QuoteWatch {
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

export interface SeriesWatch extends BarChanges {
  readonly topic: Topic;
  readonly listeners: Set<SeriesListener>;
}

export type Watch = QuoteWatch | SeriesWatch;

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
  };
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
