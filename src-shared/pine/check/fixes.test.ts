import { expect, test } from 'vitest';
import { checkText, fixedBy, indicatorOf } from './testing/checked-script.ts';

const cases: readonly (readonly [sentence: string, code: string, before: string, after: string])[] = [
  ['a mistyped name is replaced', 'P201', 'plot(clos)', 'plot(close)'],
  ['a missing namespace is added', 'P201', 'plot(sma(close, 3))', 'plot(ta.sma(close, 3))'],
  [
    'a mistyped member is replaced with its namespace',
    'P205',
    'plot(ta.smaa(close, 3))',
    'plot(ta.sma(close, 3))',
  ],
  ['an undeclared variable is declared', 'P201', 'total := close', 'total = close'],
  ['a second declaration becomes an assignment', 'P202', 'x = 1\nx = 2', 'x = 1\nx := 2'],
  [
    'a local declaration becomes an assignment to the outer variable',
    'P203',
    'x = close\nif x > 1\n    x = 2.0',
    'x = close\nif x > 1\n    x := 2.0',
  ],
  [
    'the history of a field becomes the field of the history',
    'P310',
    'type T\n    float a\nt = T.new(1)\nx = t.a[1]',
    'type T\n    float a\nt = T.new(1)\nx = (t[1]).a',
  ],
  ['a number becomes a condition', 'P305', 'plot(close ? 1 : 2)', 'plot(bool(close) ? 1 : 2)'],
  ['a float becomes a whole number', 'P404', 'plot(ta.sma(close, 3.5))', 'plot(ta.sma(close, int(3.5)))'],
  [
    'a style of the oldest scripts gets its namespace',
    'P201',
    'hline(70, linestyle = dashed)',
    'hline(70, linestyle = hline.style_dashed)',
  ],
  [
    'and where it is the name of a function',
    'P211',
    'plot(open, style = line)',
    'plot(open, style = plot.style_line)',
  ],
  ['na gets a type', 'P304', 'x = na', 'float x = na'],
  ['a mistyped parameter is replaced', 'P402', 'plot(close, titel = "x")', 'plot(close, title = "x")'],
  ['a comparison with na becomes a question', 'P518', 'x = close == na', 'x = na(close)'],
  ['and its opposite', 'P518', 'x = close != na', 'x = not na(close)'],
];

test.each(cases)('%s', (_sentence, code, before, after) => {
  expect(fixedBy(indicatorOf(before), code)).toBe(indicatorOf(after));
  expect(checkText(indicatorOf(after)).diagnostics.filter(({ severity }) => severity === 'error')).toEqual(
    [],
  );
});
