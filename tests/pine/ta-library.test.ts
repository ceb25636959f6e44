import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compile } from '../../src-shared/pine/compile/compile.ts';
import { parseLibraries } from '../../src-shared/pine/libraries/sources.ts';
import { createInstance } from '../../src-shared/pine/runtime/instance.ts';
import { bundledSeries, checked } from './running.ts';

/*
 * Our own implementation of the functions of the public library, beside computations that look back over whole windows on each
 * bar, or follow the definition in a plain loop.
 */
const text = readFileSync(
  join(import.meta.dirname, '../../assets/pine-libraries/TradingView/ta.pine'),
  'utf8',
);
const libraries = parseLibraries({ 'TradingView/ta/7': text });
const series = bundledSeries('btcusdc-4h-2024-2025', 600);
const { count, high, low, close, volume, time } = series.bars;

type Of = (bar: number) => number;
const at =
  (column: Float64Array): Of =>
  (bar) =>
    bar < 0 ? Number.NaN : (column[bar] as number);
const [h, l, c, v] = [at(high), at(low), at(close), at(volume)];
const column = (of: Of): Float64Array => Float64Array.from({ length: count }, (_, bar) => of(bar));
const window = (of: Of, length: number, bar: number): number[] =>
  Array.from({ length }, (_, back) => of(bar - length + 1 + back));
const total = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0);
const mean =
  (of: Of, length: number): Of =>
  (bar) =>
    total(window(of, length, bar)) / length;
const top =
  (of: Of, length: number): Of =>
  (bar) =>
    window(of, length, bar).reduce((a, b) => Math.max(a, b));
const bottom =
  (of: Of, length: number): Of =>
  (bar) =>
    window(of, length, bar).reduce((a, b) => Math.min(a, b));
const weighted =
  (of: Of, length: number): Of =>
  (bar) =>
    total(window(of, length, bar).map((one, place) => one * (place + 1))) / ((length * (length + 1)) / 2);

/** Begun by the mean of the first values that are known. */
function smoothed(of: Of, length: number, share = 2 / (length + 1)): Of {
  const out = new Float64Array(count).fill(Number.NaN);
  const seen: number[] = [];
  let value = Number.NaN;
  for (let bar = 0; bar < count; bar += 1) {
    const now = of(bar);
    if (Number.isNaN(now)) continue;
    seen.push(now);
    if (seen.length === length) value = total(seen) / length;
    else if (seen.length > length) value = share * now + (1 - share) * value;
    out[bar] = value;
  }
  return at(out);
}
const kept = (of: Of): Of => at(column(of));
const change =
  (of: Of): Of =>
  (bar) =>
    of(bar) - of(bar - 1);
const range: Of = (bar) =>
  bar === 0
    ? h(0) - l(0)
    : Math.max(h(bar) - l(bar), Math.abs(h(bar) - c(bar - 1)), Math.abs(l(bar) - c(bar - 1)));
const sign =
  (of: Of): Of =>
  (bar) =>
    Math.sign(of(bar));
const product =
  (first: Of, second: Of): Of =>
  (bar) =>
    first(bar) * second(bar);
const mid =
  (length: number): Of =>
  (bar) =>
    (top(h, length)(bar) + bottom(l, length)(bar)) / 2;
const middle: Of = (bar) => (h(bar) + l(bar)) / 2;
const twice = (of: Of, length: number): Of => smoothed(smoothed(of, length), length);
const dema =
  (of: Of, length: number): Of =>
  (bar) =>
    2 * smoothed(of, length)(bar) - twice(of, length)(bar);
const once9 = smoothed(c, 9);
const twice9 = smoothed(once9, 9);
const thrice9 = smoothed(twice9, 9);
/** Where a value lies among those of its window that are known. */
const place =
  (of: Of, length: number): Of =>
  (bar) => {
    const known = window(of, length, bar).filter((one) => !Number.isNaN(one));
    const [least, most] = [Math.min(...known), Math.max(...known)];
    return (100 * (of(bar) - least)) / (most - least);
  };
const lastIn = (of: Of, length: number, bar: number, isTop: boolean): number => {
  const values = window(of, length, bar);
  if (values.some(Number.isNaN)) return Number.NaN;
  const best = isTop ? Math.max(...values) : Math.min(...values);
  return values.lastIndexOf(best);
};
const gd = (of: Of): Of => {
  const first = smoothed(of, 5);
  const second = smoothed(first, 5);
  return kept((bar) => first(bar) * 1.7 - second(bar) * 0.7);
};
const logs = smoothed(
  smoothed(
    smoothed((bar) => Math.log(c(bar)), 9),
    9,
  ),
  9,
);
const trixOf = kept((bar) => 10000 * change(logs)(bar));
const buying: Of = (bar) => c(bar) - Math.min(l(bar), bar === 0 ? l(bar) : c(bar - 1));
const spread: Of = (bar) =>
  Math.max(h(bar), bar === 0 ? h(bar) : c(bar - 1)) - Math.min(l(bar), bar === 0 ? l(bar) : c(bar - 1));
const pressure =
  (length: number): Of =>
  (bar) =>
    total(window(buying, length, bar)) / total(window(spread, length, bar));
const strength = ((): Of => {
  const up = smoothed((bar) => Math.max(change(c)(bar), 0), 14, 1 / 14);
  const down = smoothed((bar) => Math.max(-change(c)(bar), 0), 14, 1 / 14);
  return kept((bar) => 100 - 100 / (1 + up(bar) / down(bar)));
})();
const signed: Of = (bar) => {
  const typical: Of = (one) => (h(one) + l(one) + c(one)) / 3;
  return change(typical)(bar) >= 0 ? v(bar) : -v(bar);
};
const klinger = kept(
  (
    (fast, slow) => (bar: number) =>
      fast(bar) - slow(bar)
  )(smoothed(signed, 34), smoothed(signed, 55)),
);

function trailed(length: number, factor: number, wicks: boolean): Of {
  const reach = smoothed(range, length, 1 / length);
  let [upper, lower, direction] = [Number.NaN, Number.NaN, 1];
  const [above, below] = wicks ? [h, l] : [c, c];
  return kept((bar) => {
    const [newUpper, newLower] = [middle(bar) + factor * reach(bar), middle(bar) - factor * reach(bar)];
    const isFirst = Number.isNaN(upper);
    if (isFirst || newLower > lower || below(bar - 1) < lower) lower = newLower;
    if (isFirst || newUpper < upper || above(bar - 1) > upper) upper = newUpper;
    if (!isFirst && direction === 1 && above(bar) > upper) direction = -1;
    else if (!isFirst && direction === -1 && below(bar) < lower) direction = 1;
    return direction === -1 ? lower : upper;
  });
}

const cases: readonly (readonly [string, Of])[] = [
  ['ta.ao(hl2, 5, 34)', (bar) => mean(middle, 5)(bar) - mean(middle, 34)(bar)],
  ['first(ta.aroon(14))', (bar) => (100 * lastIn(h, 15, bar, true)) / 14],
  ['second(ta.aroon(14))', (bar) => (100 * lastIn(l, 15, bar, false)) / 14],
  ['ta.atr2(14)', smoothed(range, 14, 1 / 14)],
  ['ta.rma2(close, 9)', smoothed(c, 9, 1 / 9)],
  ['ta.ema2(close, 9)', once9],
  ['ta.changePercent(close, close[1])', (bar) => 100 * (c(bar) / c(bar - 1) - 1)],
  [
    'ta.cagr(time[400], close[400], time, close)',
    (bar) => {
      const years = ((time[bar] ?? 0) - (time[bar - 400] ?? Number.NaN)) / (365 * 86_400_000);
      return 100 * ((c(bar) / c(bar - 400)) ** (1 / years) - 1);
    },
  ],
  [
    'ta.coppock(close, 14, 11, 10)',
    weighted((bar) => 100 * (c(bar) / c(bar - 14) - 1) + 100 * (c(bar) / c(bar - 11) - 1), 10),
  ],
  ['ta.dema(close, 9)', kept(dema(c, 9))],
  ['ta.dema2(close, 9)', kept(dema(c, 9))],
  [
    'ta.dm(13)',
    (bar) => {
      const up = total(window((one) => Math.max(change(h)(one), 0), 13, bar));
      return up / (up + total(window((one) => Math.max(-change(l)(one), 0), 13, bar)));
    },
  ],
  ['third(ta.donchian(20))', mid(20)],
  ['ta.ift(ta.changePercent(close, close[1]))', (bar) => Math.tanh(100 * (c(bar) / c(bar - 1) - 1))],
  ['fourth(ta.ichimoku(9, 26, 52))', mid(52)],
  ['thirdOf(ta.ichimoku(9, 26, 52))', (bar) => (mid(9)(bar) + mid(26)(bar)) / 2],
  ['top(ta.kvo(34, 55, 13))', klinger],
  ['under(ta.kvo(34, 55, 13))', smoothed(klinger, 13)],
  [
    'ta.pzo(14)',
    (
      (flow, all) => (bar: number) =>
        (100 * flow(bar)) / all(bar)
    )(smoothed(product(c, sign(change(c))), 14), smoothed(c, 14)),
  ],
  [
    'ta.vzo(14)',
    (
      (flow, all) => (bar: number) =>
        (100 * flow(bar)) / all(bar)
    )(smoothed(product(v, sign(change(c))), 14), smoothed(v, 14)),
  ],
  ['ta.rms(close, 20)', (bar) => Math.sqrt(total(window((one) => c(one) ** 2, 20, bar)) / 20)],
  [
    'top(ta.stochFull(14, 3, 3))',
    mean((bar) => (100 * (c(bar) - bottom(l, 14)(bar))) / (top(h, 14)(bar) - bottom(l, 14)(bar)), 3),
  ],
  ['under(ta.stochRsi(14, 14, 3, 3, close))', mean(mean(place(strength, 14), 3), 3)],
  ['top(ta.supertrend(3, 10, true))', trailed(10, 3, true)],
  ['top(ta.supertrend2(3, 10))', trailed(10, 3, false)],
  ['ta.tema(close, 9)', (bar) => 3 * once9(bar) - 3 * twice9(bar) + thrice9(bar)],
  ['ta.tema2(close, 9)', (bar) => 3 * once9(bar) - 3 * twice9(bar) + thrice9(bar)],
  ['ta.t3(close, 5)', gd(gd(gd(c)))],
  ['ta.t3Alt(close, 5)', gd(gd(gd(c)))],
  ['ta.trima(close, 10)', mean(mean(c, 5), 6)],
  ['top(first2(ta.trix(close, 9, 9)))', trixOf],
  ['under(first2(ta.trix(close, 9, 9)))', smoothed(trixOf, 9)],
  ['ta.uo()', (bar) => (100 * (4 * pressure(7)(bar) + 2 * pressure(14)(bar) + pressure(28)(bar))) / 7],
  [
    'ta.vhf(close, 28)',
    (bar) =>
      (top(c, 28)(bar) - bottom(c, 28)(bar)) / total(window((one) => Math.abs(change(c)(one)), 28, bar)),
  ],
  [
    'top(ta.vi(14))',
    (bar) => total(window((one) => Math.abs(h(one) - l(one - 1)), 14, bar)) / total(window(range, 14, bar)),
  ],
  [
    'top(ta.rwi(14))',
    (
      (reach) => (bar: number) =>
        (h(bar) - l(bar - 14)) / (reach(bar) * Math.sqrt(14))
    )(smoothed(range, 14, 1 / 14)),
  ],
  [
    'ta.highestSince(bar_index % 50 == 10, high)',
    (bar) => top(h, bar < 10 ? bar + 1 : ((bar - 10) % 50) + 1)(bar),
  ],
  [
    'ta.lowestSince(bar_index % 50 == 10, low)',
    (bar) => bottom(l, bar < 10 ? bar + 1 : ((bar - 10) % 50) + 1)(bar),
  ],
  ['ta.allTimeHigh()', (bar) => top(h, bar + 1)(bar)],
  [
    'isTop(ta.williamsFractal(2))',
    (bar) => Number([-2, -1, 1, 2].every((by) => bar >= 4 && h(bar - 2 + by) < h(bar - 2))),
  ],
  [
    'relative(ta.relativeVolume(5, "1D", true, false))',
    (bar) => {
      const today = Math.floor((time[bar] ?? 0) / 86_400_000);
      const until = (day: number) => {
        let sum = 0;
        for (let one = 0; one <= bar; one += 1) {
          const moment = (time[one] ?? 0) - day * 86_400_000;
          if (moment >= 0 && moment < 86_400_000 && moment <= (time[bar] ?? 0) - today * 86_400_000)
            sum += v(one);
        }
        return sum;
      };
      if (today - 5 < (time[0] ?? 0) / 86_400_000) return Number.NaN;
      return until(today) / (total([1, 2, 3, 4, 5].map((back) => until(today - back))) / 5);
    },
  ],
];

/** Takes one value out of several; scripts destructure, so each wrapper becomes lines of its own. */
const takers: Readonly<Record<string, readonly [size: number, item: number]>> = {
  first: [2, 0],
  second: [2, 1],
  third: [3, 2],
  thirdOf: [4, 2],
  fourth: [4, 3],
  top: [2, 0],
  under: [2, 1],
  isTop: [2, 0],
  relative: [3, 2],
};

function valuesOf(call: string): Float64Array {
  const [, wrapper, inner = call] = /^(\w+)\((.*)\)$/.exec(call) ?? [];
  const names = ['a', 'b', 'd', 'e'];
  let body = `plot(${call})`;
  if (wrapper !== undefined && takers[wrapper] !== undefined) {
    const [plain, size] = inner.startsWith('first2(') ? [inner.slice(7, -1), 3] : [inner, takers[wrapper][0]];
    const name = names[takers[wrapper][1]] ?? 'a';
    body = `[${names.slice(0, size).join(', ')}] = ${plain}\nplot(${wrapper === 'isTop' ? `${name} ? 1 : 0` : name})`;
  }
  const script = `//@version=6\nindicator("t")\nimport TradingView/ta/7 as ta\n${body}\n`;
  const { program, diagnostics } = checked(script, libraries);
  if (program === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  const instance = createInstance(compile(program), { series, now: 0 });
  instance.runHistory();
  const [plot] = instance.outputs.plots;
  if (plot === undefined) throw new Error('nothing was plotted');
  return plot.column('value').values.subarray(0, count);
}

test.each(cases)('%s is what its definition gives', (call, of) => {
  const got = valuesOf(call);
  let known = 0;
  for (let bar = 0; bar < count; bar += 1) {
    const should = of(bar);
    const is = got[bar] as number;
    if (Number.isNaN(should)) expect(is, `bar ${bar}`).toBeNaN();
    else {
      known += 1;
      expect(Math.abs(is - should), `bar ${bar}: ${is}, not ${should}`).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(should)),
      );
    }
  }
  expect(known).toBeGreaterThan(100);
});

test('a version is any, and what the library does not have is named', () => {
  const script =
    '//@version=5\nimport TradingView/ta/3\nindicator("t")\nplot(ta.sma(close, 3) + ta.nothing(close))';
  const { diagnostics } = checked(script, parseLibraries({ 'TradingView/ta/3': text }));
  expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
    ['P205', expect.stringContaining('`nothing`')],
  ]);
});

test.each([
  'ta.eom(14, 10000)',
  'ta.frama(close, 16)',
  'ta.ft(close, 10)',
  'ta.ht(close)',
  'ta.stc(close, 23, 50, 10, 3, 3)',
  'ta.szo(close, 14)',
  'ta.trima2(close, 9)',
  'top(ta.vStop(close, 20, 2))',
  'top(ta.vStop2(close, 20, 2))',
  'ta.wpo(14)',
  'ta.allTimeLow()',
])('%s has finite values once it is warm', (call) => {
  const got = valuesOf(call).subarray(200);
  expect(got.every(Number.isFinite)).toBe(true);
});
