import { type PriceSide, priceSides } from '../../../src-shared/domain/instrument.ts';
import { nominalMs, parseTimeframe, type Timeframe } from '../../../src-shared/domain/timeframe.ts';

/** What a stored series is made of, read from the `content` of `market.stored`: `1m bid`, `quote ticks`. */
export type StoredContent =
  | { readonly kind: 'bars'; readonly timeframe: Timeframe; readonly priceSide: PriceSide }
  | { readonly kind: 'ticks'; readonly ticks: 'quote' | 'trade' };

/** Undefined for words of a later version. */
export function parseStoredContent(content: string): StoredContent | undefined {
  const [first = '', second = ''] = content.trim().split(/\s+/);
  if (/^ticks?$/.test(second)) {
    const ticks = first.replace(/s$/, '');
    return ticks === 'quote' || ticks === 'trade' ? { kind: 'ticks', ticks } : undefined;
  }
  const timeframe = parseTimeframe(first);
  const priceSide = priceSides.find((side) => side === second);
  if (timeframe === undefined || priceSide === undefined) return undefined;
  return { kind: 'bars', timeframe, priceSide };
}

/** Smaller is finer: 0 for ticks, else the bar's length in ms. Unknown content comes last. */
export function contentFineness(content: string): number {
  const parsed = parseStoredContent(content);
  if (parsed === undefined) return Number.POSITIVE_INFINITY;
  return parsed.kind === 'ticks' ? 0 : nominalMs(parsed.timeframe);
}
