import {
  type Candle,
  type CandleColumns,
  candleColumnsOf,
  concatCandles,
  createCandleColumns,
  firstBarAtOrAfter,
  sliceCandles,
} from '../../../src-shared/domain/candle.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { nominalMs, type Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { HistoryPage, HistoryRequest } from '../venue.ts';
import type { Market } from './catalogue.ts';
import { minutesOf } from './intervals.ts';
import { type Rest, readRow } from './rest.ts';
import { TradeBars } from './trade-bars.ts';
import * as wire from './wire.ts';

/*
 * Kraken answers its newest 720 bars of a length, whatever is asked for. What is older must be built from all trades, a
 * thousand at a call: see `trade-bars.ts`. All of Kraken's bars begin at whole multiples of their length since 1970.
 */

/** Rows that Kraken answers at most. */
export const newestRows = 720;
const mostKept = 64;

/** The newest bars of one length as they were at a moment. */
interface Newest {
  /** Venue time up to which everything is in them. */
  readonly asOf: EpochMs;
  readonly bars: CandleColumns;
  /** Where the answer began, bars without trades included; older ones may exist where it was full. */
  readonly from: number;
  readonly isFull: boolean;
}

export interface HistoryParts {
  readonly rest: Pick<Rest, 'OHLC' | 'Trades'>;
  /** Everything that the venue did until then is in an answer to a question that is asked now. */
  settled(market: Market): EpochMs;
}

export interface History {
  page(market: Market, request: HistoryRequest, signal?: AbortSignal): Promise<HistoryPage>;
}

export function createHistory({ rest, settled }: HistoryParts): History {
  const kept = new Map<string, Newest>();
  const tradeBars = new TradeBars(rest);

  async function newest(
    market: Market,
    timeframe: Timeframe,
    before: number,
    signal: AbortSignal | undefined,
  ): Promise<Newest> {
    const name = `${market.key} ${timeframe}`;
    const known = kept.get(name);
    // Finished bars do not change; whoever asks for older ones need not ask Kraken again.
    const running = known === undefined ? 0 : openOf(known.asOf, nominalMs(timeframe));
    if (known !== undefined && before <= running) return known;
    const found = await askNewest(market, timeframe, signal);
    kept.delete(name);
    kept.set(name, found);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return found;
  }

  async function askNewest(
    market: Market,
    timeframe: Timeframe,
    signal: AbortSignal | undefined,
  ): Promise<Newest> {
    const asOf = settled(market);
    const rows = rowsOf(await rest.OHLC(market.key, minutesOf(timeframe) ?? 1, signal));
    const candles: Candle[] = [];
    for (const row of rows) {
      const [seconds, open, high, low, close, , volume, count] = readRow('OHLC', wire.ohlcRow, row);
      const time = epochMs(seconds * 1000);
      // A bar without trades repeats the price before; ours are made of trades, so there is none.
      if (count === 0 || time > asOf) continue;
      candles.push({
        time,
        open: Number(open),
        high: Number(high),
        low: Number(low),
        close: Number(close),
        volume: Number(volume),
      });
    }
    const bars = candleColumnsOf(candles);
    const [first] = rows;
    const from = first === undefined ? asOf : readRow('OHLC', wire.ohlcRow, first)[0] * 1000;
    return { asOf, bars, from, isFull: rows.length >= newestRows };
  }

  return {
    async page(market, request, signal) {
      const { timeframe, range, limit } = request;
      const size = nominalMs(timeframe);
      if (minutesOf(timeframe) === undefined) {
        throw new Failure('unsupported', `Kraken has no bars of ${timeframe}.`);
      }
      const { asOf, bars, from, isFull } = await newest(market, timeframe, range.to, signal);
      const end = Math.min(range.to, asOf + 1);
      const inRange = sliceCandles(
        bars,
        firstBarAtOrAfter(bars, range.from),
        Math.max(firstBarAtOrAfter(bars, range.from), firstBarAtOrAfter(bars, end)),
      );
      let candles = sliceCandles(inRange, Math.max(0, inRange.length - limit), inRange.length);
      let hasOlder = candles.length < inRange.length;
      let olderBefore = candles.length > 0 ? (candles.time[0] as number) : 0;
      const reachesFurther = isFull && range.from < from;
      if (!hasOlder && reachesFurther) {
        if (candles.length > 0) {
          // The next page is the first that must be built; this one is not kept waiting for it.
          hasOlder = true;
          olderBefore = from;
        } else {
          const older = await tradeBars.before(
            market.key,
            size,
            { from: range.from, to: epochMs(Math.min(end, from)) },
            limit,
            signal,
          );
          candles = older.bars;
          hasOlder = older.from > range.from && !older.isBeginning;
          olderBefore = older.from;
        }
      }
      const forming = formingTime(candles, size, asOf);
      return {
        candles: candles.length === 0 ? createCandleColumns(0) : concatCandles([candles]),
        asOf,
        ...(hasOlder ? { olderBefore: epochMs(olderBefore) } : {}),
        ...(forming === undefined ? {} : { formingFrom: forming }),
      };
    },
  };
}

/** The one list of an answer that is named after the market, in whichever way Kraken chose to. */
export function rowsOf(result: Readonly<Record<string, unknown>>): readonly unknown[] {
  const found = Object.entries(result).find(([name]) => name !== 'last')?.[1];
  return Array.isArray(found) ? found : [];
}

export function openOf(time: number, size: number): number {
  return Math.floor(time / size) * size;
}

function formingTime(candles: CandleColumns, size: number, asOf: EpochMs): EpochMs | undefined {
  const last = candles.time[candles.length - 1];
  return last !== undefined && last + size > asOf ? epochMs(last) : undefined;
}
