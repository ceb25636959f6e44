import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../src-shared/domain/calendars.ts';
import { type Candle, candlesOf } from '../../../src-shared/domain/candle.ts';
import { CandleBuilder } from '../../../src-shared/domain/candle-builder.ts';
import { type Instrument, instrumentId, type PriceSide } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import { openReplay, replayedId, storedId } from './index.ts';
import { FakeClock } from './testing/fake-clock.ts';
import { MemorySource, quotesOf, sampleInstrument, tradesOf } from './testing/memory-source.ts';

const minute = 60_000;
const monday = Date.UTC(2024, 0, 8);
const aaa = sampleInstrument;
const bbb: Instrument = { ...aaa, id: instrumentId('TEST:BBB') };
const quoted: Instrument = {
  ...aaa,
  id: instrumentId('TEST:FX'),
  tickSize: '0.25',
  priceSide: 'bid',
  calendar: 'forex',
};

/** Minute bars that go up and down; `holes` are minutes without one. */
function minuteBars(
  start: number,
  count: number,
  holes: ReadonlySet<number> = new Set(),
  volume = 0.7,
): Candle[] {
  const bars: Candle[] = [];
  for (let index = 0; index < count; index += 1) {
    if (holes.has(index)) continue;
    const open = 100 + (index % 7) * 0.25;
    const close = 100 + ((index * 3) % 5) * 0.25;
    bars.push({
      time: epochMs(start + index * minute),
      open,
      high: Math.max(open, close) + 0.5,
      low: Math.min(open, close) - 0.75,
      close,
      volume: volume * (1 + (index % 4)),
    });
  }
  return bars;
}
const seriesOf = (instrument: Instrument, timeframe: Timeframe = '1m', priceSide: PriceSide = 'trade') => ({
  instrument: instrument.id,
  timeframe,
  priceSide,
});

async function opened(source: MemorySource, ...watched: readonly Instrument[]) {
  const clock = new FakeClock();
  const venue = openReplay({ source, clock, now: () => epochMs(0) });
  await venue.connect();
  const events: MarketEvent[] = [];
  venue.market.onEvents((batch) => events.push(...batch));
  for (const instrument of watched) {
    for (const stream of ['quotes', 'trades'] as const)
      venue.market.subscribe({ instrument: replayedId(instrument.id), stream });
  }
  const timed = () => events.filter((event) => event.kind === 'quote' || event.kind === 'trade');
  const load = (seed: number, ...tracks: readonly { source: Instrument; from?: number; to?: number }[]) =>
    venue.session.load(
      tracks.map(({ source: one, from, to }) => ({
        source: one.id,
        from: from === undefined ? null : epochMs(from),
        to: to === undefined ? null : epochMs(to),
      })),
      seed,
    );
  const playAll = () => {
    venue.session.setSpeed(0);
    venue.session.play();
    clock.run();
  };
  return { venue, session: venue.session, clock, events, timed, load, playAll };
}

const hashOf = (events: readonly MarketEvent[]) =>
  createHash('sha256').update(JSON.stringify(events)).digest('hex');

/** The bars that these events make, closed ones and the one in the making. */
function barsOf(
  events: readonly MarketEvent[],
  frame: Timeframe,
  side: PriceSide,
  calendar = 'crypto-24-7',
): Candle[] {
  const bars: Candle[] = [];
  const builder = new CandleBuilder(
    [frame],
    calendarOf(calendar),
    (of, time, open, high, low, close, volume) => {
      if (of === frame) bars.push({ time: epochMs(time), open, high, low, close, volume });
    },
  );
  for (const event of events) {
    if (event.kind === 'trade' && side === 'trade') builder.tick(event.time, event.price, event.size);
    if (event.kind === 'quote' && side === 'bid' && !Number.isNaN(event.bid))
      builder.tick(event.time, event.bid, event.volume);
    if (event.kind === 'quote' && side === 'ask' && !Number.isNaN(event.ask))
      builder.tick(event.time, event.ask, event.askVolume ?? event.volume);
  }
  const forming = builder.forming(frame);
  return forming === undefined ? bars : [...bars, forming];
}

describe('a replay', () => {
  test('repeats exactly: the same range and seed give the same events, another seed others with the same bars', async () => {
    const bars = minuteBars(monday, 300, new Set([17, 18, 200]));
    const run = async (seed: number) => {
      const one = await opened(new MemorySource(aaa).store(seriesOf(aaa), bars), aaa);
      one.load(seed, { source: aaa });
      one.playAll();
      return one.timed();
    };
    const [first, again, other] = [await run(1), await run(1), await run(2)];
    expect(hashOf(again)).toBe(hashOf(first));
    expect(hashOf(other)).not.toBe(hashOf(first));
    for (const events of [first, other]) {
      expect(events).toHaveLength(bars.length * 16);
      expect(barsOf(events, '1m', 'trade')).toEqual(bars);
    }
  });

  test('comes out the same however it is cut: at full speed, step by step, at any pace, after a pause', async () => {
    const make = async () => {
      const one = await opened(
        new MemorySource(aaa, bbb)
          .store(seriesOf(aaa), minuteBars(monday, 20))
          .store(seriesOf(bbb), minuteBars(monday + 7, 20, new Set([3]))),
        aaa,
        bbb,
      );
      one.load(5, { source: aaa }, { source: bbb });
      return one;
    };
    const whole = await make();
    whole.playAll();
    const stepped = await make();
    for (let turn = 0; stepped.session.status().phase !== 'ended'; turn += 1) {
      if (turn > 2000) expect.fail('stepping does not end');
      stepped.session.stepEvent();
    }
    const paced = await make();
    paced.session.setSpeed(60);
    paced.session.play();
    for (let turn = 0; paced.session.status().phase !== 'ended'; turn += 1) {
      if (turn > 5000) expect.fail('playing does not end');
      paced.clock.pass(13);
      if (turn % 40 === 0) {
        paced.session.pause();
        const before = paced.events.length;
        paced.clock.pass(5000);
        expect(paced.events).toHaveLength(before);
        paced.session.setSpeed(60 + turn);
        paced.session.play();
      }
    }
    expect(hashOf(stepped.timed())).toBe(hashOf(whole.timed()));
    expect(hashOf(paced.timed())).toBe(hashOf(whole.timed()));
  });

  test('plays several markets of different years on one clock, each in its own time, in the clock’s order', async () => {
    const later = Date.UTC(2030, 5, 3, 12);
    const one = await opened(
      new MemorySource(aaa, bbb)
        .store(seriesOf(aaa), minuteBars(monday, 30))
        .store(seriesOf(bbb), minuteBars(later, 10)),
      aaa,
      bbb,
    );
    one.load(1, { source: aaa }, { source: bbb });
    one.playAll();
    const elapsed = one
      .timed()
      .map(({ instrument, time }) => time - (instrument === replayedId(aaa.id) ? monday : later));
    expect(elapsed).toEqual(elapsed.toSorted((a, b) => a - b));
    expect(elapsed).toHaveLength(40 * 16);
    expect(one.session.status()).toMatchObject({
      phase: 'ended',
      lengthMs: 30 * minute,
      elapsedMs: 30 * minute,
      events: 640,
    });
    expect(one.session.status().tracks.map(({ now }) => now)).toEqual([
      monday + 30 * minute,
      later + 10 * minute,
    ]);
  });

  test('keeps both sides of quoted bars, their volumes counted apart and bars that only one side has', async () => {
    const bid = minuteBars(monday, 40, new Set([5, 6]));
    const ask = minuteBars(monday, 41, new Set([9]), 0.3).map((bar) => ({
      ...bar,
      open: bar.open + 1,
      high: bar.high + 1,
      low: bar.low + 1,
      close: bar.close + 1,
    }));
    const one = await opened(
      new MemorySource(quoted)
        .store(seriesOf(quoted, '1m', 'bid'), bid)
        .store(seriesOf(quoted, '1m', 'ask'), ask),
      quoted,
    );
    one.load(3, { source: quoted });
    one.playAll();
    expect(barsOf(one.timed(), '1m', 'bid', 'forex')).toEqual(bid);
    expect(barsOf(one.timed(), '1m', 'ask', 'forex')).toEqual(ask);
  });

  test('plays stored ticks as they are, a crowd of one moment whole', async () => {
    const trades = Array.from({ length: 12_000 }, (_, index) => ({
      time: monday + (index < 9000 ? 0 : index),
      price: 100 + (index % 9),
      size: 1 + (index % 3),
    }));
    const one = await opened(new MemorySource(aaa).storeTicks(aaa.id, tradesOf(trades)), aaa);
    one.load(1, { source: aaa });
    one.playAll();
    expect(
      one
        .timed()
        .map((event) => event.kind === 'trade' && { time: event.time, price: event.price, size: event.size }),
    ).toEqual(trades);
  });

  test('plays only what lies before its end, and its history ends there too', async () => {
    const end = monday + 10 * minute + 30_000;
    const one = await opened(new MemorySource(aaa).store(seriesOf(aaa), minuteBars(monday, 60)), aaa);
    one.load(1, { source: aaa, from: monday + 2 * minute + 20_000, to: end });
    one.playAll();
    const times = one.timed().map(({ time }) => time);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(monday + 2 * minute + 20_000);
    expect(Math.max(...times)).toBeLessThan(end);
    const page = await one.venue.market.history({
      ...seriesOf(aaa),
      instrument: replayedId(aaa.id),
      range: { from: epochMs(0), to: epochMs(2e12) },
      limit: 100,
    });
    const last = candlesOf(page.candles).at(-1) as Candle;
    expect(last.time).toBe(monday + 10 * minute);
    expect(last.close).toBe(one.timed().findLast((event) => event.kind === 'trade')?.price);
    const whole = minuteBars(monday, 60)[10] as Candle;
    expect(last.volume).toBeLessThan(whole.volume);
  });

  test('streams what is asked for, until the last holder lets go, and nothing while disconnected', async () => {
    const one = await opened(new MemorySource(aaa).store(seriesOf(aaa), minuteBars(monday, 10)));
    one.load(1, { source: aaa });
    const instrument = replayedId(aaa.id);
    const quotesOnly = one.venue.market.subscribe({ instrument, stream: 'quotes' });
    one.session.stepBar(minute);
    expect(one.timed()).toHaveLength(0);
    const [first, second] = [
      one.venue.market.subscribe({ instrument, stream: 'trades' }),
      one.venue.market.subscribe({ instrument, stream: 'trades' }),
    ];
    one.session.stepBar(minute);
    expect(one.timed()).toHaveLength(16);
    first();
    first();
    one.session.stepBar(minute);
    expect(one.timed()).toHaveLength(32);
    await one.venue.disconnect();
    one.session.stepBar(minute);
    expect(one.timed()).toHaveLength(32);
    await one.venue.connect();
    one.session.stepBar(minute);
    expect(one.timed()).toHaveLength(48);
    second();
    quotesOnly();
    one.session.stepBar(minute);
    expect(one.timed()).toHaveLength(48);
  });
});

describe('the clock', () => {
  const minutes = async (count = 30, holes?: ReadonlySet<number>) => {
    const one = await opened(
      new MemorySource(aaa).store(seriesOf(aaa), minuteBars(monday, count, holes)),
      aaa,
    );
    one.load(1, { source: aaa });
    return one;
  };

  test('runs at its speed, and changes it on the way', async () => {
    const one = await minutes();
    one.session.setSpeed(60);
    one.session.play();
    one.clock.pass(2000);
    expect(one.session.status().elapsedMs).toBeGreaterThan(1.9 * minute);
    expect(one.session.status().elapsedMs).toBeLessThanOrEqual(2 * minute);
    one.session.setSpeed(600);
    one.clock.pass(1000);
    expect(one.session.status().elapsedMs).toBeGreaterThan(11.8 * minute);
    expect(one.session.status().elapsedMs).toBeLessThanOrEqual(12 * minute);
    expect(Math.max(...one.timed().map(({ time }) => time))).toBeLessThanOrEqual(
      one.session.now(replayedId(aaa.id)),
    );
  });

  test('runs in real time at speed 1, though the moments of a bar lie seconds apart', async () => {
    const one = await minutes();
    one.session.setSpeed(1);
    one.session.play();
    one.clock.pass(minute);
    expect(one.timed()).toHaveLength(16);
    one.clock.pass(minute);
    expect(one.timed()).toHaveLength(32);
  });

  test('jumps over hours in which nothing happens', async () => {
    const holes = new Set(Array.from({ length: 600 }, (_, index) => index + 5));
    const one = await minutes(620, holes);
    one.session.setSpeed(1);
    one.session.seek(4.9 * minute);
    one.session.play();
    one.clock.pass(8000);
    expect(one.session.status().elapsedMs).toBeGreaterThanOrEqual(605 * minute);
    expect(one.session.status().phase).toBe('playing');
  });

  test('steps to the next event, and over a whole bar with what happens in it', async () => {
    const one = await minutes(30, new Set([2, 3, 4]));
    one.session.stepEvent();
    expect(one.timed().map(({ time }) => time)).toEqual([monday]);
    one.session.stepBar(minute);
    expect(one.timed()).toHaveLength(16);
    expect(one.session.now(replayedId(aaa.id))).toBe(monday + minute - 1);
    one.session.stepBar(5 * minute);
    expect(one.timed()).toHaveLength(32);
    expect(one.session.now(replayedId(aaa.id))).toBe(monday + 5 * minute - 1);
    expect(one.session.status().phase).toBe('paused');
  });

  test('steps over a currency day to 17:00 New York, not to midnight UTC', async () => {
    const one = await opened(
      new MemorySource(quoted).store(seriesOf(quoted, '1m', 'bid'), minuteBars(monday, 2000)),
      quoted,
    );
    one.load(1, { source: quoted });
    one.session.stepBar(86_400_000);
    expect(one.session.now(replayedId(quoted.id))).toBe(Date.UTC(2024, 0, 8, 22) - 1);
  });

  test('stops at the end: steps change nothing more, and playing begins anew', async () => {
    const one = await minutes(3);
    one.playAll();
    expect(one.session.status()).toMatchObject({ phase: 'ended', elapsedMs: 3 * minute });
    const before = one.events.length;
    one.session.stepEvent();
    one.session.stepBar(minute);
    expect(one.events).toHaveLength(before);
    expect(one.session.status().phase).toBe('ended');
    expect(one.clock.timers).toBe(0);
    one.playAll();
    expect(one.timed()).toHaveLength(2 * 48);
    expect(one.session.status().phase).toBe('ended');
  });

  test('seeks forward and back, announces the jump, and plays on what follows', async () => {
    const whole = await minutes();
    whole.playAll();
    const one = await minutes();
    for (const elapsed of [10.3 * minute, 2.6 * minute, 0, 29.9 * minute, 10.3 * minute]) {
      one.events.length = 0;
      one.session.seek(elapsed);
      const now = monday + Math.floor(elapsed) - (elapsed === 0 ? 1 : 0);
      expect(one.events).toEqual([{ kind: 'reset', instrument: replayedId(aaa.id), time: now }]);
      one.playAll();
      expect(one.timed()).toEqual(whole.timed().filter(({ time }) => time > now));
    }
    one.session.seek(1e12);
    expect(one.session.status()).toMatchObject({ phase: 'ended', elapsedMs: 30 * minute });
  });

  test('may be paused, sought or loaded by whoever hears an event', async () => {
    for (const act of ['pause', 'seek', 'load'] as const) {
      const one = await minutes(600);
      let isDone = false;
      one.venue.market.onEvents((batch) => {
        if (isDone || batch[0]?.kind === 'reset') return;
        isDone = true;
        if (act === 'pause') one.session.pause();
        else if (act === 'seek') one.session.seek(minute);
        else one.load(2, { source: aaa });
      });
      one.session.setSpeed(0);
      one.session.play();
      one.clock.run(1);
      expect(one.session.status().phase, act).toBe(act === 'seek' ? 'playing' : 'paused');
      expect(one.clock.timers, act).toBe(act === 'seek' ? 1 : 0);
      expect(one.session.status().elapsedMs, act).toBeLessThanOrEqual(
        act === 'pause' ? 600 * minute : minute,
      );
    }
  });

  test('refuses what is not stored and keeps what was loaded', async () => {
    const one = await minutes();
    one.session.stepBar(minute);
    expect(() => one.load(1, { source: bbb })).toThrow(/No history of TEST:BBB is stored/);
    expect(() => one.load(1, { source: aaa }, { source: aaa })).toThrow(/only once/);
    expect(() => one.load(1, { source: aaa, from: monday + 1e9 })).toThrow(/in that range/);
    expect(one.session.status()).toMatchObject({ phase: 'paused', events: 16 });
    const empty = await opened(new MemorySource(aaa));
    expect(() => empty.session.play()).toThrow(/No replay is loaded/);
  });
});

describe('the past, as it looked at the replayed moment', () => {
  const frames: readonly Timeframe[] = ['1m', '3m', '5m', '45m', '1h', '4h', '1D', '1W'];
  const far = { from: epochMs(0), to: epochMs(4e12) };

  test('is what would have been built live up to then, bit for bit, at any moment and never beyond it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(400), { maxLength: 80 }),
        fc.integer({ min: -1, max: 401 * minute }),
        fc.constantFrom(...frames),
        fc.constantFrom('trade', 'bid', 'ask', 'quote ticks', 'trade ticks'),
        async (holes, elapsed, frame, kind) => {
          const bars = minuteBars(monday, 400, new Set(holes));
          const instrument = kind === 'trade' || kind === 'trade ticks' ? aaa : quoted;
          const source = new MemorySource(instrument);
          const rows = bars.flatMap(({ time, open, close }) => [
            { time: time + 13, price: open, size: 0.7, bid: open, ask: close },
            { time: time + 40_000, price: close, size: 0.1, bid: close, ask: Number.NaN },
          ]);
          if (kind === 'trade') source.store(seriesOf(aaa), bars);
          else if (kind === 'quote ticks') source.storeTicks(quoted.id, quotesOf(rows));
          else if (kind === 'trade ticks') source.storeTicks(aaa.id, tradesOf(rows));
          else
            source.store(seriesOf(quoted, '1m', 'bid'), bars).store(
              seriesOf(quoted, '1m', 'ask'),
              bars.map((bar) => ({ ...bar, volume: bar.volume / 3 })),
            );
          const side: PriceSide = instrument === aaa ? 'trade' : kind === 'ask' ? 'ask' : 'bid';
          const one = await opened(source, instrument);
          one.load(9, { source: instrument });
          one.playAll();
          const all = one.timed();
          one.session.seek(elapsed);
          const now = one.session.now(replayedId(instrument.id));
          const played = barsOf(
            all.filter(({ time }) => time <= now),
            frame,
            side,
            instrument.calendar,
          );
          const page = await one.venue.market.history({
            instrument: replayedId(instrument.id),
            timeframe: frame,
            priceSide: side,
            range: far,
            limit: 1000,
          });
          expect(page.asOf).toBe(now);
          const found = candlesOf(page.candles);
          expect(found).toEqual(played);
          if (page.formingFrom !== undefined) expect(page.formingFrom).toBe(found.at(-1)?.time);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('can be leafed through page by page without a hole or a double', async () => {
    for (const kind of ['bars', 'ticks'] as const) {
      // A weekend of silence in between.
      const bars = [...minuteBars(monday, 100), ...minuteBars(monday + 3 * 86_400_000, 100)];
      const source = new MemorySource(aaa);
      if (kind === 'bars') source.store(seriesOf(aaa), bars);
      else
        source.storeTicks(aaa.id, tradesOf(bars.map(({ time, close }) => ({ time, price: close, size: 1 }))));
      const one = await opened(source, aaa);
      one.load(1, { source: aaa });
      one.playAll();
      for (const limit of [1, 7, 64, 150]) {
        const pages: Candle[][] = [];
        let to: number | undefined = 4e12;
        while (to !== undefined) {
          if (pages.length > 400) expect.fail('paging does not end');
          const page = await one.venue.market.history({
            ...seriesOf(aaa),
            instrument: replayedId(aaa.id),
            range: { from: epochMs(0), to: epochMs(to) },
            limit,
          });
          pages.unshift(candlesOf(page.candles));
          to = page.olderBefore;
        }
        expect(
          pages.flat().map(({ time }) => time),
          `${kind} by ${limit}`,
        ).toEqual(bars.map(({ time }) => time));
      }
    }
  });

  test('reaches back with longer stored bars before the finest begin, and says truly whether there is more', async () => {
    const stocks: Instrument = { ...aaa, calendar: 'us-stocks' };
    const days = Array.from({ length: 10 }, (_, index) => ({
      time: epochMs(monday + (index - 10) * 86_400_000),
      open: index,
      high: index + 1,
      low: index,
      close: index + 1,
      volume: 3,
    }));
    const source = new MemorySource(stocks)
      .store(seriesOf(stocks, '1D'), days)
      .store(seriesOf(stocks), minuteBars(monday + 15 * 3_600_000, 60));
    const one = await opened(source, stocks);
    one.load(1, { source: stocks });
    one.playAll();
    const ask = (limit: number, to: number) =>
      one.venue.market.history({
        ...seriesOf(stocks, '1D'),
        instrument: replayedId(stocks.id),
        range: { from: epochMs(0), to: epochMs(to) },
        limit,
      });
    const all = await ask(100, 4e12);
    expect(all.candles.length).toBe(11);
    expect(all.olderBefore).toBeUndefined();
    const newest = await ask(4, 4e12);
    expect(newest.olderBefore).toBe(newest.candles.time[0]);
    const older = await ask(100, newest.olderBefore ?? 0);
    expect([...older.candles.time, ...newest.candles.time]).toEqual([...all.candles.time]);
    expect(older.olderBefore).toBeUndefined();
  });
});

test('a replayed market has a name of its own that leads back to the stored one', () => {
  expect(replayedId(instrumentId('CME:6EH4'))).toBe('REPLAY:CME.6EH4');
  expect(storedId(instrumentId('REPLAY:CME.6EH4'))).toBe('CME:6EH4');
  expect(storedId(instrumentId('CME:6EH4'))).toBeUndefined();
  expect(storedId(instrumentId('REPLAY:CME'))).toBeUndefined();
});
