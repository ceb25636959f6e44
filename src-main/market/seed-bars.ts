import { barSpan } from '../../src-shared/domain/bar-times.ts';
import { candleAt } from '../../src-shared/domain/candle.ts';
import type { Instrument, PriceSide } from '../../src-shared/domain/instrument.ts';
import { type EpochMs, epochMs } from '../../src-shared/domain/time.ts';
import { dayMs, type Timeframe } from '../../src-shared/domain/timeframe.ts';
import type { TradingCalendar } from '../../src-shared/domain/trading-calendar.ts';
import type { HistoryPage, MarketData, VenueCapabilities } from '../venues/venue.ts';
import type { SideBars } from './side-bars.ts';

const seedFrames: readonly Timeframe[] = ['1D', '4h', '1h', '15m', '5m', '1m'];
/** Whole months and weeks begin within this, and yesterday is there even after a long holiday. */
const dailyReachMs = 45 * dayMs;

/**
 * Lays the running month, week, day and hour under a feed, so that its unfinished bars are whole from the first tick:
 * finished days, then the finished hours of today, the minutes of this hour, and last the unfinished bar of the finest
 * timeframe that the venue has. Resolves to the venue time up to which everything streamed is included.
 */
export async function seedBars(
  bars: SideBars,
  venue: { readonly market: MarketData; readonly capabilities: VenueCapabilities },
  instrument: Instrument,
  priceSide: PriceSide,
  calendar: TradingCalendar,
): Promise<EpochMs> {
  const now = venue.market.now(instrument.id);
  const frames = seedFrames.filter((frame) => venue.capabilities.historyTimeframes.includes(frame));
  let from = epochMs(now - dailyReachMs);
  let asOf = now;
  let unfinished: { frame: Timeframe; page: HistoryPage } | undefined;
  for (const frame of frames) {
    const span = barSpan(frame, calendar, now);
    const page = await venue.market.history({
      instrument: instrument.id,
      timeframe: frame,
      priceSide,
      range: { from, to: epochMs(span.end) },
      limit: Math.min(1500, venue.capabilities.historyPageSize),
    });
    asOf = page.asOf;
    for (let index = 0; index < page.candles.length; index += 1) {
      const candle = candleAt(page.candles, index);
      if (candle.time === page.formingFrom) unfinished = { frame, page };
      else bars.builder.bar(frame, candle, true);
    }
    if (page.candles.length > 0 && page.formingFrom === undefined) unfinished = undefined;
    from = span.start;
  }
  if (unfinished !== undefined) {
    const { candles } = unfinished.page;
    bars.builder.bar(unfinished.frame, candleAt(candles, candles.length - 1), false);
  }
  return asOf;
}
