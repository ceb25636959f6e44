import { expect, test } from 'vitest';
import { markedScript } from './testing/marked-script.ts';

function shown(marked: string): string | undefined {
  const { service, offset } = markedScript(marked);
  const help = service.signatureHelp(offset);
  if (help === undefined) return undefined;
  const signature = help.signatures[help.active];
  const place = signature?.parameters[help.parameter];
  if (signature === undefined || place === undefined) return `${signature?.label} –`;
  return `${signature.label.slice(0, signature.label.indexOf('('))} ${signature.label.slice(place.start, place.end)}`;
}

test.each([
  ['x = ta.sma(‸', 'ta.sma source: series float'],
  ['x = ta.sma(close, ‸', 'ta.sma length: series int'],
  ['x = ta.sma(close, ta.ema(‸', 'ta.ema source: series float'],
  ['x = ta.sma(ta.ema(close, 3), ‸', 'ta.sma length: series int'],
  ['x = ta.sma((close + ‸', 'ta.sma source: series float'],
  ['plot(close, linewidth = ‸', 'plot linewidth: input int = 1'],
  ['plot(\n     close,\n     ‸\n', 'plot title: const string = ""'],
  ['f(float a, b = 2) => a + b\nx = f(1, ‸', 'f b = 2'],
  ['type P\n    float v\n    int w = 3\np = P.new(1, ‸', 'P.new w: int = 3'],
  ['a = array.new<float>()\na.push(‸', 'array.push value: series T'],
  [
    'type P\n    float v\nmethod add(P this, float more) => this.v + more\np = P.new(1)\nx = p.add(‸',
    'add more: float',
  ],
  ['a = array.new<float>(‸', 'array.new size: series int = 0'],
  ['x = str.format("{0}", 1, 2, ‸', 'str.format'],
])('in %s', (marked, wanted) => {
  expect(shown(marked)).toContain(wanted);
});

test.each(['x = 1 ‸', 'plot(close)‸', 'plot(close)\nx = ‸', 'x = (1 + ‸', 'unknown(‸'])(
  'none in %s',
  (marked) => {
    expect(shown(marked)).toBeUndefined();
  },
);

test('of several ways to call, the one with room for the argument is shown', () => {
  const { service, offset } = markedScript('x = math.max(1, 2, 3, ‸');
  const help = service.signatureHelp(offset);
  expect(help?.parameter).toBeGreaterThanOrEqual(0);
});
