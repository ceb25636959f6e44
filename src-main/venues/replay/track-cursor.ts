import { barSpan } from '../../../src-shared/domain/bar-times.ts';
import {
  type Candle,
  type CandleColumns,
  candleAt,
  candlesOf,
  firstBarAtOrAfter,
} from '../../../src-shared/domain/candle.ts';
import { barMoment } from '../../../src-shared/domain/candle-builder.ts';
import type { PriceSide } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { type Grid, gridOf } from '../../../src-shared/domain/price-grid.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { nominalMs } from '../../../src-shared/domain/timeframe.ts';
import { type BarPath, barPath, pathShape, pointsPerBar } from './bar-path.ts';
import { seedOf } from './random.ts';
import { type ReplaySource, wholeMoments } from './replay-source.ts';
import type { Track } from './track.ts';

const barsPerBlock = 256;
const ticksPerBlock = 4096;

/** Events of a stretch as columns: for trades price, size and side, for quotes bid, ask and the volume of each. */
interface Block {
  /** How many of the rows are played: those before the track's end. */
  readonly length: number;
  readonly time: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly third: Float64Array;
  /** Volume of the ask where it is counted apart. */
  readonly fourth?: Float64Array;
  readonly isQuote: boolean;
}

const nothing: Block = {
  length: 0,
  time: new Float64Array(),
  first: new Float64Array(),
  second: new Float64Array(),
  third: new Float64Array(),
  isQuote: true,
};

/** Reads a track's events in order, a block at a time. */
export class TrackCursor {
  readonly track: Track;
  readonly #source: ReplaySource;
  readonly #seed: number;
  readonly #grid: Grid;
  #block: Block = nothing;
  #at = 0;
  /** Where the next block begins reading. */
  #readFrom: EpochMs;
  #isExhausted = false;

  constructor(track: Track, source: ReplaySource, seed: number) {
    this.track = track;
    this.#source = source;
    this.#seed = seedOf(track.stored.id, seed);
    this.#grid = gridOf(track.stored.tickSize);
    this.#readFrom = track.from;
    this.seek(epochMs(track.from - 1));
  }

  /** Time of the next event, Infinity after the last. */
  nextTime(): number {
    if (this.#at >= this.#block.length) this.#fill();
    return this.#at < this.#block.length ? (this.#block.time[this.#at] as number) : Number.POSITIVE_INFINITY;
  }

  /** Takes every event up to and including that time; into `out` unless nobody listens. Answers how many. */
  take(upTo: number, out: MarketEvent[] | undefined): number {
    let taken = 0;
    while (this.nextTime() <= upTo) {
      const block = this.#block;
      const start = this.#at;
      let end = start;
      while (end < block.length && (block.time[end] as number) <= upTo) end += 1;
      this.#at = end;
      taken += end - start;
      if (out !== undefined)
        for (let index = start; index < end; index += 1) out.push(this.#event(block, index));
    }
    return taken;
  }

  /** The next event is the first after `time`. */
  seek(time: EpochMs): void {
    const { content, from } = this.track;
    this.#block = nothing;
    this.#at = 0;
    this.#isExhausted = false;
    this.#readFrom = epochMs(Math.max(time + 1, from));
    if (content.kind === 'bars') {
      // The bar that runs at that moment opened earlier.
      const moment = this.#readFrom;
      for (const side of content.sides) {
        const [running] = candlesOf(this.#source.candlesBefore(this.#key(side), moment + 1, 1));
        if (running !== undefined && running.time < this.#readFrom && this.#barEnd(running) > moment) {
          this.#readFrom = running.time;
        }
      }
    }
    while (this.nextTime() <= time || this.nextTime() < from) this.#at += 1;
  }

  /** The stored bar that runs at that moment, as far as it has been played; undefined between bars. */
  partialBar(side: PriceSide, now: EpochMs): Candle | undefined {
    const { content } = this.track;
    if (content.kind !== 'bars' || !content.sides.includes(side)) return undefined;
    const bars = this.#source.candlesBefore(this.#key(side), now + 1, 1);
    if (bars.length === 0) return undefined;
    const bar = candleAt(bars, 0);
    if (this.#barEnd(bar) <= now) return undefined;
    const lead = this.#source.candles(this.#key(content.sides[0] as PriceSide), {
      from: bar.time,
      to: epochMs(bar.time + 1),
    });
    const path = this.#pathOf(bar, lead.length === 1 ? candleAt(lead, 0) : bar);
    const played = path.time.findLastIndex((time) => time <= now) + 1;
    if (played === 0) return undefined;
    const prices = path.price.subarray(0, played);
    return {
      time: bar.time,
      open: bar.open,
      high: prices.reduce((high, price) => Math.max(high, price)),
      low: prices.reduce((low, price) => Math.min(low, price)),
      close: prices[played - 1] as number,
      volume: path.volume.subarray(0, played).reduce((sum, part) => sum + part, 0),
    };
  }

  #fill(): void {
    while (!this.#isExhausted && this.#at >= this.#block.length) {
      this.#block =
        this.track.content.kind === 'bars' ? this.#barBlock() : this.#tickBlock(this.track.content.kind);
      this.#at = 0;
    }
  }

  #tickBlock(kind: 'quote' | 'trade'): Block {
    const range = { from: this.#readFrom, to: this.track.to };
    const ticks = wholeMoments(this.#source, this.track.stored.id, kind, range, ticksPerBlock);
    if (ticks.length === 0) {
      this.#isExhausted = true;
      return nothing;
    }
    this.#readFrom = epochMs((ticks.time[ticks.length - 1] as number) + 1);
    if (ticks.kind === 'trade') {
      return {
        length: ticks.length,
        time: ticks.time,
        first: ticks.price,
        second: ticks.size,
        third: Float64Array.from(ticks.side),
        isQuote: false,
      };
    }
    // A recorded quote is one counted tick, as in a MetaTrader chart's volume.
    const volume = new Float64Array(ticks.length).fill(1);
    return {
      length: ticks.length,
      time: ticks.time,
      first: ticks.bid,
      second: ticks.ask,
      third: volume,
      isQuote: true,
    };
  }

  #barBlock(): Block {
    const { content, to } = this.track;
    if (content.kind !== 'bars') throw new TypeError('a track of ticks has no bars');
    const lead = content.sides[0] as PriceSide;
    const leading = this.#barsFrom(lead, this.#readFrom, to);
    const reach = leading.length === 0 ? to : epochMs((leading.time[leading.length - 1] as number) + 1);
    const following =
      content.sides[1] &&
      this.#source.candles(this.#key(content.sides[1]), { from: this.#readFrom, to: reach });
    const times = unionOfTimes(leading, following);
    this.#readFrom = reach;
    if (times.length === 0) {
      this.#isExhausted = true;
      return nothing;
    }
    const points = pointsPerBar(nominalMs(content.timeframe));
    const column = () => new Float64Array(times.length * points);
    const time = column();
    const isQuote = lead !== 'trade';
    const [price, volume, bid, bidVolume, ask, askVolume] = [
      column(),
      column(),
      column(),
      column(),
      column(),
      column(),
    ];
    const lay = (
      bar: Candle | undefined,
      shape: Candle,
      offset: number,
      prices: Float64Array,
      volumes: Float64Array,
    ) => {
      if (bar === undefined) {
        prices.fill(Number.NaN, offset, offset + points);
        return;
      }
      const path = this.#pathOf(bar, shape);
      time.set(path.time, offset);
      prices.set(path.price, offset);
      volumes.set(path.volume, offset);
    };
    for (const [index, moment] of times.entries()) {
      const offset = index * points;
      const first = this.#barAt(leading, moment);
      const second = following && this.#barAt(following, moment);
      const shape = (first ?? second) as Candle;
      if (!isQuote) lay(first, shape, offset, price, volume);
      else {
        lay(lead === 'bid' ? first : second, shape, offset, bid, bidVolume);
        lay(lead === 'ask' ? first : second, shape, offset, ask, askVolume);
      }
    }
    const length = firstAtOrAfter(time, to);
    return isQuote
      ? { length, time, first: bid, second: ask, third: bidVolume, fourth: askVolume, isQuote }
      : { length, time, first: price, second: volume, third: column(), isQuote };
  }

  #barsFrom(side: PriceSide, from: EpochMs, to: EpochMs): CandleColumns {
    const { content } = this.track;
    const spacing = content.kind === 'bars' ? nominalMs(content.timeframe) : 0;
    // Enough time for a block; across gaps (nights, holidays) look on until something is found.
    for (let reach = barsPerBlock * spacing; ; reach *= 8) {
      const until = epochMs(Math.min(to, from + reach));
      const bars = this.#source.candles(this.#key(side), { from, to: until });
      if (bars.length > 0 || until >= to) return bars;
    }
  }

  #barAt(bars: CandleColumns, time: number): Candle | undefined {
    const index = firstBarAtOrAfter(bars, time);
    return index < bars.length && bars.time[index] === time ? candleAt(bars, index) : undefined;
  }

  /** Both sides of a quote turn where the leading side turns. */
  #pathOf(bar: Candle, lead: Candle): BarPath {
    const { content } = this.track;
    if (content.kind !== 'bars') throw new TypeError('a track of ticks has no paths');
    const shape = pathShape(lead, pointsPerBar(nominalMs(content.timeframe)), this.#seed);
    const { start, end } = this.#span(bar);
    return barPath({ ...bar, time: start }, end, shape, this.#grid, Number(this.track.stored.lotStep));
  }

  #barEnd(bar: Candle): EpochMs {
    return this.#span(bar).end;
  }

  #span(bar: Candle): { start: EpochMs; end: EpochMs } {
    const { content, calendar } = this.track;
    if (content.kind !== 'bars') throw new TypeError('a track of ticks has no bars');
    return barSpan(content.timeframe, calendar, barMoment(content.timeframe, calendar, bar.time));
  }

  #key(priceSide: PriceSide) {
    const { content, stored } = this.track;
    if (content.kind !== 'bars') throw new TypeError('a track of ticks has no series');
    return { instrument: stored.id, timeframe: content.timeframe, priceSide };
  }

  #event(block: Block, index: number): MarketEvent {
    const time = block.time[index] as EpochMs;
    const first = block.first[index] as number;
    const second = block.second[index] as number;
    const third = block.third[index] as number;
    const instrument = this.track.instrument.id;
    if (block.isQuote) {
      // One shape for all quotes keeps reading them fast; a tick counts the same on both sides.
      return {
        kind: 'quote',
        instrument,
        time,
        bid: first,
        ask: second,
        bidSize: Number.NaN,
        askSize: Number.NaN,
        volume: third,
        askVolume: block.fourth === undefined ? third : (block.fourth[index] as number),
      };
    }
    const side = third > 0 ? 'buy' : third < 0 ? 'sell' : 'unknown';
    return { kind: 'trade', instrument, time, price: first, size: second, side };
  }
}

/** Open times of both, each once. */
function unionOfTimes(a: CandleColumns, b: CandleColumns | undefined): Float64Array {
  if (b === undefined || b.length === 0) return a.time;
  return Float64Array.from(new Set([...a.time, ...b.time])).sort();
}

function firstAtOrAfter(times: Float64Array, time: number): number {
  const index = times.findIndex((one) => one >= time);
  return index === -1 ? times.length : index;
}
