import { expect, test } from 'vitest';
import { markedScript } from './testing/marked-script.ts';

test.each([
  ['a built-in function', 'x = ta.s‸ma(close, 3)', 'ta.sma(source: series float, length'],
  ['a built-in variable', 'x = cl‸ose', 'series float close'],
  ['a variable', 'val‸ue = ta.ema(close, 3)', '(variable) series float value'],
  ['a variable where it is read', 'value = 3\nplot(val‸ue)', 'int value'],
  ['a function', 'f(float a, b = 2) => a + b\nx = f‸(close)', 'f(a: float, b = 2) → series float'],
  ['a method', 'type P\n    float v\nmethod up(P this) => this.v\nx = P.new(1).u‸p()', 'method up(this: P)'],
  ['a parameter', 'f(float a) => a‸ + 1\nx = f(close)', '(parameter) series float a'],
  ['a type', 'type P\n    float v\np = P‸.new(1)', 'type P\n    float v'],
  ['a field', 'type P\n    float v\np = P.new(1)\nplot(p.v‸)', '(field) series float v'],
  ['an enum', 'enum E\n    a\nx = E‸.a', 'enum E'],
  ['a namespace', 'x = t‸a.sma(close, 3)', 'namespace ta'],
  ['an argument’s name', 'plot(close, lin‸ewidth = 2)', 'linewidth: input int = 1'],
  ['a keyword', 'v‸ar x = 1', 'var'],
  ['an incomplete line', 'x = ta.sma(close,\ny = cl‸ose', 'close'],
])('tells what %s is', (_, marked, wanted) => {
  const { service, offset } = markedScript(marked);
  expect(service.hover(offset)?.code).toContain(wanted);
});

test('shows what the author wrote, parameters as a list', () => {
  const { service, offset } = markedScript(
    '//@function Twice.\n//@param a what to double\n//@returns the double\nf(a) => a * 2\nx = f‸(close)',
  );
  expect(service.hover(offset)?.documentation).toBe('Twice.\n- `a` what to double\nReturns the double');
});

test.each([
  ['a comment', '// clo‸se'],
  ['a string', 'x = "clo‸se"'],
  ['space', 'x = 1\n\n‸\n'],
])('says nothing in %s', (_, marked) => {
  const { service, offset } = markedScript(marked);
  expect(service.hover(offset)).toBeUndefined();
});
