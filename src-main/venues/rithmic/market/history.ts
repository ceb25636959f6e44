import { barSpan } from '../../../../src-shared/domain/bar-times.ts';
import { calendarOf } from '../../../../src-shared/domain/calendars.ts';
import { type Candle, candleColumnsOf } from '../../../../src-shared/domain/candle.ts';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import { type EpochMs, epochMs, type TimeRange } from '../../../../src-shared/domain/time.ts';
import { dayMs, isIntraday, nominalMs, type Timeframe } from '../../../../src-shared/domain/timeframe.ts';
import type { TradingCalendar } from '../../../../src-shared/domain/trading-calendar.ts';
import type { HistoryPage, HistoryRequest } from '../../venue.ts';
import type { Plant } from '../plant/plant.ts';
import {
  requestTimeBarReplayDirection as direction,
  requestTimeBarReplayTimeOrder as order,
} from '../wire/generated/enums.ts';
import { readTrades } from './activity.ts';
import { type BarLength, barLength, dateIndex, isByDate, readBar } from './bars.ts';
import { Lanes } from './lanes.ts';
import type { Market } from './reference.ts';

/*
 * Pages of time bars. A reply holds ten thousand rows at most and does not say that there were more, so that no question asks
 * for so many; long replies have ended early without a word, so that the end of each is compared with what was asked for.
 */

/** Bars of one page: with two bars for each minute, as the test system makes them, still within one reply. */
export const pageSize = 4_000;
const idleMs = 45_000;
/** Markets rest, so that a page reaches further back than its bars are long. */
const reachFactor = 1.6;
const shortestReachMs = 4 * dayMs;
/** Nothing in a year: nothing before. */
const longestReachMs = 366 * dayMs;
const mostStretches = 12;
const mostRepairs = 3;
/** A market may be without trades for so long while it is open. */
const quietMs = 15 * 60_000;

export interface HistoryParts {
  readonly plant: Pick<Plant, 'ask'>;
  readonly lanes: Lanes;
  /** Everything that happened until then is in an answer to a question that is asked now. */
  settled(instrument: InstrumentId): EpochMs;
  /** Server time that is certainly not over before. */
  now(): number;
  /** Two bars of one time: which are of a system whose prices are made up. */
  readonly doublesBars: boolean;
}

interface Stretch {
  readonly bars: readonly Candle[];
  /** Everything from here on is in the bars. */
  readonly from: number;
}

export class History {
  readonly #parts: HistoryParts;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
  }

  /** `asOf` where it was settled before already. */
  page(market: Market, request: HistoryRequest, signal?: AbortSignal, asOf?: EpochMs): Promise<HistoryPage> {
    const length = barLength(request.timeframe);
    if (length === undefined) {
      return Promise.reject(new Failure('unsupported', `Rithmic has no bars of ${request.timeframe}.`));
    }
    const { timeframe } = request;
    const calendar = calendarOf(market.instrument.calendar);
    const asking = { market, timeframe, length, calendar, signal };
    // Whoever waits for a turn asks later, and only then is known what will be in the answer.
    return this.#parts.lanes.run(
      () => this.#page(asking, request, asOf ?? this.#parts.settled(market.instrument.id)),
      signal,
    );
  }

  async #page(
    asking: Asking,
    { range, limit, timeframe }: HistoryRequest,
    asOf: EpochMs,
  ): Promise<HistoryPage> {
    const end = Math.min(range.to, asOf + 1);
    let bars: Candle[] = [];
    let to = end;
    let reachMs = Math.max(shortestReachMs, nominalMs(timeframe) * limit * reachFactor);
    let isExhausted = to <= range.from;
    for (let count = 0; !isExhausted && bars.length <= limit && count < mostStretches; count += 1) {
      const from = Math.max(range.from, to - reachMs);
      const stretch = { from: epochMs(from), to: epochMs(to) };
      const found = await this.#stretch(asking, stretch, limit + 1 - bars.length);
      bars = [...found.bars, ...bars];
      isExhausted = found.from <= range.from || (found.bars.length === 0 && reachMs >= longestReachMs);
      to = found.from;
      if (found.bars.length === 0) reachMs *= 4;
    }
    const page = bars.slice(Math.max(0, bars.length - limit));
    const isCut = page.length < bars.length;
    const first = page[0]?.time;
    const forming = await this.#forming(asking, page, range, end, asOf);
    return {
      candles: candleColumnsOf(page),
      asOf,
      ...(isCut && first !== undefined ? { olderBefore: first } : {}),
      ...(!isCut && !isExhausted ? { olderBefore: epochMs(to) } : {}),
      ...(forming === undefined ? {} : { formingFrom: forming }),
    };
  }

  /** The newest `count` bars that open in a stretch of time, oldest first. */
  async #stretch(asking: Asking, range: TimeRange, count: number): Promise<Stretch> {
    const bars = new Map<number, Candle>();
    const most = (count + 2) * (this.#parts.doublesBars ? 2 : 1);
    const isFull = (await this.#ask(asking, range, most, bars)) >= most;
    for (let repair = 0; repair < mostRepairs && bars.size > 0; repair += 1) {
      const last = Math.max(...bars.keys());
      if (!this.#endsEarly(asking, last, range)) break;
      await this.#ask(asking, { from: epochMs(last), to: range.to }, most, bars);
      if (Math.max(...bars.keys()) === last) break;
    }
    const sorted = [...bars.values()]
      .filter(({ time }) => time >= range.from && time < range.to)
      .toSorted((a, b) => a.time - b.time);
    const first = sorted[0]?.time;
    return { bars: sorted, from: isFull && first !== undefined ? first : range.from };
  }

  /** Puts the rows of one reply where they belong, the later of two for one time; answers how many there were. */
  async #ask(asking: Asking, range: TimeRange, most: number, into: Map<number, Candle>): Promise<number> {
    const { market, timeframe, length, calendar, signal } = asking;
    const answer = await this.#parts.plant.ask(
      'RequestTimeBarReplay',
      {
        ...market.contract,
        bar_type: length.type,
        bar_type_period: length.period,
        ...indexes(range, timeframe, length, calendar),
        user_max_count: most,
        direction: direction.LAST,
        time_order: order.FORWARDS,
      },
      { idleMs, signal },
    );
    let rows = 0;
    for (const message of answer) {
      if (message.name !== 'ResponseTimeBarReplay' || message.fields.marker === undefined) continue;
      rows += 1;
      const bar = readBar(message.fields, timeframe, market.grid, calendar);
      if (bar !== undefined) into.set(bar.time, bar);
    }
    return rows;
  }

  /** The market was open for a while after the last bar and before the end of what was asked for. */
  #endsEarly({ timeframe, calendar }: Asking, last: number, range: TimeRange): boolean {
    if (!isIntraday(timeframe)) return false;
    const next = last + nominalMs(timeframe) + Math.max(quietMs, 3 * nominalMs(timeframe));
    return next < range.to && calendar.isOpen(epochMs(next));
  }

  /** The open time of the bar that is not finished, which is made of its trades where the server left it out. */
  async #forming(
    asking: Asking,
    page: Candle[],
    range: TimeRange,
    end: number,
    asOf: EpochMs,
  ): Promise<EpochMs | undefined> {
    const { timeframe, calendar } = asking;
    // What began after the question belongs to the stream.
    while ((page.at(-1)?.time ?? 0) > asOf) page.pop();
    const { start } = barSpan(timeframe, calendar, asOf);
    const last = page.at(-1);
    if (last !== undefined && barSpan(timeframe, calendar, last.time).end > asOf) return last.time;
    const isWanted =
      end === asOf + 1 && start >= range.from && isIntraday(timeframe) && calendar.isOpen(asOf);
    if (!isWanted) return undefined;
    const made = await this.#madeOfTrades(asking, start, asOf).catch(withoutIt);
    if (made === undefined) return undefined;
    page.push(made);
    return made.time;
  }

  async #madeOfTrades(asking: Asking, start: EpochMs, asOf: EpochMs): Promise<Candle | undefined> {
    const { market, timeframe, calendar, signal } = asking;
    const minute = barSpan('1m', calendar, asOf).start;
    const minutes: TimeBars = { ...asking, timeframe: '1m', length: barLength('1m') ?? asking.length };
    const isLong = nominalMs(timeframe) > nominalMs('1m') && minute > start;
    const { bars } = isLong
      ? await this.#stretch(minutes, { from: start, to: minute }, Math.ceil((minute - start) / 60_000))
      : { bars: [] };
    let made: Candle | undefined;
    for (const bar of bars) made = joined(made, bar, start);
    const from = epochMs(Math.max(start, minute));
    const range = { from, to: epochMs(asOf + 1) };
    // The turn is ours already.
    const replay = { ...this.#parts, lanes: new Lanes(1) };
    const until = signal ?? new AbortController().signal;
    for await (const trades of readTrades(replay, market, range, until)) {
      for (const { price, size, time } of trades) {
        made = joined(
          made,
          { time, open: price, high: price, low: price, close: price, volume: size },
          start,
        );
      }
    }
    return made;
  }
}

interface Asking {
  readonly market: Market;
  readonly timeframe: Timeframe;
  readonly length: BarLength;
  readonly calendar: TradingCalendar;
  readonly signal: AbortSignal | undefined;
}
type TimeBars = Asking;

/** From where to where, for bars that open in the range: by their close in seconds, or by the dates of their days. */
function indexes(
  { from, to }: TimeRange,
  timeframe: Timeframe,
  length: BarLength,
  calendar: TradingCalendar,
): { readonly start_index: number; readonly finish_index: number } {
  if (!isByDate(length)) {
    return {
      start_index: Math.ceil(from / 1000),
      finish_index: Math.floor((to - 1) / 1000) + nominalMs(timeframe) / 1000,
    };
  }
  const first = barSpan(timeframe, calendar, from).start;
  const last = barSpan(timeframe, calendar, epochMs(to - 1)).end;
  return {
    start_index: dateIndex(first, calendar),
    finish_index: dateIndex(epochMs(last - 1), calendar),
  };
}

function joined(bar: Candle | undefined, more: Candle, time: EpochMs): Candle {
  if (bar === undefined) return { ...more, time };
  return {
    time,
    open: bar.open,
    high: Math.max(bar.high, more.high),
    low: Math.min(bar.low, more.low),
    close: more.close,
    volume: bar.volume + more.volume,
  };
}

/** The unfinished bar grows from the stream then, as far as that goes. */
function withoutIt(error: unknown): undefined {
  if (error instanceof Failure && error.kind !== 'cancelled') return undefined;
  throw error;
}
