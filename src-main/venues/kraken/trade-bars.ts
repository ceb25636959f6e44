import { type Candle, type CandleColumns, candleColumnsOf } from '../../../src-shared/domain/candle.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { type EpochMs, epochMs, type TimeRange } from '../../../src-shared/domain/time.ts';
import { type Rest, readRow } from './rest.ts';
import * as wire from './wire.ts';

/** Bars of a stretch that reaches to the end that was asked for. */
export interface BuiltBars {
  readonly bars: CandleColumns;
  /** Where the stretch begins: it has no other bars from there on. */
  readonly from: EpochMs;
  /** Nothing older can be built: the market began here, or one more bar would take too many calls. */
  readonly isBeginning: boolean;
}

const tradesPerCall = 1000;
/** At one call a second, the longest that anybody waits for a page. */
const mostCalls = 60;
/** An estimate of the density of trades may be so wrong; beyond, the stretch is made shorter. */
const patience = 2;

interface TradePage {
  readonly rows: readonly TradeRow[];
  /** Where the next page begins; undefined when this is the last. */
  readonly next: string | undefined;
}

interface TradeRow {
  readonly time: number;
  readonly price: number;
  readonly size: number;
  readonly id: string;
}

/**
 * Old bars from `Trades`, which can only be read forwards from a moment. So a stretch is chosen that ends where the caller
 * wants it and, judged by the trades at its beginning, takes a bounded number of calls; then it is read through. Every
 * call is a step at which it can be cancelled.
 */
export class TradeBars {
  readonly #rest: Pick<Rest, 'Trades'>;
  /** When each market's first trade was. */
  readonly #beginnings = new Map<string, number>();

  constructor(rest: Pick<Rest, 'Trades'>) {
    this.#rest = rest;
  }

  /** The newest bars before `range.to`, at most `limit`, all of them after `range.from`. */
  async before(
    pair: string,
    size: number,
    range: TimeRange,
    limit: number,
    signal?: AbortSignal,
  ): Promise<BuiltBars> {
    const beginning = Math.floor((await this.#beginningOf(pair, signal)) / size) * size;
    const end = Math.floor((range.to - 1) / size) * size + size;
    const oldest = Math.max(beginning, Math.ceil(range.from / size) * size);
    if (range.to <= oldest) return { bars: candleColumnsOf([]), from: range.from, isBeginning: true };
    let start = Math.max(oldest, end - limit * size);
    for (;;) {
      const first = await this.#read(pair, nanoseconds(start), signal);
      const calls = callsFor(first, start, end);
      if (calls > mostCalls && end - start > size) {
        // Denser than thought: fewer bars, by at least half.
        const affordable = Math.floor(((end - start) * mostCalls) / calls / size);
        const fewer = Math.max(1, Math.min(affordable, Math.floor((end - start) / size / 2)));
        start = end - fewer * size;
        continue;
      }
      const bars = calls > mostCalls ? undefined : await this.#build(pair, size, start, end, first, signal);
      if (bars !== undefined) {
        return { bars: candleColumnsOf(bars), from: epochMs(start), isBeginning: start <= beginning };
      }
      if (end - start <= size) return { bars: candleColumnsOf([]), from: epochMs(end), isBeginning: true };
      start = end - Math.max(1, Math.floor((end - start) / size / 4)) * size;
    }
  }

  /** Undefined when it takes far more calls than it seemed to. */
  async #build(
    pair: string,
    size: number,
    start: number,
    end: number,
    first: TradePage,
    signal: AbortSignal | undefined,
  ): Promise<Candle[] | undefined> {
    const bars: Candle[] = [];
    let page = first;
    let lastId = '';
    for (let call = 1; ; call += 1) {
      // Whether the trade at `since` itself is answered again is not documented.
      const known = page.rows.findIndex(({ id }) => id === lastId);
      for (const { time, price, size: amount, id } of page.rows.slice(known + 1)) {
        lastId = id;
        if (time < start) continue;
        if (time >= end) return bars;
        addTrade(bars, Math.floor(time / size) * size, price, amount);
      }
      if (page.next === undefined) return bars;
      if (call > mostCalls * patience) return undefined;
      page = await this.#read(pair, page.next, signal);
    }
  }

  async #beginningOf(pair: string, signal: AbortSignal | undefined): Promise<number> {
    const known = this.#beginnings.get(pair);
    if (known !== undefined) return known;
    const [first] = (await this.#read(pair, '0', signal)).rows;
    // Without any trade there is nothing to build.
    const beginning = first?.time ?? Number.MAX_SAFE_INTEGER;
    if (first !== undefined) this.#beginnings.set(pair, beginning);
    return beginning;
  }

  /** Trades after a moment in ns, oldest first. @throws Failure `unavailable` when the next page would be the same. */
  async #read(pair: string, since: string, signal: AbortSignal | undefined): Promise<TradePage> {
    const result = await this.#rest.Trades(pair, since, tradesPerCall, signal);
    const list = Object.entries(result).find(([name]) => name !== 'last')?.[1];
    const rows = (Array.isArray(list) ? list : []).map((row: unknown, index): TradeRow => {
      const [price, size, seconds] = readRow('Trades', wire.restTradeRow, row);
      const id = Array.isArray(row) && row[6] !== undefined ? String(row[6]) : `${seconds} ${index}`;
      return { time: Math.floor(seconds * 1000), price: Number(price), size: Number(size), id };
    });
    if (rows.length < tradesPerCall) return { rows, next: undefined };
    const next = String(result.last);
    if (!/^\d{1,20}$/.test(next) || BigInt(next) <= BigInt(since)) {
      throw new Failure(
        'unavailable',
        'Kraken answers its old trades in circles, so they were not read any further.',
      );
    }
    return { rows, next };
  }
}

/** Trades at the very nanosecond of `since` are not answered, so it is the one before. */
function nanoseconds(time: number): string {
  return time <= 0 ? '0' : String(BigInt(time) * 1_000_000n - 1n);
}

/** How many calls the whole stretch takes, judged by the first page of it. */
function callsFor({ rows, next }: TradePage, start: number, end: number): number {
  const last = rows.at(-1);
  if (last === undefined || next === undefined) return 1;
  return (end - start) / Math.max(1, last.time - start);
}

function addTrade(bars: Candle[], open: number, price: number, amount: number): void {
  const last = bars.at(-1);
  if (last === undefined || last.time < open) {
    bars.push({ time: epochMs(open), open: price, high: price, low: price, close: price, volume: amount });
    return;
  }
  bars[bars.length - 1] = {
    time: last.time,
    open: last.open,
    high: Math.max(last.high, price),
    low: Math.min(last.low, price),
    close: price,
    volume: last.volume + amount,
  };
}
