import type { TapeEntry } from './decode.ts';

/**
 * Batches come newest first or oldest first; trade ids, which count each product's trades, tell which is which. Products
 * that come together keep their order.
 */
export function inTradeOrder(trades: readonly TapeEntry[]): readonly TapeEntry[] {
  const [first] = trades;
  let isInOrder = true;
  let isOneProduct = true;
  for (let index = 1; index < trades.length; index += 1) {
    const trade = trades[index] as TapeEntry;
    if (trade.product !== first?.product) isOneProduct = false;
    if ((trades[index - 1] as TapeEntry).id > trade.id) isInOrder = false;
  }
  if (isInOrder) return trades;
  const byId = (a: TapeEntry, b: TapeEntry) => a.id - b.id;
  if (isOneProduct) return trades.toSorted(byId);
  return [...Map.groupBy(trades, ({ product }) => product).values()].flatMap((some) => some.sort(byId));
}
