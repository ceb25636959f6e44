import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBars } from '../../../../tests/pine/markets.ts';
import type { Bars } from '../../runtime/bars.ts';
import type { Builtin } from '../builtin.ts';
import { mathBuiltins } from '../math/index.ts';
import { taBuiltins } from '../ta/index.ts';
import type { Argument, Result } from './columns.ts';
import { runBuiltin, type TestSetting } from './run-builtin.ts';

/*
 * The built-ins without an engine around them, on the bars of the cases whose plots were exported from the reference platform.
 * What the cases' scripts say is repeated here as calls.
 */

const folder = join(import.meta.dirname, '../../../../tests/fixtures/pine');

interface Case {
  readonly bars: string;
  readonly tolerance: { readonly rel: number; readonly abs: number };
  readonly expected: Readonly<Record<string, readonly (number | null)[]>>;
}

type Numbers = readonly number[];
type Call = (name: string, ...args: Argument[]) => Result[];

const all: readonly Builtin[] = [...taBuiltins, ...mathBuiltins];
const setting: TestSetting = { calendar: 'forex', timeframe: '30m' };

function called(bars: Bars): Call {
  return (name, ...args) => {
    const [shortName = '', form = '0'] = name.split('#');
    const builtin = all.find(
      (one) => one.name === `ta.${shortName}` && (one.kind === 'variable') === (form === 'variable'),
    );
    if (builtin === undefined) throw new Error(`no ta.${name}`);
    return runBuiltin(builtin, bars, args, form === 'variable' ? 0 : Number(form), setting);
  };
}

const item = (rows: Result[], index: number) => rows.map((row) => (row as Numbers)[index] as number);
const mapped = (bars: Bars, value: (bar: number) => number) =>
  Array.from({ length: bars.count }, (_, bar) => value(bar));
const at = (column: ArrayLike<number>, bar: number) => column[bar] as number;

/** Bars that begin so many minutes of a forex day, whose session starts at `start` minutes UTC; not the first bar. */
function periodStarts({ time, count }: Bars, minutes: number): boolean[] {
  const startOfDay = at(time, 0);
  const period = (bar: number) => Math.floor((at(time, bar) - startOfDay) / (minutes * 60_000));
  return Array.from({ length: count }, (_, bar) => bar > 0 && period(bar) !== period(bar - 1));
}

const plots: Readonly<Record<string, (bars: Bars, call: Call) => Record<string, Result[]>>> = {
  'ta-averages': (bars, call) => {
    const { open, high, low, close } = bars;
    const hl2 = mapped(bars, (bar) => (at(high, bar) + at(low, bar)) / 2);
    const hlc3 = mapped(bars, (bar) => (at(high, bar) + at(low, bar) + at(close, bar)) / 3);
    const hlcc4 = mapped(bars, (bar) => (at(high, bar) + at(low, bar) + 2 * at(close, bar)) / 4);
    const ohlc4 = mapped(bars, (bar) => (at(open, bar) + at(high, bar) + at(low, bar) + at(close, bar)) / 4);
    return {
      sma10: call('sma', close, 10),
      sma20: call('sma', hl2, 20),
      sma15: call('sma', hlc3, 15),
      ema20: call('ema', close, 20),
      ema10: call('ema', ohlc4, 10),
      rma5: call('rma', hlcc4, 5),
      rma15: call('rma', high, 15),
      alma5: call('alma', close, 5, 0.85, 6, false),
      alma10: call('alma', close, 10, 0.55, 12, false),
      wma5: call('wma', close, 5),
      wma20: call('wma', close, 20),
      hma9: call('hma', close, 9),
      hma20: call('hma', close, 20),
      swma: call('swma', hlc3),
      vwma20: call('vwma', close, 20),
    };
  },
  'ta-tr-atr': (_bars, call) => ({
    tr_false: call('tr', false),
    tr_true: call('tr', true),
    tr_var: call('tr#variable'),
    atr14: call('atr', 14),
  }),
  'ta-bb-bbw': ({ close }, call) => {
    const bands = call('bb', close, 20, 2);
    return { mid: item(bands, 0), up: item(bands, 1), lo: item(bands, 2), bbw: call('bbw', close, 20, 2.1) };
  },
  'ta-cross': ({ close }, call) => {
    const fast = call('ema', close, 5) as number[];
    const slow = call('ema', close, 11) as number[];
    const plotted = (name: string, level: number) => call(name, fast, slow).map((is) => (is ? level : 0));
    return { cross: plotted('cross', 0.5), over: plotted('crossover', 1), under: plotted('crossunder', -1) };
  },
  'ta-macd': ({ close }, call) => {
    const lines = call('macd', close, 12, 26, 9);
    return { m: item(lines, 0), s: item(lines, 1), h: item(lines, 2) };
  },
  'ta-mfi-rsi-stoch': ({ close, high, low }, call) => ({
    mfi: call('mfi', close, 14),
    rsi: call('rsi', close, 14),
    st: call('stoch', close, high, low, 20),
  }),
  'ta-pivots': ({ close }, call) => ({
    ph: call('pivothigh#1', 10, 5),
    phc: call('pivothigh', close, 10, 5),
    pl: call('pivotlow#1', 10, 5),
    plc: call('pivotlow', close, 10, 5),
  }),
  'ta-supertrend': (_bars, call) => {
    const rows = call('supertrend', 3, 10) as Numbers[];
    const side = (sign: number) => rows.map(([line = 0, way = 0]) => (way * sign > 0 ? line : Number.NaN));
    return { up: side(-1), dn: side(1) };
  },
  'ta-vwap': (bars, call) => {
    const bands = call('vwap#1', bars.close, periodStarts(bars, 360), 2);
    return {
      d: call('vwap', bars.close, undefined),
      h4: call('vwap', bars.close, periodStarts(bars, 240)),
      h6: item(bands, 0),
      h6u: item(bands, 1),
      h6l: item(bands, 2),
    };
  },
  'ta-valuewhen': ({ close }, call) => {
    const crossed = call('cross', call('sma', close, 7) as number[], call('sma', close, 14) as number[]);
    return { v: call('valuewhen#1', crossed as boolean[], close, 1) };
  },
  'ta-percentiles': ({ close }, call) => ({
    pli20: call('percentile_linear_interpolation', close, 20, 20),
    pnr20: call('percentile_nearest_rank', close, 20, 20),
    pr33: call('percentrank', close, 33),
  }),
  'ta-dmi': (_bars, call) => {
    const lines = call('dmi', 17, 14);
    return { p: item(lines, 0), m: item(lines, 1), adx: item(lines, 2) };
  },
};

describe('values exported from the reference platform', () => {
  const ids = readdirSync(join(folder, 'cases'))
    .map((file) => file.replace('.json', ''))
    .filter((id) => id.startsWith('ta-'));

  test('every case of a ta built-in is repeated here', () => {
    expect(Object.keys(plots).sort()).toEqual(ids.sort());
  });

  test.each(ids)('%s', (id) => {
    const {
      bars: file,
      tolerance,
      expected,
    } = JSON.parse(readFileSync(join(folder, `cases/${id}.json`), 'utf8')) as Case;
    const bars = readBars(join(folder, file));
    const plotted = plots[id]?.(bars, called(bars)) ?? {};
    expect(Object.keys(plotted)).toEqual(Object.keys(expected));
    const differences = Object.entries(expected).flatMap(([title, values]) =>
      values.flatMap((value, bar) => {
        const got = plotted[title]?.[bar] as number;
        const isSame =
          value === null
            ? Number.isNaN(got)
            : Math.abs(got - value) <= Math.max(tolerance.abs, tolerance.rel * Math.abs(value));
        return isSame ? [] : [`${title} on bar ${bar} is ${got}, not ${value}`];
      }),
    );
    expect(differences).toEqual([]);
  });
});
