import type { TickSide } from '../connection/tick-book.ts';

/**
 * Fills an empty side with a whole snapshot of thousands of levels, in units. A side grows at its best end, so that the
 * levels are laid in from the worst on; the venue sends them best first as a rule, but does not promise it.
 * @param direction 1 where a higher price is better (bids), -1 where a lower one is.
 */
export function loadSide(side: TickSide, prices: Float64Array, sizes: Float64Array, direction: 1 | -1): void {
  let isBestFirst = true;
  for (let index = 1; index < prices.length && isBestFirst; index += 1) {
    isBestFirst = ((prices[index - 1] as number) - (prices[index] as number)) * direction > 0;
  }
  if (isBestFirst) {
    for (let index = prices.length - 1; index >= 0; index -= 1) {
      side.set(prices[index] as number, sizes[index] as number);
    }
    return;
  }
  // Of a price that comes twice the later level holds: sorting is stable.
  const order = Array.from(prices, (_, index) => index);
  order.sort((a, b) => ((prices[a] as number) - (prices[b] as number)) * direction);
  for (const index of order) side.set(prices[index] as number, sizes[index] as number);
}
