import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bundledMarkets } from '../../../../../tests/pine/markets.ts';
import { BarBuffer } from '../../../runtime/bar-buffer.ts';
import type { Bars } from '../../../runtime/bars.ts';
import { sum } from '../../math/sum.ts';
import { type TestContext, testContext } from '../../testing/run-builtin.ts';
import { sma } from '../averages/sma.ts';

const markets = bundledMarkets(4000).map(({ bars }) => bars);

function stateOf(builtin: typeof sma, context: TestContext, length: number, isAhead: boolean) {
  const { implementation } = builtin;
  if (implementation.kind !== 'state') throw new Error(`${builtin.name} has no state`);
  const columns = isAhead ? (['close'] as const) : undefined;
  return implementation.create({
    context,
    fixed: [undefined, length],
    columns,
    signature: 0,
    path: '',
    start: 0,
    end: 0,
  });
}

const shape = fc.record({
  builtin: fc.constantFrom(sma, sum),
  market: fc.nat(markets.length - 1),
  length: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 61, max: 3500 })),
  first: fc.oneof(fc.constant(0), fc.nat(500)),
  count: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 61, max: 3900 })),
  holes: fc.array(
    fc.record({
      at: fc.nat(3999),
      value: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1e300, 0),
    }),
    { maxLength: 2 },
  ),
  /** How many bars are there already when the first one runs, behind those of the history. */
  later: fc.nat(70),
  openBars: fc.array(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 3 }), {
    maxLength: 150,
  }),
});

test('sums made ahead are bit for bit those of bar by bar, from any first bar, over na, and into realtime', () => {
  fc.assert(
    fc.property(shape, ({ builtin, market, length, first, count, holes, later, openBars }) => {
      const whole = markets[market] as Bars;
      const close = Float64Array.from(whole.close);
      for (const { at, value } of holes) close[at] = value;
      const bars = new BarBuffer({ ...whole, close, count: Math.min(whole.count, first + count) });
      const context = testContext(bars);
      const ahead = stateOf(builtin, context, length, true);
      const byBar = stateOf(builtin, context, length, false);
      const run = (bar: number): void => {
        context.bar = bar;
        const source = bars.close[bar] as number;
        const [got, expected] = [ahead.next(source, length), byBar.next(source, length)];
        if (!Object.is(got, expected)) expect.fail(`bar ${bar} is ${got}, not ${expected}`);
      };
      const put = (bar: number, price: number): void =>
        bars.put((whole.time[0] as number) + bar * 86_400_000, price, price, price, price, 1);
      for (let bar = first; bar < bars.count - 1; bar += 1) run(bar);
      // Bars that were missed run as closed ones, behind those that could be seen from the first.
      const seen = bars.count;
      for (let bar = seen; bar < seen + later; bar += 1) put(bar + 1e6, bar);
      for (let bar = Math.max(first, seen - 1); bar < bars.count - 1; bar += 1) run(bar);
      if (bars.count - 1 < first) return;
      for (const ticks of openBars) {
        const bar = bars.count - 1;
        for (const state of [ahead, byBar]) state.save();
        run(bar);
        for (const tick of ticks) {
          bars.put(bars.time[bar] as number, tick, tick, tick, tick, 1);
          for (const state of [ahead, byBar]) state.restore();
          run(bar);
        }
        put(bar + 2e6, 100 + bar / 7);
      }
    }),
    { numRuns: 300 },
  );
});

test('a bar that may be taken back ends it in the middle of what was made, with the same bits', () => {
  const [bars] = markets as [Bars];
  for (const stop of [0, 1, 19, 20, 21, 39, 40, 41, 1019, 1020, 1021, 2500]) {
    const context = testContext(bars);
    const [ahead, byBar] = [stateOf(sma, context, 20, true), stateOf(sma, context, 20, false)];
    for (let bar = 0; bar < 3000; bar += 1) {
      context.bar = bar;
      if (bar === stop) {
        for (const state of [ahead, byBar]) {
          state.save();
          for (let again = 0; again < 50; again += 1) state.next(again, 20);
          state.restore();
        }
      }
      const source = bars.close[bar] as number;
      expect(ahead.next(source, 20)).toBe(byBar.next(source, 20));
    }
  }
});

test('the newest bar is not read before it runs', () => {
  const close = Float64Array.of(1, 2, 3, 4);
  const { time, open, high, low, volume } = markets[0] as Bars;
  const context = testContext({ count: 4, time, open, high, low, close, volume });
  const state = stateOf(sma, context, 2, true);
  const values = [0, 1, 2].map((bar) => {
    context.bar = bar;
    return state.next(close[bar], 2);
  });
  close[3] = 10;
  context.bar = 3;
  expect([...values, state.next(10, 2)]).toEqual([Number.NaN, 1.5, 2.5, 6.5]);
});
