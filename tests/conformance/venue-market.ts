import { describe, expect, test } from 'vitest';
import {
  type ConnectionState,
  connectionPhases,
  type StreamKind,
  streamKinds,
  type Venue,
} from '../../src-main/venues/venue.ts';
import { barSpan } from '../../src-shared/domain/bar-times.ts';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import { type Candle, candleFault, candlesOf } from '../../src-shared/domain/candle.ts';
import { barMoment } from '../../src-shared/domain/candle-builder.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import { type Instrument, instrumentId } from '../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../src-shared/domain/market-event.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { compareTimeframes, type Timeframe } from '../../src-shared/domain/timeframe.ts';

/** A venue at its simulator, ready to be examined. Made anew for every case. */
export interface Candidate {
  readonly venue: Venue;
  /** A market that streams and has a few hundred bars of history. */
  readonly instrument: Instrument;
  /** The finest timeframe that has this history; it must be among the venue's. */
  readonly timeframe: Timeframe;
  /** The streams that this market has; others of the venue belong to other markets. */
  readonly streams: readonly StreamKind[];
  /** Makes the market move on by a little, until at least one event has been sent to whoever subscribed. */
  move(): Promise<void>;
  /** Breaks the connection from the venue's side; absent where there is none to break. */
  drop?(): Promise<void>;
}

type Case = (candidate: Candidate) => Promise<void>;

/** The market half of the exam. Each case has a number for ever; new ones are added at the end. */
export function examineMarket(name: string, open: () => Promise<Candidate>): void {
  describe(`${name} sits the market exam`, () => {
    const pass = (
      id: string,
      sentence: string,
      run: Case,
      skip?: (venue: Venue, candidate: Candidate) => string | undefined,
    ) => {
      test(`${id} ${sentence}`, async (context) => {
        const candidate = await open();
        const reason = skip?.(candidate.venue, candidate);
        if (reason !== undefined) {
          process.stdout.write(`${name} ${id} not run: ${reason}\n`);
          context.skip(reason);
        }
        try {
          await run(candidate);
        } finally {
          await candidate.venue.disconnect();
        }
      });
    };
    connectionCases(pass);
    instrumentCases(pass);
    historyCases(pass);
    streamCases(pass);
  });
}

type Pass = (
  id: string,
  sentence: string,
  run: Case,
  skip?: (venue: Venue, candidate: Candidate) => string | undefined,
) => void;

const noSearch = (venue: Venue) => (venue.capabilities.isSearchable ? undefined : 'it cannot be searched');
const noHistory = (venue: Venue) =>
  venue.capabilities.historyTimeframes.length > 0 ? undefined : 'it has no history';
const far = { from: epochMs(0), to: epochMs(8_000_000_000_000) };

function connectionCases(pass: Pass): void {
  pass(
    'VENUE-001',
    'tells what it can do as data, in its own numbers',
    async ({ venue, timeframe, streams }) => {
      const { capabilities } = venue;
      expect(venue.id).toMatch(/^[\w.:-]{1,80}$/);
      expect(capabilities.streams.every((stream) => streamKinds.includes(stream))).toBe(true);
      expect(streams.every((stream) => capabilities.streams.includes(stream))).toBe(true);
      expect(capabilities.priceSides.length).toBeGreaterThan(0);
      expect(capabilities.historyTimeframes).toEqual(
        capabilities.historyTimeframes.toSorted(compareTimeframes),
      );
      if (capabilities.historyTimeframes.length > 0) {
        expect(capabilities.historyTimeframes).toContain(timeframe);
        expect(capabilities.historyPageSize).toBeGreaterThan(0);
      }
      expect(venue.trading === undefined).toBe(capabilities.trading === null);
    },
  );

  pass(
    'VENUE-002',
    'connects through known phases to ready, each with its time, and says so once',
    async ({ venue }) => {
      const states: ConnectionState[] = [];
      const release = venue.onState((state) => states.push(state));
      await venue.connect();
      expect(venue.state().phase).toBe('ready');
      expect(states.at(-1)).toEqual(venue.state());
      for (const { phase, since, nextAttempt } of states) {
        expect(connectionPhases).toContain(phase);
        expect(Number.isFinite(since)).toBe(true);
        expect(nextAttempt === undefined || phase === 'back-off').toBe(true);
      }
      const told = states.length;
      await venue.connect();
      expect(states).toHaveLength(told);
      release();
      release();
      await venue.disconnect();
      expect(states).toHaveLength(told);
    },
  );

  pass(
    'VENUE-003',
    'disconnects, with a reason for a person, and can be connected again',
    async ({ venue }) => {
      await venue.connect();
      await venue.disconnect();
      expect(venue.state()).toMatchObject({ phase: 'disconnected', reason: expect.stringMatching(/\S/) });
      await venue.connect();
      expect(venue.state().phase).toBe('ready');
    },
  );
}

function instrumentCases(pass: Pass): void {
  pass('VENUE-010', 'knows its markets by id, and does not know others', async ({ venue, instrument }) => {
    await venue.connect();
    expect(await venue.market.instrument(instrument.id)).toEqual(instrument);
    expect(await venue.market.instrument(instrumentId('NOWHERE:NOTHING'))).toBeUndefined();
  });

  pass(
    'VENUE-011',
    'finds a market by a part of its id or name, whatever the case, best match first',
    async ({ venue, instrument }) => {
      await venue.connect();
      const symbol = instrument.id.slice(instrument.id.indexOf(':') + 1);
      expect((await venue.market.searchInstruments(symbol.toLowerCase(), 50))[0]).toEqual(instrument);
      const byName = await venue.market.searchInstruments(instrument.name.slice(0, 6).toUpperCase(), 50);
      expect(byName.map(({ id }) => id)).toContain(instrument.id);
      expect(await venue.market.searchInstruments('no such market anywhere', 50)).toEqual([]);
    },
    noSearch,
  );

  pass(
    'VENUE-012',
    'lists what is there for an empty text, and never more than asked for',
    async ({ venue }) => {
      await venue.connect();
      const all = await venue.market.searchInstruments('', 1000);
      expect(all.length).toBeGreaterThan(0);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      expect(await venue.market.searchInstruments('', 1)).toHaveLength(1);
    },
    noSearch,
  );

  pass(
    'VENUE-013',
    'describes its markets in full: steps as decimals, a known calendar, a price side it has',
    async ({ venue, instrument }) => {
      await venue.connect();
      for (const text of [instrument.tickSize, instrument.lotStep, instrument.multiplier])
        expect(text).toMatch(/^\d+(\.\d+)?$/);
      expect(() => calendarOf(instrument.calendar)).not.toThrow();
      expect(venue.capabilities.priceSides).toContain(instrument.priceSide);
    },
  );
}

function historyCases(pass: Pass): void {
  const ask = (
    candidate: Candidate,
    change: { from?: number; to?: number; limit?: number; timeframe?: Timeframe } = {},
  ) => {
    const { venue, instrument, timeframe } = candidate;
    return venue.market.history({
      instrument: instrument.id,
      timeframe: change.timeframe ?? timeframe,
      priceSide: instrument.priceSide,
      range: { from: epochMs(change.from ?? far.from), to: epochMs(change.to ?? far.to) },
      limit: change.limit ?? venue.capabilities.historyPageSize,
    });
  };
  const begin = async (candidate: Candidate) => {
    await candidate.venue.connect();
    return ask(candidate);
  };

  pass(
    'VENUE-020',
    'answers sound bars, oldest first, each time once',
    async (candidate) => {
      const { candles } = await begin(candidate);
      expect(candles.length).toBeGreaterThan(100);
      const bars = candlesOf(candles);
      expect(bars.map(candleFault).filter((fault) => fault !== undefined)).toEqual([]);
      const times = bars.map(({ time }) => time);
      expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
    },
    noHistory,
  );

  pass(
    'VENUE-021',
    'stamps bars with the moment they open by the market’s calendar',
    async (candidate) => {
      const calendar = calendarOf(candidate.instrument.calendar);
      await candidate.venue.connect();
      for (const timeframe of candidate.venue.capabilities.historyTimeframes) {
        for (const time of (await ask(candidate, { timeframe, limit: 50 })).candles.time) {
          const moment = barMoment(timeframe, calendar, epochMs(time));
          expect([barSpan(timeframe, calendar, moment).start, moment], timeframe).toContain(time);
        }
      }
    },
    noHistory,
  );

  pass(
    'VENUE-022',
    'keeps to the range: its beginning is inside, its end is not',
    async (candidate) => {
      const all = candlesOf((await begin(candidate)).candles);
      const [from, to] = [all[20] as Candle, all[60] as Candle];
      const found = candlesOf((await ask(candidate, { from: from.time, to: to.time })).candles);
      expect(found).toEqual(all.slice(20, 60));
      expect((await ask(candidate, { from: from.time, to: from.time })).candles.length).toBe(0);
    },
    noHistory,
  );

  pass(
    'VENUE-023',
    'keeps to the limit, gives the newest of the range, and says where older ones begin',
    async (candidate) => {
      const all = candlesOf((await begin(candidate)).candles);
      const page = await ask(candidate, { limit: 7 });
      expect(candlesOf(page.candles)).toEqual(all.slice(-7));
      expect(page.olderBefore).toBe(all.at(-7)?.time);
    },
    noHistory,
  );

  pass(
    'VENUE-024',
    'can be paged back to its beginning without a hole or a double, and then says that there is no more',
    async (candidate) => {
      const all = candlesOf((await begin(candidate)).candles);
      const from = all[Math.max(0, all.length - 150)]?.time ?? 0;
      const wanted = all.filter(({ time }) => time >= from);
      const pages: Candle[] = [];
      let to: number | undefined = far.to;
      for (let count = 0; to !== undefined; count += 1) {
        if (count > wanted.length) expect.fail('paging does not end');
        const page = await ask(candidate, { from, to, limit: 40 });
        if (page.olderBefore !== undefined) expect(page.olderBefore).toBeLessThan(to);
        pages.unshift(...candlesOf(page.candles));
        to = page.olderBefore;
      }
      expect(pages).toEqual(wanted);
    },
    noHistory,
  );

  pass(
    'VENUE-025',
    'shows nothing later than its moment, and marks the one bar that is not finished',
    async (candidate) => {
      const { venue, instrument, timeframe } = candidate;
      await venue.connect();
      const calendar = calendarOf(instrument.calendar);
      for (let round = 0; round < 5; round += 1) {
        await candidate.move();
        const { candles, asOf, formingFrom } = await ask(candidate);
        expect(asOf).toBeLessThanOrEqual(venue.market.now(instrument.id));
        const bars = candlesOf(candles);
        expect(bars.every(({ time }) => time <= asOf)).toBe(true);
        const running = bars.filter(
          ({ time }) => barSpan(timeframe, calendar, barMoment(timeframe, calendar, time)).end > asOf,
        );
        expect(running.map(({ time }) => time)).toEqual(formingFrom === undefined ? [] : [formingFrom]);
      }
    },
    noHistory,
  );

  pass(
    'VENUE-026',
    'answers an empty page, not an error, where nothing was traded',
    async (candidate) => {
      await candidate.venue.connect();
      const page = await ask(candidate, { from: 0, to: 86_400_000 });
      expect([page.candles.length, page.olderBefore, page.formingFrom]).toEqual([0, undefined, undefined]);
    },
    noHistory,
  );

  pass(
    'VENUE-027',
    'answers every timeframe and price side that it claims',
    async (candidate) => {
      const { venue, instrument } = candidate;
      await venue.connect();
      for (const timeframe of venue.capabilities.historyTimeframes) {
        for (const priceSide of venue.capabilities.priceSides) {
          const page = await venue.market.history({
            instrument: instrument.id,
            timeframe,
            priceSide,
            range: far,
            limit: 3,
          });
          expect(page.candles.length, `${timeframe} ${priceSide}`).toBeLessThanOrEqual(3);
        }
      }
    },
    noHistory,
  );

  pass(
    'VENUE-028',
    'refuses an unknown market with a Failure',
    async ({ venue, timeframe }) => {
      await venue.connect();
      const asked = venue.market.history({
        instrument: instrumentId('NOWHERE:NOTHING'),
        timeframe,
        priceSide: 'trade',
        range: far,
        limit: 3,
      });
      await expect(asked).rejects.toBeInstanceOf(Failure);
    },
    noHistory,
  );
}

function streamCases(pass: Pass): void {
  const listen = ({ venue }: Candidate) => {
    const batches: MarketEvent[][] = [];
    venue.market.onEvents((events) => batches.push([...events]));
    return { batches, count: () => batches.flat().filter(({ kind }) => kind !== 'reset').length };
  };
  const subscribe = ({ venue, instrument, timeframe, streams }: Candidate) =>
    streams.map((stream) =>
      venue.market.subscribe({
        instrument: instrument.id,
        stream,
        ...(stream === 'candles' ? { timeframe } : {}),
      }),
    );

  pass('VENUE-030', 'streams what is subscribed to, and nothing else', async (candidate) => {
    await candidate.venue.connect();
    const heard = listen(candidate);
    await candidate.move();
    expect(heard.count()).toBe(0);
    subscribe(candidate);
    await candidate.move();
    expect(heard.count()).toBeGreaterThan(0);
    const kinds = { quotes: 'quote', trades: 'trade', candles: 'candle', book: 'book' } as const;
    const wanted = new Set<string>(candidate.streams.map((stream) => kinds[stream]));
    for (const event of heard.batches.flat()) {
      expect(event.instrument).toBe(candidate.instrument.id);
      // Figures of the session come along with quotes.
      const kind = event.kind === 'session' ? 'quote' : event.kind;
      if (kind !== 'reset') expect(wanted).toContain(kind);
    }
  });

  pass(
    'VENUE-031',
    'takes a subscription as a wish: before connecting, and again after a reconnect',
    async (candidate) => {
      const heard = listen(candidate);
      subscribe(candidate);
      await candidate.venue.connect();
      await candidate.move();
      const before = heard.count();
      expect(before).toBeGreaterThan(0);
      await candidate.venue.disconnect();
      await candidate.venue.connect();
      await candidate.move();
      expect(heard.count()).toBeGreaterThan(before);
    },
  );

  pass(
    'VENUE-032',
    'sends one stream for the same request twice, until both are released, each counted once',
    async (candidate) => {
      await candidate.venue.connect();
      const [first, second] = [subscribe(candidate), subscribe(candidate)];
      const heard = listen(candidate);
      await candidate.move();
      const events = heard.batches.flat().filter(({ kind }) => kind === 'trade');
      expect(new Set(events).size).toBe(events.length);
      for (const release of [...first, ...first]) release();
      const before = heard.count();
      await candidate.move();
      expect(heard.count()).toBeGreaterThan(before);
      for (const release of second) release();
      const after = heard.count();
      await candidate.move();
      expect(heard.count()).toBe(after);
    },
  );

  pass(
    'VENUE-033',
    'sends the events of each stream in the order they happened, none after its own moment, all numbers sound',
    async (candidate) => {
      await candidate.venue.connect();
      subscribe(candidate);
      const late: number[] = [];
      // Venues send their streams at different paces, such as quotes at once and trades in batches.
      const newest = new Map<string, number>();
      let disorder = 0;
      candidate.venue.market.onEvents((events) => {
        for (const event of events) {
          if (!('time' in event)) continue;
          if (event.time < (newest.get(event.kind) ?? 0)) disorder += 1;
          newest.set(event.kind, event.time);
          if (event.time > candidate.venue.market.now(candidate.instrument.id)) late.push(event.time);
          if (event.kind === 'trade') expect(Number.isFinite(event.price) && event.size >= 0).toBe(true);
          if (event.kind === 'quote') expect(Number.isNaN(event.bid) && Number.isNaN(event.ask)).toBe(false);
        }
      });
      for (let round = 0; round < 10; round += 1) await candidate.move();
      expect([disorder, late]).toEqual([0, []]);
      expect(newest.size).toBeGreaterThan(0);
    },
  );

  pass(
    'VENUE-034',
    'is silent once disconnected, and a released listener hears nothing',
    async (candidate) => {
      await candidate.venue.connect();
      subscribe(candidate);
      const heard = listen(candidate);
      let toReleased = 0;
      const release = candidate.venue.market.onEvents(() => {
        toReleased += 1;
      });
      release();
      release();
      await candidate.move();
      const before = heard.count();
      await candidate.venue.disconnect();
      await candidate.move();
      expect(heard.count()).toBe(before);
      expect(toReleased).toBe(0);
    },
  );

  pass(
    'VENUE-035',
    'joins history and stream: what comes after a page’s moment continues its bars',
    async (candidate) => {
      const { venue, instrument, timeframe } = candidate;
      await venue.connect();
      subscribe(candidate);
      const heard = listen(candidate);
      const range = far;
      const ask = () =>
        venue.market.history({
          instrument: instrument.id,
          timeframe,
          priceSide: instrument.priceSide,
          range,
          limit: 5,
        });
      const { asOf } = await ask();
      await candidate.move();
      const later = await ask();
      const fresh = heard.batches.flat().filter((event) => 'time' in event && event.kind !== 'reset');
      expect(fresh.length).toBeGreaterThan(0);
      for (const event of fresh) if ('time' in event) expect(event.time).toBeGreaterThan(asOf);
      expect(later.asOf).toBeGreaterThanOrEqual(
        Math.max(...fresh.map((event) => ('time' in event ? event.time : 0))),
      );
    },
    noHistory,
  );

  pass(
    'VENUE-036',
    'reports a lost connection, tries again by itself, and streams on',
    async (candidate) => {
      await candidate.venue.connect();
      subscribe(candidate);
      const heard = listen(candidate);
      const phases: string[] = [];
      candidate.venue.onState(({ phase }) => phases.push(phase));
      await candidate.drop?.();
      await expect.poll(() => candidate.venue.state().phase, { timeout: 20_000 }).toBe('ready');
      expect(phases.some((phase) => phase === 'back-off' || phase === 'connecting')).toBe(true);
      const before = heard.count();
      await candidate.move();
      expect(heard.count()).toBeGreaterThan(before);
    },
    (_venue, { drop }) => (drop === undefined ? 'it has no connection that could be lost' : undefined),
  );
}
