import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import { candlesOf } from '../../src-shared/domain/candle.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
import { MemoryMarketStore } from './import/memory-market-store.ts';
import { createMarketHub, LatencyMeter, PageStream } from './index.ts';
import { seedBars } from './seed-bars.ts';
import { SideBars } from './side-bars.ts';
import { FakeVenue, fakeInstrument } from './testing/fake-venue.ts';
import { PageModel } from './testing/page-model.ts';

const minute = 60_000;
const start = Date.UTC(2026, 2, 2, 9, 30);
const { id } = fakeInstrument;
const series = (timeframe: Timeframe) => ({ instrument: id, timeframe, priceSide: 'trade' as const });

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(fake = new FakeVenue(start)) {
  const logged: string[] = [];
  const latency = new LatencyMeter();
  const market = new MemoryMarketStore();
  const hub = createMarketHub({ market, latency, log: (event) => logged.push(event) });
  const detach = hub.attach(fake.venue);
  return { fake, hub, detach, logged, latency, market };
}

/** A tape of some hours before now, a trade every twenty seconds with a pause in it. */
function recordPast(fake: FakeVenue, hours = 30): void {
  for (let time = start - hours * 60 * minute; time < start; time += 20_000) {
    if (time % (7 * 60 * minute) < 45 * minute) continue;
    fake.trade(time + (time % 17_000), 100 + (time % 31), 1 + (time % 5));
  }
}

/** A page with one chart of a timeframe: asks for history at first and whenever the series starts again. */
async function openChart({ hub, latency }: ReturnType<typeof setUp>, frame: Timeframe, count = 5000) {
  const model = new PageModel();
  const stream = new PageStream(hub, model.sink, latency);
  model.acknowledge = (bytes) => stream.onMessage(bytes);
  let request = 0;
  const failures: unknown[] = [];
  const load = async (channel: number) => {
    request += 1;
    const mine = request;
    model.requests.set(mine, channel);
    try {
      const { candles } = await hub.history(series(frame), null, count);
      // An answer that a newer question has overtaken is not wanted any more.
      if (mine === request) stream.sendHistory(mine, candles);
    } catch (error) {
      failures.push(error);
    }
  };
  model.onReset = (channel) => void load(channel);
  const channel = await stream.subscribe({ kind: 'candles', ...series(frame) });
  void load(channel);
  return { model, stream, channel, bars: () => model.barsOf(channel), failures };
}
const settle = (ms = 200) => vi.advanceTimersByTimeAsync(ms);

describe('one feed', () => {
  test('serves all who hold it, lingers after the last, and then lets go', async () => {
    const { fake, hub } = setUp();
    const [one, two] = [await hub.hold(id), await hub.hold(id)];
    expect(two.feed).toBe(one.feed);
    expect(fake.subscriptions).toBe(2);
    one.release();
    one.release();
    await settle(60_000);
    expect(fake.subscriptions).toBe(2);
    two.release();
    await settle(4900);
    const three = await hub.hold(id);
    expect(three.feed).toBe(one.feed);
    await settle(60_000);
    expect(fake.subscriptions).toBe(2);
    three.release();
    await settle(5100);
    expect(fake.subscriptions).toBe(0);
    const anew = await hub.hold(id);
    expect(anew.feed).not.toBe(one.feed);
  });

  test('held by many at the same moment is one', async () => {
    const { fake, hub } = setUp();
    const held = await Promise.all(Array.from({ length: 20 }, () => hub.hold(id)));
    expect(new Set(held.map(({ feed }) => feed)).size).toBe(1);
    expect(fake.subscriptions).toBe(2);
    await expect(hub.hold(instrumentId('FAKE:NONE'))).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('hears only its own connection', async () => {
    const { hub, fake } = setUp();
    const twin = new FakeVenue(start);
    hub.attach(twin.venue);
    const { feed } = await hub.hold(id);
    await settle();
    twin.trade(start + 1000, 50);
    expect(feed.tradeCount).toBe(0);
    fake.trade(start + 1000, 51);
    expect(feed.quote.last).toBe(51);
  });

  test('is stale while disconnected and lays the missed part afresh when the connection is back', async () => {
    const parts = setUp();
    recordPast(parts.fake);
    const chart = await openChart(parts, '1m');
    const { feed } = await parts.hub.hold(id);
    await settle();
    parts.fake.trade(start + 1000, 101);
    expect(feed.state).toBe('live');
    parts.fake.enter('back-off');
    expect(feed.state).toBe('stale');
    for (let index = 0; index < 30; index += 1) parts.fake.trade(start + index * 20_000 + 2000, 90 + index);
    await settle();
    expect(chart.bars()).not.toEqual(parts.fake.bars('1m'));
    parts.fake.enter('ready');
    await settle();
    expect(feed.state).toBe('live');
    expect(chart.model.resets).toBe(1);
    expect(chart.bars()).toEqual(parts.fake.bars('1m'));
  });

  test('tries again when its history could not be had, and is whole in the end', async () => {
    const parts = setUp();
    recordPast(parts.fake);
    parts.fake.failure = new Failure('rate-limited', 'Too fast.');
    const chart = await openChart(parts, '1h');
    await settle();
    expect(parts.logged).toContain('market.seed-failed');
    parts.fake.trade(start + 1000, 101);
    parts.fake.failure = undefined;
    await settle(10_000);
    expect(chart.bars()).toEqual(parts.fake.bars('1h'));
  });

  test('refuses timeframes without end', async () => {
    const { hub } = setUp();
    const { feed } = await hub.hold(id);
    expect(() => {
      for (let seconds = 7; seconds < 100; seconds += 1) feed.bars('trade', `${seconds}s`);
    }).toThrow(/too many timeframes/);
  });

  test('shows its holders that its connection was taken away', async () => {
    const { hub, detach, fake } = setUp();
    const { feed } = await hub.hold(id);
    await settle();
    fake.trade(start + 1, 5);
    detach();
    expect(feed.state).toBe('stale');
    expect(fake.subscriptions).toBe(0);
    expect(hub.venues()).toEqual([]);
  });
});

describe('history and live', () => {
  test.each(['1m', '3m', '1h', '4h', '1D', '1W', '3M'] as const)(
    '%s bars join without a hole or a double, for late subscribers too',
    async (frame) => {
      const parts = setUp();
      recordPast(parts.fake);
      const early = await openChart(parts, frame);
      await settle();
      for (let index = 1; index < 200; index += 1)
        parts.fake.trade(start + index * 23_000, 100 + (index % 13), index % 4);
      await settle();
      const late = await openChart(parts, frame);
      await settle();
      for (let index = 200; index < 300; index += 1)
        parts.fake.trade(start + index * 23_000, 100 + (index % 13), index % 4);
      await settle();
      const truth = parts.fake.bars(frame);
      expect(early.bars()).toEqual(truth);
      expect(late.bars()).toEqual(truth);
      expect(candlesOf((await parts.hub.history(series(frame), null, 5000)).candles)).toEqual(truth);
    },
  );

  test('join whatever the order of trades, slow answers, jumps and lost connections', async () => {
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant('trade' as const),
          after: fc.integer({ min: 1, max: 90_000 }),
          price: fc.integer({ min: 90, max: 110 }),
          size: fc.nat(5),
        }),
      },
      { weight: 4, arbitrary: fc.constant({ kind: 'answer' as const }) },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 60 }) }),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          { kind: 'reset' as const },
          { kind: 'drop' as const },
          { kind: 'second chart' as const },
        ),
      },
    );
    let joins = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 60 }),
        fc.constantFrom<Timeframe>('1m', '5m', '1h', '1D'),
        fc.boolean(),
        async (steps, frame, lateAnswers) => {
          const parts = setUp();
          const { fake } = parts;
          for (let back = 40; back > 0; back -= 1)
            fake.trade(start - back * 97_000, 100 + (back % 7), back % 3);
          fake.isSlow = true;
          fake.lateAnswers = lateAnswers;
          const charts = [await openChart(parts, frame)];
          let time = start;
          for (const one of steps) {
            if (one.kind === 'trade') {
              time += one.after;
              fake.trade(time, one.price, one.size);
            } else if (one.kind === 'answer') fake.answerNext();
            else if (one.kind === 'wait') await settle(one.ms);
            else if (one.kind === 'reset') fake.emit({ kind: 'reset', instrument: id, time: fake.now });
            else if (one.kind === 'second chart') charts.push(await openChart(parts, frame));
            else {
              fake.enter('back-off');
              time += 70_000;
              fake.trade(time, 80, 1);
              fake.enter('ready');
            }
            await settle(0);
          }
          fake.isSlow = false;
          for (let turn = 0; turn < 200; turn += 1) {
            fake.answerNext();
            await settle(10);
          }
          await settle(500);
          for (const chart of charts) {
            expect(chart.failures).toEqual([]);
            expect(chart.bars()).toEqual(fake.bars(frame));
            joins += 1;
          }
        },
      ),
      { numRuns: 400 },
    );
    expect(joins).toBeGreaterThanOrEqual(400);
  });

  test('a jump tells the page to start again, once', async () => {
    const parts = setUp();
    recordPast(parts.fake);
    const chart = await openChart(parts, '5m');
    await settle();
    expect(chart.model.resets).toBe(0);
    parts.fake.emit({ kind: 'reset', instrument: id, time: parts.fake.now });
    await settle();
    expect(chart.model.resets).toBe(1);
    parts.fake.trade(start + 1000, 99);
    await settle();
    expect(chart.model.resets).toBe(1);
    expect(chart.bars()).toEqual(parts.fake.bars('5m'));
  });
});

describe('laying history', () => {
  test('makes the running bars whole even when bars end between the venue’s answers', async () => {
    const fake = new FakeVenue(start);
    recordPast(fake);
    // An hour ends while the answers come in.
    fake.now = start as never;
    fake.trade(start + 29 * minute + 59_000, 100, 7);
    fake.isSlow = true;
    fake.lateAnswers = false;
    const bars = new SideBars(['1h', '1D', '12M'], calendarOf('crypto-24-7'));
    const seeding = seedBars(bars, fake.venue, fakeInstrument, 'trade', calendarOf('crypto-24-7'));
    let isDone = false;
    void seeding.then(() => {
      isDone = true;
    });
    for (let answer = 0; !isDone; answer += 1) {
      if (answer > 20) expect.fail('seeding does not end');
      fake.answerNext();
      await settle(0);
      if (answer < 3) fake.trade(start + 30 * minute + answer * 31_000, 200 + answer, 3);
    }
    await seeding;
    for (const frame of ['1h', '1D', '12M'] as const)
      expect(bars.builder.forming(frame), frame).toEqual(fake.bars(frame).at(-1));
  });
});

describe('finding instruments', () => {
  test('goes on when one connection fails, names each once, best match first', async () => {
    const { hub, market, logged } = setUp();
    const broken = new FakeVenue(start);
    Object.assign(broken.venue.market, {
      searchInstruments: async () => Promise.reject(new Failure('not-connected', 'Down.')),
      instrument: async () => Promise.reject(new Failure('not-connected', 'Down.')),
    });
    hub.attach(broken.venue);
    await market.saveInstruments([
      fakeInstrument,
      { ...fakeInstrument, id: instrumentId('CME:ABC2') },
      { ...fakeInstrument, id: instrumentId('CME:XABC') },
    ]);
    const found = await hub.search('abc', 10);
    expect(found.map(({ instrument, venue }) => [instrument.id, venue?.id])).toEqual([
      ['FAKE:ABC', 'fake'],
      ['CME:ABC2', undefined],
      ['CME:XABC', undefined],
    ]);
    expect(logged).toContain('market.search-failed');
    expect((await hub.find(instrumentId('CME:ABC2')))?.instrument.id).toBe('CME:ABC2');
    await expect(hub.find(instrumentId('FAKE:NONE'))).rejects.toMatchObject({ kind: 'not-connected' });
    await expect(
      setUp().hub.history({ ...series('1m'), instrument: instrumentId('FAKE:NONE') }, null, 10),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('a stored market is found by its words, also where the last of them begins a month', async () => {
    const { hub, market, detach } = setUp();
    detach();
    await market.saveInstruments([
      { ...fakeInstrument, id: instrumentId('IMPORT:MARS'), name: 'MARS' },
      { ...fakeInstrument, id: instrumentId('IMPORT:VENUS'), name: 'VENUS' },
    ]);
    const ids = async (text: string) => (await hub.search(text, 10)).map(({ instrument }) => instrument.id);
    expect(await ids('import mar')).toEqual(['IMPORT:MARS']);
    expect(await ids(' venus   import ')).toEqual(['IMPORT:VENUS']);
  });
});
