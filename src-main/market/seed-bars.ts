import { barSpan } from '../../src-shared/domain/bar-times.ts';
import { type Candle, candlesOf } from '../../src-shared/domain/candle.ts';
import { barMoment } from '../../src-shared/domain/candle-builder.ts';
import type { Instrument, PriceSide } from '../../src-shared/domain/instrument.ts';
import { type EpochMs, epochMs, type TimeRange } from '../../src-shared/domain/time.ts';
import { dayMs, type Timeframe } from '../../src-shared/domain/timeframe.ts';
import type { TradingCalendar } from '../../src-shared/domain/trading-calendar.ts';
import type { MarketData, VenueCapabilities } from '../venues/venue.ts';
import type { SideBars } from './side-bars.ts';

const seedFrames: readonly Timeframe[] = ['1D', '4h', '1h', '15m', '5m', '1m'];
/** Where a venue allows a question a second: each of these is one. */
const fewSeedFrames: readonly Timeframe[] = ['1D', '1h', '1m'];
/** Whole months and weeks begin within this, and yesterday is there even after a long holiday. */
const dailyReachMs = 45 * dayMs;
/** Enough for a year of days at venues with small pages. */
const mostPages = 8;
const mostBarsPerPage = 1500;

interface Venue {
  readonly market: MarketData;
  readonly capabilities: VenueCapabilities;
}

/**
 * Lays the running month, week, day and hour under a feed, so that its unfinished bars are whole from the first tick:
 * finished days, then the finished hours after them, the minutes after those, and last the unfinished bar of the finest
 * timeframe that the venue has. Each timeframe begins where the finished bars before it end, so that time may pass
 * between the answers. Resolves to the venue time up to which everything streamed is included; stops without touching the
 * bars again once they are no longer `isWanted`.
 */
export async function seedBars(
  bars: SideBars,
  venue: Venue,
  instrument: Instrument,
  priceSide: PriceSide,
  calendar: TradingCalendar,
  isWanted: () => boolean = () => true,
): Promise<EpochMs> {
  const { historyTimeframes, isOlderHistorySlow } = venue.capabilities;
  const wanted = isOlderHistorySlow === true ? fewSeedFrames : seedFrames;
  const frames = wanted.filter((frame) => historyTimeframes.includes(frame));
  let asOf = venue.market.now(instrument.id);
  const longestBar = Math.min(...bars.builder.frames.map((frame) => barSpan(frame, calendar, asOf).start));
  let from = epochMs(Math.min(asOf - dailyReachMs, longestBar));
  let unfinished: { frame: Timeframe; candle: Candle } | undefined;
  for (const frame of frames) {
    // Past the running bar: another may have begun when the venue answers.
    const to = epochMs(barSpan(frame, calendar, venue.market.now(instrument.id)).end + dayMs);
    const answer = await newest(venue, { instrument, frame, priceSide, range: { from, to } });
    if (!isWanted()) return asOf;
    asOf = answer.asOf;
    unfinished = answer.candles.length > 0 ? undefined : unfinished;
    for (const candle of answer.candles) {
      if (candle.time === answer.formingFrom) {
        unfinished = { frame, candle };
        continue;
      }
      bars.builder.bar(frame, candle, true);
      from = barSpan(frame, calendar, barMoment(frame, calendar, candle.time)).end;
    }
  }
  if (unfinished !== undefined) bars.builder.bar(unfinished.frame, unfinished.candle, false);
  return asOf;
}

async function newest(
  venue: Venue,
  request: { instrument: Instrument; frame: Timeframe; priceSide: PriceSide; range: TimeRange },
): Promise<{ candles: Candle[]; formingFrom: EpochMs | undefined; asOf: EpochMs }> {
  const limit = Math.min(mostBarsPerPage, venue.capabilities.historyPageSize);
  const ask = (to: EpochMs) =>
    venue.market.history({
      instrument: request.instrument.id,
      timeframe: request.frame,
      priceSide: request.priceSide,
      range: { from: request.range.from, to },
      limit,
    });
  const first = await ask(request.range.to);
  const candles = candlesOf(first.candles);
  let older = first.olderBefore;
  for (let pages = 1; older !== undefined && pages < mostPages; pages += 1) {
    const page = await ask(older);
    candles.unshift(...candlesOf(page.candles));
    older = page.olderBefore;
  }
  return { candles, formingFrom: first.formingFrom, asOf: first.asOf };
}
