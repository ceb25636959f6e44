import { expect, test } from 'vitest';
import { compile } from '../compile/compile.ts';
import { barsOf, minute, plotsOf, seriesOf } from '../compile/testing/run.ts';
import { scriptProgram } from '../compile/testing/script.ts';
import { ScriptError } from './budget.ts';
import { createInstance, type Instance, type InstanceOptions } from './instance.ts';

const na = Number.NaN;
const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const script = (settings: string, body: string) => `//@version=6\nindicator("F", ${settings})\n${body}\n`;

function started(
  text: string,
  closes: readonly number[] = ten,
  options: Partial<InstanceOptions> = {},
): Instance {
  const program = scriptProgram(text);
  const instance = createInstance(compile(program), { series: seriesOf(closes), now: 0, ...options });
  instance.runHistory();
  return instance;
}

const only = (instance: Instance) => Object.values(plotsOf(instance))[0];

test('a script with a timeframe of its own shows its values where a bar of that closes', () => {
  expect(only(started(script('timeframe = "5"', 'plot(close + bar_index)')))).toEqual([
    na,
    na,
    na,
    na,
    5,
    na,
    na,
    na,
    na,
    11,
  ]);
});

test('without gaps the values stay until the next one', () => {
  const text = script(
    'timeframe = "5", timeframe_gaps = false',
    'plot(close[1], "before"), plot(close, "now")',
  );
  expect(plotsOf(started(text))).toEqual({
    before: [na, na, na, na, na, na, na, na, na, 5],
    now: [na, na, na, na, 5, 5, 5, 5, 5, 10],
  });
});

test('colours and all other columns move along', () => {
  const text = script(
    'timeframe = "5", timeframe_gaps = false',
    'plot(close, color = close > 6 ? color.red : color.blue)',
  );
  const [plot] = started(text).outputs.plots;
  const colors = plot?.column('color').values.subarray(0, 10) ?? [];
  expect([...colors].map(Number.isNaN)).toEqual([true, true, true, true, ...Array(6).fill(false)]);
  expect(colors[4]).not.toBe(colors[9]);
});

test('fills know their plots, and levels their price', () => {
  const text = script(
    'timeframe = "5"',
    'a = plot(high), b = plot(low)\nfill(a, b, color.red)\nhline(input.float(3.0))',
  );
  const kinds = started(text).outputs.plots.map(({ kind, options }) => [
    kind,
    options.plot1 ?? options.price ?? null,
  ]);
  expect(kinds).toEqual([
    ['plot', null],
    ['plot', null],
    ['fill', 'plot_0'],
    ['hline', 3],
  ]);
});

test('the timeframe and its gaps are inputs, which leave the script’s own their names', () => {
  const program = scriptProgram(script('timeframe = ""', 'x = input.string("a", "Timeframe")\nplot(close)'));
  expect(program.inputs.map(({ id, defaultValue }) => [id, defaultValue])).toEqual([
    ['Timeframe', 'a'],
    ['Timeframe #2', ''],
    ['Wait for timeframe closes', true],
  ]);
  const inputs = { 'Timeframe #2': '5', 'Wait for timeframe closes': false };
  expect(
    only(
      started(script('timeframe = ""', 'x = input.string("a", "Timeframe")\nplot(close)'), ten, { inputs }),
    ),
  ).toEqual([na, na, na, na, 5, 5, 5, 5, 5, 10]);
  expect(scriptProgram('plot(close)').inputs).toEqual([]);
});

test('bars shorter than the chart’s are refused, and so is what is no timeframe', () => {
  const run = (timeframe: string) => () => started(script(`timeframe = "${timeframe}"`, 'plot(close)'));
  expect(run('30S')).toThrow(ScriptError);
  expect(run('30S')).toThrow('The script runs on bars of 30s, which are shorter than the chart’s (1m).');
  expect(run('5 minutes')).toThrow('“5 minutes” is not a timeframe that can be requested.');
  expect(only(started(script('timeframe = "1"', 'plot(close)')))).toEqual(ten);
});

test('drawings, logs and alerts are those of the script; events name the chart’s bar', () => {
  const instance = started(script('timeframe = "5"', 'log.info("{0}", bar_index)\nplot(close)'));
  expect(instance.outputs.logs.map(({ bar, message }) => [bar, message])).toEqual([
    [4, '0'],
    [9, '1'],
  ]);
});

test.each(['ta.ema(close, 3)', 'ta.cum(volume)', 'request.security("", "15", close)'])(
  'history and live bars show %s as a request of the whole would',
  (expression) => {
    const framed = started(script('timeframe = "5", timeframe_gaps = false', `plot(${expression})`));
    const asked = started(script('overlay = true', `plot(request.security("", "5", ${expression}))`));
    expect(plotsOf(framed)).toEqual(plotsOf(asked));
    const prices = [11, 14, 12, 9, 8, 15, 17, 3, 4];
    const bars = barsOf([...ten, ...prices]);
    for (let bar = 10; bar < bars.count; bar += 1) {
      for (const part of [0.5, 1]) {
        const close = (bars.close[bar] as number) * part;
        const next = {
          time: bars.time[bar] as number,
          open: bars.open[bar] as number,
          high: bars.high[bar] as number,
          low: Math.min(close, bars.low[bar] as number),
          close,
          volume: (bars.volume[bar] as number) * part,
        };
        for (const instance of [framed, asked])
          instance.update(next, part === 1, next.time + minute * part - 1);
      }
    }
    expect(plotsOf(framed)).toEqual(plotsOf(asked));
  },
);
