import { Failure } from '../../src-shared/domain/failure.ts';
import type { Instrument } from '../../src-shared/domain/instrument.ts';
import type { Trade } from '../../src-shared/domain/market-event.ts';
import { createTradeColumns } from '../../src-shared/domain/ticks.ts';
import { type EpochMs, epochMs, type TimeRange } from '../../src-shared/domain/time.ts';
import type { MarketStore } from '../storage/market-store.ts';
import type { Venue } from '../venues/venue.ts';

/** Trades that are stored at once: enough that a transaction is cheap, and few enough that little is lost. */
const storedTogether = 50_000;

export interface FetchProgress {
  /** Trades that have come. */
  readonly trades: number;
  /** The stretch is fetched up to here. */
  readonly until: EpochMs;
}

export interface FetchedTrades {
  readonly trades: number;
  /** Of these, how many were not stored yet. */
  readonly added: number;
  readonly first: EpochMs | null;
  readonly last: EpochMs | null;
  /** False where it was ended before; then everything up to `last` is stored. */
  readonly isWhole: boolean;
}

export interface TradeFetch {
  readonly venue: Venue;
  readonly instrument: Instrument;
  readonly range: TimeRange;
  readonly market: MarketStore;
  readonly signal: AbortSignal;
  onProgress(progress: FetchProgress): void;
}

/**
 * Asks a venue for every single trade of a stretch and stores them under the market's own id, where the replay finds them
 * and plays them tick by tick. They are stored as they come: ended early, everything up to the last whole moment stays,
 * and asking again for the same stretch adds only what is missing.
 * @throws Failure `unsupported` where the venue has no such history.
 */
export async function fetchTrades(fetch: TradeFetch): Promise<FetchedTrades> {
  const { venue, instrument, range, market, signal } = fetch;
  const { tradeHistory } = venue.market;
  if (venue.capabilities.hasTradeHistory !== true || tradeHistory === undefined) {
    throw new Failure('unsupported', `${venue.label} gives no single trades of the past.`);
  }
  if (range.from >= range.to) throw new Failure('invalid', 'The first moment must be before the last.');
  let waiting: Trade[] = [];
  let [trades, added] = [0, 0];
  let first: EpochMs | null = null;
  let last: EpochMs | null = null;
  const store = async (count: number) => {
    if (count === 0) return;
    const some = waiting.slice(0, count);
    waiting = waiting.slice(count);
    const merged = await market.mergeTicks(instrument.id, columnsOf(some), instrument);
    trades += some.length;
    added += merged.added;
    first ??= (some[0] as Trade).time;
    last = (some.at(-1) as Trade).time;
  };
  const request = { instrument: instrument.id, range };
  try {
    for await (const page of tradeHistory.call(venue.market, request, signal)) {
      if (signal.aborted) break;
      addSorted(waiting, page);
      if (waiting.length >= storedTogether) await store(wholeMoments(waiting));
      const until = waiting.at(-1)?.time ?? last ?? range.from;
      fetch.onProgress({ trades: trades + waiting.length, until });
    }
  } catch (error) {
    // What came before stays: a stretch of days is not asked for twice because its end was not answered.
    await store(wholeMoments(waiting));
    if (!signal.aborted) throw error;
  }
  await store(signal.aborted ? wholeMoments(waiting) : waiting.length);
  return { trades, added, first, last, isWhole: !signal.aborted };
}

/** The next page may have more of the last moment, and equal trades of one moment are told apart by how many there are. */
function wholeMoments(trades: readonly Trade[]): number {
  const newest = trades.at(-1)?.time;
  let end = trades.length;
  while (end > 0 && trades[end - 1]?.time === newest) end -= 1;
  return end;
}

/** Pages come oldest first; a venue whose clocks differ by a little between two of them is put right. */
function addSorted(waiting: Trade[], page: readonly Trade[]): void {
  let newest: number = waiting.at(-1)?.time ?? Number.NEGATIVE_INFINITY;
  for (const trade of page) {
    const time = Math.max(newest, trade.time);
    waiting.push(time === trade.time ? trade : { ...trade, time: epochMs(time) });
    newest = time;
  }
}

const sides = { buy: 1, sell: -1, unknown: 0 } as const;

function columnsOf(trades: readonly Trade[]) {
  const columns = createTradeColumns(trades.length);
  for (const [index, { time, price, size, side }] of trades.entries()) {
    columns.time[index] = time;
    columns.price[index] = price;
    columns.size[index] = size;
    columns.side[index] = sides[side];
  }
  return columns;
}
