import type { CandleColumns } from '../../src-shared/domain/candle.ts';
import {
  candleColumnsOf,
  concatCandles,
  firstBarAtOrAfter,
  sliceCandles,
} from '../../src-shared/domain/candle.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import { futuresQuestion } from '../../src-shared/domain/futures-words.ts';
import { type Instrument, type InstrumentId, matchRank } from '../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../src-shared/domain/market-event.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { MarketStore } from '../storage/market-store.ts';
import type { ContractRoll, Release, Venue } from '../venues/venue.ts';
import { InstrumentFeed } from './instrument-feed.ts';
import type { LatencyMeter } from './latency.ts';
import type { FoundInstrument, MarketHub } from './market-hub.ts';
import { holds, searchVenue } from './search-venue.ts';
import { type StoredBars, storedBarsInTurns } from './stored-history.ts';
import { venueBars } from './venue-history.ts';

export { activityBars } from './activity-bars.ts';
export { type FetchedTrades, fetchTrades, type TradeFetch } from './fetch-trades.ts';
export { LatencyMeter } from './latency.ts';
export type { FoundInstrument, MarketHub } from './market-hub.ts';
export { PageStream } from './page-stream.ts';

export interface MarketParts {
  readonly market: MarketStore;
  readonly latency: LatencyMeter;
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** How long a feed outlives its last holder, so that switching charts back and forth does not start it anew. */
const lingerMs = 5000;
/** How often history is asked for again because the feed started over while the venue was answering. */
const mostAttempts = 4;

export function createMarketHub(parts: MarketParts): MarketHub {
  const { market, latency } = parts;
  const attached = new Map<Venue, Release>();
  const feeds = new Map<InstrumentId, { feed: InstrumentFeed; holders: number }>();
  const arrivals = new Set<() => void>();
  const rollListeners = new Set<(roll: ContractRoll) => void>();
  const rolls = new Map<InstrumentId, { readonly venue: Venue; readonly roll: ContractRoll }>();
  const activity = new Set<(receivedAt: number) => void>();

  const announce = (receivedAt: number) => {
    for (const listener of activity) listener(receivedAt);
  };

  const onEvents = (venue: Venue, events: readonly MarketEvent[]) => {
    const arrived = performance.now();
    const receivedAt = performance.timeOrigin + arrived;
    let held: { feed: InstrumentFeed } | undefined;
    for (const event of events) {
      if (held?.feed.instrument.id !== event.instrument) held = feeds.get(event.instrument);
      // Two connections may know the same market; each feed listens to its own.
      if (held?.feed.venue === venue) held.feed.apply(event);
    }
    latency.countEvents(events.length);
    latency.add('venue-to-hub', performance.now() - arrived);
    announce(receivedAt);
  };

  const find = async (id: InstrumentId): Promise<FoundInstrument | undefined> => {
    let trouble: unknown;
    for (const venue of attached.keys()) {
      try {
        const instrument = await venue.market.instrument(id);
        if (instrument !== undefined) return { instrument, venue };
      } catch (error) {
        trouble = error;
        parts.log('market.find-failed', { connection: venue.id, error });
      }
    }
    const stored = market.instrument(id);
    if (stored === undefined && trouble !== undefined) throw trouble;
    return stored === undefined ? undefined : { instrument: stored };
  };

  return {
    attach(venue) {
      const releaseEvents = venue.market.onEvents((events) => onEvents(venue, events));
      const releaseRolls = venue.market.onRoll?.((roll) => {
        rolls.set(roll.from, { venue, roll });
        for (const listener of rollListeners) listener(roll);
      });
      let wasReady = false;
      const arrived = () => {
        for (const listener of arrivals) listener();
      };
      const releaseState = venue.onState((state) => {
        const isReady = state.phase === 'ready';
        for (const { feed } of feeds.values()) {
          if (feed.venue === venue) feed.setConnected(isReady);
        }
        // Only a venue that is there can tell which instruments it has.
        if (isReady && !wasReady) arrived();
        wasReady = isReady;
      });
      const release = () => {
        releaseEvents();
        releaseState();
        releaseRolls?.();
        for (const [from, told] of rolls) if (told.venue === venue) rolls.delete(from);
        attached.delete(venue);
        for (const [id, { feed }] of feeds) {
          if (feed.venue !== venue) continue;
          // Whoever still holds it sees that it is over.
          feed.setConnected(false);
          feed.close();
          feeds.delete(id);
        }
      };
      attached.set(venue, release);
      wasReady = venue.state().phase === 'ready';
      if (wasReady) arrived();
      return release;
    },

    venues: () => [...attached.keys()],
    find,

    async search(text, limit) {
      // What streams comes before what is merely stored under the same id.
      const found = new Map<InstrumentId, FoundInstrument>();
      const searchable = [...attached.keys()].filter((venue) => venue.capabilities.isSearchable);
      const future = futuresQuestion(text);
      const answers = await Promise.allSettled(
        searchable.map((venue) => searchVenue(venue, text, future, limit)),
      );
      for (const [index, venue] of searchable.entries()) {
        const answer = answers[index];
        if (answer?.status !== 'fulfilled') {
          parts.log('market.search-failed', { connection: venue.id, error: answer?.reason });
          continue;
        }
        for (const instrument of answer.value) {
          if (!found.has(instrument.id)) found.set(instrument.id, { instrument, venue });
        }
      }
      const needle = text.trim().toLowerCase();
      const words = needle.split(/\s+/);
      for (const instrument of market.instruments()) {
        if (found.has(instrument.id)) continue;
        if (holds(instrument, words) || future?.isMeant(instrument) === true)
          found.set(instrument.id, { instrument });
      }
      const rank = (instrument: Instrument) =>
        future?.isMeant(instrument) === true ? -1 : matchRank(instrument.id, needle);
      return [...found.values()].toSorted((a, b) => rank(a.instrument) - rank(b.instrument)).slice(0, limit);
    },

    async history(key, before, count) {
      const found = await find(key.instrument);
      if (found === undefined) {
        throw new Failure('not-found', `${key.instrument} is neither stored nor known to a connection.`);
      }
      if (found.venue === undefined)
        return storedBarsInTurns(market, key, before ?? Number.POSITIVE_INFINITY, count);
      const { venue, instrument } = found;
      if (before !== null) return venueBars(venue, market, instrument, key, epochMs(before), count);
      for (let attempt = 1; ; attempt += 1) {
        // Asked only after the feed records, so that no bar can end between the answer and the first kept one.
        const feed = feeds.get(key.instrument)?.feed;
        feed?.bars(key.priceSide, key.timeframe);
        await feed?.seeded;
        const resets = feed?.resets;
        const until = epochMs(venue.market.now(key.instrument) + 1);
        const answer = await venueBars(venue, market, instrument, key, until, count, true);
        const current = feeds.get(key.instrument)?.feed;
        if ((current !== feed || current?.resets !== resets) && attempt < mostAttempts) continue;
        const bars = current?.bars(key.priceSide, key.timeframe);
        return bars?.isRecording === true ? joinRecent(answer, bars.recent(key.timeframe), count) : answer;
      }
    },

    async hold(id) {
      let held = feeds.get(id);
      if (held === undefined) {
        const found = await find(id);
        if (found?.venue === undefined) {
          throw new Failure('not-found', `No connection streams ${id}.`);
        }
        held = feeds.get(id);
        if (held === undefined) {
          const feed = new InstrumentFeed({
            venue: found.venue,
            instrument: found.instrument,
            onTrouble: (error) => parts.log('market.seed-failed', { instrument: id, error }),
            onChanged: () => announce(0),
          });
          held = { feed, holders: 0 };
          feeds.set(id, held);
        }
      }
      const mine = held;
      mine.holders += 1;
      let isHeld = true;
      const release = () => {
        if (!isHeld) return;
        isHeld = false;
        mine.holders -= 1;
        if (mine.holders > 0) return;
        setTimeout(() => {
          if (mine.holders > 0 || feeds.get(id) !== mine) return;
          mine.feed.close();
          feeds.delete(id);
        }, lingerMs).unref();
      };
      return { feed: mine.feed, release };
    },

    onAttached(listener) {
      arrivals.add(listener);
      return () => arrivals.delete(listener);
    },

    rolls: () => [...rolls.values()].map(({ roll }) => roll),
    onRoll(listener) {
      rollListeners.add(listener);
      return () => rollListeners.delete(listener);
    },

    onActivity(listener) {
      activity.add(listener);
      return () => activity.delete(listener);
    },
  };
}

/** History with the feed's own bars over its end: every moment once, nothing between them missing. */
function joinRecent(
  answer: StoredBars,
  recent: readonly Parameters<typeof candleColumnsOf>[0][number][],
  count: number,
): StoredBars {
  const first = recent[0];
  if (first === undefined) return answer;
  const older = sliceCandles(answer.candles, 0, firstBarAtOrAfter(answer.candles, first.time));
  const joined: CandleColumns = concatCandles([older, candleColumnsOf(recent)]);
  const start = Math.max(0, joined.length - count);
  return { candles: sliceCandles(joined, start, joined.length), hasOlder: answer.hasOlder || start > 0 };
}
