import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregateCandles } from './aggregate.ts';
import { barSpan } from './bar-times.ts';
import { backboneFrames, frameLineage } from './bar-tree.ts';
import { calendarKeys, calendarOf } from './calendars.ts';
import { type Candle, candleColumnNames, candleColumnsOf, candlesOf } from './candle.ts';
import { CandleBuilder } from './candle-builder.ts';
import { epochMs } from './time.ts';
import { isIntraday, type Timeframe } from './timeframe.ts';
import type { TradingCalendar } from './trading-calendar.ts';

interface Tick {
  readonly time: number;
  readonly price: number;
  readonly volume: number;
}

const customFrames: readonly Timeframe[] = ['7s', '3m', '45m', '2h', '2D', '2W', '3M'];
const allFrames: readonly Timeframe[] = [...backboneFrames, ...customFrames];

const second = 1000;
const hour = 3_600_000;
const day = 24 * hour;
/** From ticks of one moment to silences over holidays. */
const gap = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 2 * second }) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 300 * second }) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 6 * hour }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5 * day }) },
);
/** Volumes such as 0.1 and 0.7, whose sums depend on the order of addition. */
const step = fc.record(
  {
    gap,
    price: fc.integer({ min: 90_000, max: 110_000 }).map((steps) => steps / 1e5),
    volume: fc.integer({ min: 0, max: 999 }).map((n) => n / 10),
  },
  { noNullPrototype: true },
);
const start = fc.oneof(
  fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }),
  fc.constantFrom(Date.UTC(2024, 2, 8, 20), Date.UTC(2024, 10, 1, 20), Date.UTC(2023, 11, 29)),
);
const ticks = fc.tuple(start, fc.array(step, { minLength: 1, maxLength: 120 })).map(([from, steps]) => {
  let time = from;
  return steps.map(({ gap: passed, price, volume }): Tick => {
    time += passed;
    return { time, price, volume };
  });
});
const calendar = fc.constantFrom(...calendarKeys).map(calendarOf);

/** Builds live and keeps every finished bar, as a chart that was always open would have them. */
function live(frames: readonly Timeframe[], rules: TradingCalendar) {
  const closed = new Map<Timeframe, Candle[]>();
  const builder = new CandleBuilder(frames, rules, (frame, time, open, high, low, close, volume) => {
    const bars = closed.get(frame) ?? [];
    bars.push({ time: epochMs(time), open, high, low, close, volume });
    closed.set(frame, bars);
  });
  const bars = (frame: Timeframe): Candle[] => {
    const forming = builder.forming(frame);
    return [...(closed.get(frame) ?? []), ...(forming === undefined ? [] : [forming])];
  };
  return { builder, bars, closed: (frame: Timeframe) => closed.get(frame) ?? [] };
}

function expectSameBits(found: readonly Candle[], expected: readonly Candle[], what: string): void {
  expect(found.length, what).toBe(expected.length);
  for (const [index, bar] of found.entries()) {
    for (const name of candleColumnNames) {
      if (!Object.is(bar[name], expected[index]?.[name]))
        expect.fail(`${what}: ${name} of bar ${index} is ${bar[name]}, not ${expected[index]?.[name]}`);
    }
  }
}

describe('candles built live from ticks and candles built from history', () => {
  test('are equal bit for bit in every timeframe, from every shorter one, at any moment', () => {
    let comparisons = 0;
    fc.assert(
      fc.property(calendar, ticks, fc.nat(120), (rules, stream, cut) => {
        const { builder, bars } = live(allFrames, rules);
        const compare = () => {
          for (const frame of builder.frames) {
            for (const from of frameLineage(frame).slice(0, -1)) {
              const made = aggregateCandles(candleColumnsOf(bars(from)), from, frame, rules);
              expectSameBits(candlesOf(made), bars(frame), `${frame} from ${from}, ${rules.rules.key}`);
              comparisons += 1;
            }
          }
        };
        for (const [index, { time, price, volume }] of stream.entries()) {
          builder.tick(time, price, volume);
          if (index === cut) compare();
        }
        compare();
      }),
      { numRuns: 400 },
    );
    expect(comparisons).toBeGreaterThan(400 * 60);
  });

  test('are equal bit for bit whether finished bars come one by one or in a row, gaps and odd stamps included', () => {
    const frame = fc.constantFrom<Timeframe>('1s', '1m', '7s', '1h', '4h', '1D');
    fc.assert(
      fc.property(calendar, ticks, frame, fc.boolean(), (rules, stream, from, isAtOpening) => {
        const given = stream.flatMap(({ time, price, volume }, index): Candle[] => {
          const at = isAtOpening ? barSpan(from, rules, epochMs(time)).start : epochMs(time);
          const next = stream[index + 1]?.time ?? Number.POSITIVE_INFINITY;
          if (next <= at) return [];
          return [
            { time: at, open: price, high: price + 0.1, low: price - 0.1, close: price + 0.05, volume },
          ];
        });
        const single = live(allFrames, rules);
        for (const bar of given) single.builder.bar(from, bar, true);
        const inARow = live(allFrames, rules);
        const cut = given.length >> 1;
        inARow.builder.bars(from, candleColumnsOf(given.slice(0, cut)));
        inARow.builder.bars(from, candleColumnsOf(given.slice(cut)));
        expect(inARow.builder.newest).toBe(single.builder.newest);
        for (const one of single.builder.frames) {
          expectSameBits(inARow.bars(one), single.bars(one), `${one} of ${from}, ${rules.rules.key}`);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('hold exactly the ticks of their stretch', () => {
    fc.assert(
      fc.property(calendar, ticks, fc.constantFrom(...allFrames), (rules, stream, frame) => {
        const { builder, bars } = live([frame], rules);
        for (const { time, price, volume } of stream) builder.tick(time, price, volume);
        const groups = Map.groupBy(stream, ({ time }) => barSpan(frame, rules, epochMs(time)).start);
        const expected = [...groups].map(([time, group]) => {
          const prices = group.map(({ price }) => price);
          return {
            time,
            open: prices[0],
            high: Math.max(...prices),
            low: Math.min(...prices),
            close: prices.at(-1),
          };
        });
        expect(bars(frame).map(({ volume: _, ...bar }) => bar)).toEqual(expected);
        for (const [index, group] of [...groups.values()].entries()) {
          const sum = group.reduce((total, { volume }) => total + volume, 0);
          expect(bars(frame)[index]?.volume).toBeCloseTo(sum, 6);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('stay equal when ticks go on after stored bars, wherever the history ends', () => {
    fc.assert(
      fc.property(
        calendar,
        ticks,
        fc.nat(120),
        fc.constantFrom<Timeframe>('1m', '5m', '1h', '1D'),
        (rules, stream, cut, stored) => {
          const whole = live(allFrames, rules);
          const joined = live(allFrames, rules);
          const split = Math.min(cut, stream.length);
          for (const { time, price, volume } of stream.slice(0, split))
            whole.builder.tick(time, price, volume);
          for (const bar of whole.closed(stored)) joined.builder.bar(stored, bar, true);
          const forming = whole.builder.forming(stored);
          if (forming !== undefined) joined.builder.bar(stored, forming, false);
          const next = stream[split];
          // Within one second the venue's unfinished bar and our own second would be added in another order.
          fc.pre(
            next === undefined ||
              split === 0 ||
              Math.floor(next.time / second) > Math.floor((stream[split - 1]?.time ?? 0) / second),
          );
          for (const frame of allFrames) {
            if (!frameLineage(frame).includes(stored)) continue;
            expectSameBits(joined.bars(frame), whole.bars(frame), `${frame} at the join`);
          }
          const closedBefore = new Map(allFrames.map((frame) => [frame, joined.closed(frame).length]));
          for (const { time, price, volume } of stream.slice(split)) {
            whole.builder.tick(time, price, volume);
            joined.builder.tick(time, price, volume);
          }
          for (const frame of allFrames) {
            if (!frameLineage(frame).includes(stored)) continue;
            const [a, b] = [joined.bars(frame), whole.bars(frame)];
            expect(
              a.map(({ time }) => time),
              frame,
            ).toEqual(b.map(({ time }) => time));
            expect(a.length).toBeGreaterThanOrEqual(closedBefore.get(frame) ?? 0);
            for (const [index, bar] of a.entries()) {
              const other = b[index] as Candle;
              expect({ ...bar, volume: 0 }).toEqual({ ...other, volume: 0 });
              expect(bar.volume).toBeCloseTo(other.volume, 6);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a history a hair off is noticed: the negative control', () => {
    const crypto = calendarOf('crypto-24-7');
    const { builder, bars } = live(['5m'], crypto);
    for (let minute = 0; minute < 5; minute += 1) builder.tick(minute * 60_000, 1, 0.1);
    const history = bars('1m').map((bar, index) => (index === 2 ? { ...bar, volume: 0.1 + 2 ** -52 } : bar));
    const made = aggregateCandles(candleColumnsOf(history), '1m', '5m', crypto);
    expect(() => expectSameBits(candlesOf(made), bars('5m'), '5m')).toThrow();
  });
});

describe('bars are announced', () => {
  test('once, in order of time, shorter ones before the longer ones they complete', () => {
    fc.assert(
      fc.property(calendar, ticks, (rules, stream) => {
        const seen: { frame: Timeframe; time: number }[] = [];
        const builder = new CandleBuilder(allFrames, rules, (frame, time) => seen.push({ frame, time }));
        for (const { time, price, volume } of stream) builder.tick(time, price, volume);
        builder.advanceTo((stream.at(-1)?.time ?? 0) + 400 * day);
        for (const frame of builder.frames) {
          const times = seen.filter((one) => one.frame === frame).map(({ time }) => time);
          expect(times, frame).toEqual([...new Set(times)].toSorted((a, b) => a - b));
          expect(builder.forming(frame)).toBeUndefined();
          const source = frameLineage(frame).at(-2);
          if (source === undefined || !isIntraday(frame)) continue;
          for (const time of times) {
            const { end } = barSpan(frame, rules, epochMs(time));
            const own = seen.findIndex((one) => one.frame === frame && one.time === time);
            const later = seen
              .slice(own)
              .find((one) => one.frame === source && one.time >= time && one.time < end);
            expect(later, `${source} of ${frame}`).toBeUndefined();
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('when the clock alone moves on, and never again', () => {
    const { builder, closed } = live(['1m'], calendarOf('crypto-24-7'));
    builder.tick(10_000, 1, 1);
    builder.advanceTo(60_000);
    expect(closed('1m')).toHaveLength(1);
    builder.tick(59_000, 2, 1);
    builder.tick(61_000, 3, 1);
    builder.advanceTo(120_000);
    expect(closed('1m').map(({ time, high, volume }) => [time, high, volume])).toEqual([
      [0, 1, 1],
      [60_000, 3, 1],
    ]);
    expect(builder.lateTicks).toBe(1);
  });
});

describe('late ticks', () => {
  const builder = () => live(['1m', '5m', '15m', '3m'], calendarOf('crypto-24-7'));

  test('inside the running second are no different from others', () => {
    const { builder: one, bars } = builder();
    one.tick(1900, 10, 1);
    one.tick(1100, 11, 1);
    expect(bars('1s')).toEqual([{ time: 1000, open: 10, high: 11, low: 10, close: 11, volume: 2 }]);
    expect(one.lateTicks).toBe(0);
  });

  test('widen the shortest open bar and are counted once in each longer one', () => {
    const { builder: one, bars } = builder();
    for (let minute = 0; minute < 8; minute += 1) one.tick(minute * 60_000, 10, 1);
    one.tick(7 * 60_000 + 10_000, 10, 1);
    one.tick(7 * 60_000 + 5_000, 20, 100);
    for (const frame of ['1m', '3m', '5m', '15m'] as const) {
      const bar = bars(frame).at(-1);
      expect(bar, frame).toMatchObject({ open: 10, high: 20, low: 10, close: 10 });
      const minutes = { '1m': 1, '3m': 2, '5m': 3, '15m': 8 }[frame];
      expect(bar?.volume, frame).toBe(minutes + 1 + 100);
    }
    expect(one.lateTicks).toBe(1);
  });

  test('of a finished minute reach the longer bars that are open, once, and leave the minute as announced', () => {
    const { builder: one, bars, closed } = builder();
    for (let minute = 0; minute < 8; minute += 1) one.tick(minute * 60_000, 10, 1);
    one.tick(5 * 60_000 + 30_000, 5, 100);
    expect(closed('1m')[5]).toMatchObject({ low: 10, volume: 1 });
    // The three minutes 3 to 5 are finished too; 6 to 8 do not hold the moment.
    expect(bars('3m').map(({ volume }) => volume)).toEqual([3, 3, 2]);
    expect(bars('5m').at(-1)).toMatchObject({ low: 5, volume: 103 });
    expect(bars('15m').at(-1)).toMatchObject({ low: 5, volume: 108 });
    one.advanceTo(15 * 60_000);
    expect(closed('15m')).toEqual([{ time: 0, open: 10, high: 10, low: 5, close: 10, volume: 108 }]);
  });

  test('from before everything open change nothing but the count', () => {
    const { builder: one, bars } = builder();
    one.tick(20 * 60_000, 10, 1);
    one.tick(60_000, 99, 1);
    expect(bars('15m')).toHaveLength(1);
    expect(bars('15m')[0]).toMatchObject({ high: 10, volume: 1 });
    expect(one.lateTicks).toBe(1);
  });

  test('add up however they come: volume is neither lost nor doubled while the day is open', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 * hour }), { minLength: 1, maxLength: 150 }),
        (times) => {
          const { builder: one, bars } = live(['1D'], calendarOf('crypto-24-7'));
          for (const time of times) one.tick(time, 1, 1);
          expect(bars('1D').reduce((sum, { volume }) => sum + volume, 0)).toBeLessThanOrEqual(times.length);
          // Only what belongs to a finished bar and to no open one may be missing, and it is counted as late.
          const missing = times.length - (bars('1D')[0]?.volume ?? 0);
          expect(missing).toBeGreaterThanOrEqual(0);
          expect(missing).toBeLessThanOrEqual(one.lateTicks);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('bars from outside', () => {
  const forex = calendarOf('forex');
  const bar = (time: number, price: number): Candle => ({
    time: epochMs(time),
    open: price,
    high: price,
    low: price,
    close: price,
    volume: 1,
  });

  test('replace the one in the making as often as the venue likes', () => {
    const { builder, bars, closed } = live(['5m'], forex);
    builder.bar('1m', bar(0, 1), false);
    builder.bar('1m', bar(0, 2), false);
    builder.bar('1m', bar(0, 3), true);
    builder.bar('1m', bar(60_000, 4), false);
    expect(closed('1m')).toEqual([bar(0, 3)]);
    expect(bars('5m')).toEqual([{ time: 0, open: 3, high: 4, low: 3, close: 4, volume: 2 }]);
  });

  test('of a stretch that is over change nothing', () => {
    const { builder, bars } = live(['5m'], forex);
    builder.bar('1m', bar(0, 1), true);
    builder.bar('1m', bar(60_000, 2), false);
    builder.bar('1m', bar(0, 99), true);
    expect(bars('1m')).toEqual([bar(0, 1), bar(60_000, 2)]);
    expect(bars('5m')[0]).toMatchObject({ high: 2, volume: 2 });
  });

  test('stamped with the date at midnight UTC belong to that date’s week, finished or not', () => {
    const stocks = calendarOf('us-stocks');
    const monday = Date.UTC(2024, 0, 8);
    const { builder } = live(['1W'], stocks);
    builder.bar('1D', bar(monday, 1), false);
    expect(builder.forming('1W')?.time).toBe(stocks.dayOfDate(2024, 1, 8).start);
    builder.bar('1D', bar(monday, 1), true);
    expect(builder.forming('1W')?.time).toBe(stocks.dayOfDate(2024, 1, 8).start);
  });

  test('cannot be made into what is not made of them', () => {
    expect(() => aggregateCandles(candleColumnsOf([]), '45m', '1h', forex)).toThrow(
      '1h bars are not made of 45m bars',
    );
    expect(() => live(['5m'], forex).builder.forming('7m')).toThrow('this builder makes no 7m bars');
  });
});

test('after a reset nothing is left, and earlier times are welcome', () => {
  const { builder, bars } = live(['1m'], calendarOf('crypto-24-7'));
  builder.tick(600_000, 1, 1);
  builder.reset();
  expect(builder.forming('1m')).toBeUndefined();
  builder.tick(0, 2, 1);
  expect(bars('1m')).toEqual([{ time: 0, open: 2, high: 2, low: 2, close: 2, volume: 1 }]);
});
