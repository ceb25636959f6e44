import {
  type Candle,
  type CandleColumns,
  candleColumnsOf,
  firstBarAtOrAfter,
  sliceCandles,
} from '../../../../src-shared/domain/candle.ts';
import { type Instrument, instrumentId } from '../../../../src-shared/domain/instrument.ts';
import { type SeriesKey, seriesName } from '../../../../src-shared/domain/series.ts';
import {
  createQuoteColumns,
  createTradeColumns,
  type TickColumns,
} from '../../../../src-shared/domain/ticks.ts';
import { type EpochMs, epochMs } from '../../../../src-shared/domain/time.ts';
import type { ReplaySource } from '../replay-source.ts';

/** Stored history in memory, for tests of what reads it. Rows must be given in order. */
export class MemorySource implements ReplaySource {
  readonly #instruments: readonly Instrument[];
  readonly #series = new Map<string, { key: SeriesKey; bars: CandleColumns }>();
  readonly #ticks = new Map<string, { instrument: Instrument['id']; ticks: TickColumns }>();

  constructor(...instruments: readonly Instrument[]) {
    this.#instruments = instruments;
  }

  store(key: SeriesKey, bars: readonly Candle[]): this {
    this.#series.set(seriesName(key), { key, bars: candleColumnsOf(bars) });
    return this;
  }

  storeTicks(instrument: Instrument['id'], ticks: TickColumns): this {
    this.#ticks.set(`${instrument} ${ticks.kind}`, { instrument, ticks });
    return this;
  }

  instruments = () => this.#instruments;
  instrument = (id: Instrument['id']) => this.#instruments.find((one) => one.id === id);

  seriesSummaries(instrument?: Instrument['id']) {
    return [...this.#series.values()]
      .filter(({ key, bars }) => bars.length > 0 && (instrument ?? key.instrument) === key.instrument)
      .map(({ key, bars }) => ({ ...key, ...ends(bars.time) }));
  }

  candles(key: SeriesKey, range: { from: number; to: number }): CandleColumns {
    const bars = this.#series.get(seriesName(key))?.bars ?? candleColumnsOf([]);
    return sliceCandles(bars, firstBarAtOrAfter(bars, range.from), firstBarAtOrAfter(bars, range.to));
  }

  candlesBefore(key: SeriesKey, before: number, count: number): CandleColumns {
    const bars = this.candles(key, { from: Number.NEGATIVE_INFINITY, to: before });
    return sliceCandles(bars, Math.max(0, bars.length - count), bars.length);
  }

  tickSummaries(instrument?: Instrument['id']) {
    return [...this.#ticks.values()]
      .filter((one) => one.ticks.length > 0 && (instrument ?? one.instrument) === one.instrument)
      .map((one) => ({ instrument: one.instrument, kind: one.ticks.kind, ...ends(one.ticks.time) }));
  }

  ticks(
    instrument: Instrument['id'],
    kind: TickColumns['kind'],
    range: { from: number; to: number },
    limit: number,
  ) {
    const all = this.#ticks.get(`${instrument} ${kind}`)?.ticks ?? tradesOf([]);
    const start = indexOf(all.time, range.from);
    let end = Math.min(indexOf(all.time, range.to), start + limit);
    // A moment is not cut in two unless it fills the answer.
    if (end < all.length && all.time[end] === all.time[end - 1] && all.time[end] !== all.time[start]) {
      end = indexOf(all.time, all.time[end] as number);
    }
    return cut(all, start, end);
  }
}

function ends(times: Float64Array): { count: number; first: EpochMs; last: EpochMs } {
  return {
    count: times.length,
    first: epochMs(times[0] as number),
    last: epochMs(times[times.length - 1] as number),
  };
}

function indexOf(times: Float64Array, time: number): number {
  const index = times.findIndex((one) => one >= time);
  return index === -1 ? times.length : index;
}

function cut(ticks: TickColumns, start: number, end: number): TickColumns {
  const length = Math.max(0, end - start);
  if (ticks.kind === 'trade') {
    const { time, price, size, side } = ticks;
    return {
      kind: 'trade',
      length,
      time: time.subarray(start, end),
      price: price.subarray(start, end),
      size: size.subarray(start, end),
      side: side.subarray(start, end),
    };
  }
  const { time, bid, ask, bidSize, askSize } = ticks;
  return {
    kind: 'quote',
    length,
    time: time.subarray(start, end),
    bid: bid.subarray(start, end),
    ask: ask.subarray(start, end),
    bidSize: bidSize.subarray(start, end),
    askSize: askSize.subarray(start, end),
  };
}

export function tradesOf(rows: readonly { time: number; price: number; size: number }[]): TickColumns {
  const columns = createTradeColumns(rows.length);
  for (const [index, row] of rows.entries()) {
    columns.time[index] = row.time;
    columns.price[index] = row.price;
    columns.size[index] = row.size;
    columns.side[index] = index % 2 === 0 ? 1 : -1;
  }
  return columns;
}

export function quotesOf(rows: readonly { time: number; bid: number; ask: number }[]): TickColumns {
  const columns = createQuoteColumns(rows.length);
  for (const [index, row] of rows.entries()) {
    columns.time[index] = row.time;
    columns.bid[index] = row.bid;
    columns.ask[index] = row.ask;
    columns.bidSize[index] = Number.NaN;
    columns.askSize[index] = Number.NaN;
  }
  return columns;
}

export const sampleInstrument: Instrument = {
  id: instrumentId('TEST:AAA'),
  name: 'Sample future',
  assetClass: 'future',
  currency: 'USD',
  tickSize: '0.25',
  lotStep: '1',
  multiplier: '50',
  calendar: 'crypto-24-7',
  priceSide: 'trade',
};
