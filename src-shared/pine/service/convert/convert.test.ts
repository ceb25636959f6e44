import { expect, test } from 'vitest';
import { convert } from './convert.ts';

const four = (body: string) => `//@version=4\nstudy("t")\n${body}\nplot(close)\n`;
const five = (body: string) => `//@version=5\nindicator("t")\n${body}\nplot(close)\n`;
const strategyOf = (body: string, version = 5) => `//@version=${version}\nstrategy("s")\n${body}\n`;

test.each([
  ['the declaration', four('x = 1'), '//@version=6\nindicator("t")\n'],
  [
    'names that moved into namespaces',
    four('x = sma(close, 3) + abs(open)'),
    'x = ta.sma(close, 3) + math.abs(open)',
  ],
  ['names inside names', four('x = ema(ema(close, 3), 5)'), 'x = ta.ema(ta.ema(close, 3), 5)'],
  ['names by what they were called formerly', four('x = sum(close, 3)'), 'x = math.sum(close, 3)'],
  [
    'security',
    four('x = security(syminfo.tickerid, "D", close)'),
    'x = request.security(syminfo.tickerid, "D", close)',
  ],
  [
    'bools that are constants now',
    four('x = security(syminfo.tickerid, "D", close, lookahead = true)'),
    'lookahead = barmerge.lookahead_on)',
  ],
  ['tostring', four('x = tostring(close)'), 'x = str.tostring(close)'],
  ['iff', four('x = iff(close > open, 1, 2)'), 'x = (close > open ? 1 : 2)'],
  [
    'iff in iff',
    four('x = iff(close > open, iff(high > 1, 1, 2), sma(close, 2))'),
    'x = (close > open ? (high > 1 ? 1 : 2) : ta.sma(close, 2))',
  ],
  ['offset', four('x = offset(close, 2)'), 'x = close[2]'],
  ['offset of a sum', four('x = offset(close + open, 2)'), 'x = (close + open)[2]'],
  [
    'input of a kind',
    four('n = input(14, title="N", type=input.integer, minval=1)'),
    'n = input.int(14, title="N", minval=1)',
  ],
  [
    'input by position',
    four('n = input(14, "N", input.integer, 1, 50)'),
    'n = input.int(14, "N", minval = 1, maxval = 50)',
  ],
  ['input without a kind', four('n = input(true, "N")'), 'n = input.bool(true, "N")'],
  ['input of a source', four('n = input(close, "N")'), 'n = input.source(close, "N")'],
  ['input of a timeframe', four('n = input("D", "N", input.resolution)'), 'n = input.timeframe("D", "N")'],
  [
    'transparency',
    four('plot(open, color=color.red, transp=40)'),
    'plot(open, color=color.new(color.red, 40))',
  ],
  [
    'transparency before the colour',
    four('plot(open, transp=40, color=color.red)'),
    'plot(open, color=color.new(color.red, 40))',
  ],
  [
    'transparency of the default colour',
    four('plot(open, transp=40)'),
    'plot(open, color = color.new(color.blue, 40))',
  ],
  [
    'transparency in version 5',
    five('plot(open, color=color.red, transp=40)'),
    'plot(open, color=color.new(color.red, 40))',
  ],
  [
    'a background’s own transparency',
    four('bgcolor(close > open ? color.red : na)'),
    'bgcolor(color.new(close > open ? color.red : na, 90))',
  ],
  [
    'parameters by their names of today',
    four('x = security(syminfo.tickerid, resolution="D", expression=close)'),
    'timeframe="D"',
  ],
  [
    'when',
    strategyOf('strategy.entry("L", strategy.long, when = close > open)'),
    'if close > open\n    strategy.entry("L", strategy.long)',
  ],
  [
    'when in a block',
    strategyOf('if high > 1\n    strategy.close("L", when = close > open)'),
    'if high > 1\n    if close > open\n        strategy.close("L")',
  ],
  [
    'what is in a when',
    strategyOf('strategy.close("L", when = crossunder(close, open))', 4),
    'if ta.crossunder(close, open)\n    strategy.close("L")',
  ],
  ['margins', strategyOf('x = 1'), 'strategy("s", margin_long = 0, margin_short = 0)'],
  ['numbers as conditions', five('x = bar_index ? 1 : 2'), 'x = bool(bar_index) ? 1 : 2'],
  ['bools that are na', five('bool x = na'), 'bool x = false'],
  ['constant divisions', five('x = close[7 / 2]'), 'x = close[int(7 / 2)]'],
  ['divisions of constants with names', five('n = 7\nx = close[n / 2]'), 'x = close[int(n / 2)]'],
  ['timeframes', five('x = timeframe.period == "D"'), 'x = timeframe.period == "1D"'],
  ['arguments given twice', five('plot(open, title = "a", title = "b")'), 'plot(open, title = "a")'],
])('converts %s', (_, text, wanted) => {
  const converted = convert(text);
  expect(converted.text).toContain(wanted);
  expect(converted.text.startsWith('//@version=6\n')).toBe(true);
  expect(converted.remaining.map(({ message }) => message)).toEqual([]);
});

test('transparency by its old place, methods on results, and bools that were na', () => {
  const converted = (text: string) => convert(text).text.split('\n').slice(2).join('\n');
  expect(
    converted(
      '//@version=4\nstudy("a")\nplotshape(close > open, "s", shape.flag, location.top, color.blue, 20, 0, "t")\nc = close > open ? true : na\nplot(c ? 1 : 0, "p", color.red, 1, plot.style_line, false, 80)',
    ),
  ).toBe(
    'plotshape(close > open, "s", shape.flag, location.top, color.new(color.blue, 20), 0, "t")\nc = close > open ? true : false\nplot(c ? 1 : 0, "p", color.new(color.red, 80), 1, plot.style_line, false)',
  );
  const methods = 'a = array.from(1.0)\nplot(a.abs().sum())';
  expect(converted(`//@version=5\nindicator("a")\n${methods}`)).toBe(methods);
});

test('lists each change with its line, once', () => {
  const { changes, from } = convert(four('x = sma(close, 3) + sma(open, 3)'));
  expect(from).toBe(4);
  expect(changes).toEqual([
    { line: 1, what: 'Version 4 became version 6.' },
    { line: 2, what: '`study` is called `indicator` now.' },
    { line: 3, what: '`sma` is called `ta.sma` now.' },
  ]);
});

test('notes what may give other results and cannot be told from the text', () => {
  const { notes } = convert(five('x = close > open and ta.crossover(close, open)'));
  expect(notes.map(({ line }) => line)).toEqual([3]);
  expect(notes[0]?.what).toContain('ta.crossover');
});

test('leaves a script of version 6 and one that cannot be read as they are', () => {
  const six = '//@version=6\nindicator("t")\nplot(close)\n';
  expect(convert(six)).toEqual({ text: six, from: 6, changes: [], notes: [], remaining: [] });
  const broken = four('x = (((');
  expect(convert(broken).text).toBe(broken);
  expect(convert(broken).remaining.length).toBeGreaterThan(0);
});

test('what was converted needs no conversion', () => {
  const { text } = convert(four('x = iff(close > open, sma(close, 3), 2)\nbgcolor(color.red, transp=20)'));
  expect(convert(text).text).toBe(text);
});

test('the writer’s comments and line ends stay', () => {
  const { text } = convert(four('// the mean\nx = sma(close, 3) // three').replaceAll('\n', '\r\n'));
  expect(text).toContain('// the mean\r\nx = ta.sma(close, 3) // three\r\n');
});
