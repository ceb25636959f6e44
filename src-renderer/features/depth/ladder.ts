import type { BookSide, BookView } from '../../lib/market/market-feed.ts';

/** A price of the ladder with everything that waits there. */
export interface LadderRow {
  readonly price: number;
  readonly size: number;
  /** What waits from the best price up to and including this one. */
  readonly total: number;
  /** What taking all of `total` would cost, price times size, summed. */
  readonly cost: number;
}

export interface Ladder {
  /** Best first on both sides. */
  readonly bids: readonly LadderRow[];
  readonly asks: readonly LadderRow[];
  /** NaN while a side is empty. */
  readonly spread: number;
  readonly middle: number;
  /** The largest of either side, for the lengths of the bars; 0 when nothing waits. */
  readonly largestSize: number;
  readonly largestTotal: number;
  /** What part of everything shown waits on the bid side, 0 to 1; NaN when nothing waits. */
  readonly bidShare: number;
}

/** How many steps of price are taken together in one row. */
export const groupings = [1, 2, 5, 10, 25, 50, 100] as const;
export type Grouping = (typeof groupings)[number];

/**
 * The best `rows` prices of each side. Grouped, a row stands for the prices up to its own that are no worse: bids are
 * rounded down and asks up, so that nobody reads a better price than there is.
 * @param step price distance of two rows; 0 leaves the venue's own prices.
 */
export function ladderOf(
  { bids, asks }: Pick<BookView, 'bids' | 'asks'>,
  rows: number,
  step: number,
): Ladder {
  const bidRows = rowsOf(bids, rows, step, Math.floor);
  const askRows = rowsOf(asks, rows, step, Math.ceil);
  const [bestBid = Number.NaN] = bids.price;
  const [bestAsk = Number.NaN] = asks.price;
  const all = [...bidRows, ...askRows];
  const bidTotal = bidRows.at(-1)?.total ?? 0;
  const askTotal = askRows.at(-1)?.total ?? 0;
  return {
    bids: bidRows,
    asks: askRows,
    spread: bestAsk - bestBid,
    middle: (bestBid + bestAsk) / 2,
    largestSize: all.reduce((most, { size }) => Math.max(most, size), 0),
    largestTotal: Math.max(bidTotal, askTotal),
    bidShare: bidTotal / (bidTotal + askTotal),
  };
}

/** A step off by less than this of itself is a rounding error of doubles, not another price. */
const noise = 1e-6;

function rowsOf(side: BookSide, rows: number, step: number, round: (value: number) => number): LadderRow[] {
  const found: { price: number; size: number; total: number; cost: number }[] = [];
  const slack = round === Math.floor ? noise : -noise;
  let total = 0;
  let cost = 0;
  for (let index = 0; index < side.price.length; index += 1) {
    const exact = side.price[index] as number;
    const size = side.size[index] as number;
    const price = step > 0 ? round(exact / step + slack) * step : exact;
    total += size;
    cost += exact * size;
    const last = found.at(-1);
    if (last !== undefined && Math.abs(last.price - price) < step / 2) {
      last.size += size;
      last.total = total;
      last.cost = cost;
      continue;
    }
    if (found.length === rows) return found;
    found.push({ price, size, total, cost });
  }
  // The book ends somewhere inside its last group, whose size nobody knows therefore.
  if (step > 0 && found.length > 1) found.pop();
  return found;
}

/** Digits after the point that keep about five that matter of the largest size, and no more than the lot step has. */
export function sizeDecimals(largest: number, lotDecimals: number): number {
  if (!(largest > 0)) return Math.min(2, lotDecimals);
  const whole = Math.max(0, Math.floor(Math.log10(largest)) + 1);
  return Math.max(0, Math.min(lotDecimals, 5 - whole));
}
