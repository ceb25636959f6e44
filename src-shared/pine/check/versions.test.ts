import { expect, test } from 'vitest';
import { parse } from '../syntax/parse.ts';
import { check } from './check.ts';
import { diagnosticsOf, indicatorOf, programOf } from './testing/checked-script.ts';

const told = (text: string) =>
  check(parse(text).script).diagnostics.map(({ code, severity }) => `${code} ${severity}`);

test('a script without version, and one without declaration, are told how to begin', () => {
  expect(told('x = close\nplot(x)')).toEqual(['P501 error', 'P502 error']);
  expect(told('//@version=6\nplot(close)')).toEqual(['P502 error']);
});

test('a script with study and without version is read as version 4', () => {
  expect(told('study("a")\nplot(sma(close, 3))')).toEqual(['P501 warning']);
});

test('version 5 turns numbers into conditions, divides constants as whole numbers, and reads loop ends once', () => {
  const body =
    'b = close and open > 1\nc = 5 / 2\nd = bar_index / 2\nfor i = 0 to c\n    b := not b\nbool n = na\ne = b ? na : n';
  expect(programOf(indicatorOf(body, 5)).split('\n')).toEqual([
    'b: series bool = (to-bool(close) and (open ><number> 1))',
    'c: const int = 2',
    'd: series int = (bar_index / 2)',
    'for i: int = 0 to once 2',
    '  b := (not b)',
    'n: const bool = na<bool>',
    'e: series bool = (b ? na<bool> : null)',
  ]);
  expect(programOf(indicatorOf('c = 5 / 2')).split('\n')).toEqual(['c: const int = 2.5']);
});

test('version 5 has other reds and may take the history of fields and constants', () => {
  const body = 'type T\n    float a = 1\nt = T.new()\nx = t.a[1]\ny = color.red[1]';
  expect(programOf(indicatorOf(body, 5)).split('\n').slice(1)).toEqual([
    'x: series float = history(t.0)[1]',
    'y: const color = #ff5252ff',
  ]);
});

test('the parameter when of older versions makes the order conditional', () => {
  const body = '//@version=5\nstrategy("s")\nstrategy.close("L", when = close > open)';
  expect(programOf(body)).toMatch(/^if \(close ><number> open\)\n {2}strategy\.close\("L", .*\)$/);
});

test('version 4 scripts are read: old names, old arguments, old inputs', () => {
  const text = [
    '//@version=4',
    'study("Old", resolution="")',
    'len = input(14, minval=1, title="Length")',
    'src = input(close, title="Source", type=input.source)',
    'tf = input("D", type=input.resolution)',
    'up = iff(close > open, 1, 0)',
    'r = rsi(src, len)',
    'm = max(high, offset(low, 1))',
    's = security(tickerid, tf, sma(x=close, y=len), lookahead=true)',
    'x = 0.0',
    'x := nz(x[1]) + 1',
    'if close',
    '    x := 2',
    'y = tostring(m) + "a"',
  ].join('\n');
  expect(programOf(text.replace('tickerid,', 'syminfo.tickerid,')).split('\n')).toEqual([
    'setting timeframe = ""',
    'input "Length": int = 14 from 1',
    'input "Source": source = "close"',
    'input "tf": timeframe = "D"',
    'input "Timeframe": timeframe = "" in "Calculation"',
    'input "Wait for timeframe closes": bool = true in "Calculation"',
    'len: input int = input("Length")',
    'src: series float = input("Source")',
    'tf: input string = input("tf")',
    'up: series int = ((close ><number> open) ? 1 : 0)',
    'r: series float = ta.rsi(src, len)',
    'm: series float = math.max#1(high, low[1])',
    's: series float = request.security(syminfo.tickerid, tf, ta.sma(close, len), lookahead = "lookahead_on"): float',
    'x[]: series float = 0',
    'x := (nz#1(x[1], 0) + 1)',
    'if to-bool(close)',
    '  x := 2',
    'y: series string = (str.tostring(m, "#.##########") concat "a")',
  ]);
});

test('version 4 fills and paints backgrounds nearly transparent, unless the script says how', () => {
  const calls = [
    'fill(a, b, color.red)',
    'fill(a, b, color.red, 40)',
    'fill(a, b, color=color.red, transp=0)',
    'fill(a, b, color.new(color.red, 0))',
    'bgcolor(close > open ? color.red : na)',
    'bgcolor(#ff000020)',
  ];
  const text = `//@version=4\nstudy("s")\na = plot(open)\nb = plot(close)\n${calls.join('\n')}`;
  const transparencies = (script: string) =>
    programOf(script)
      .split('\n')
      .slice(2)
      .map((line) => /(\S+)\)$/.exec(line)?.[1]);
  expect(transparencies(text)).toEqual(['90', '40', '0', '?', '90', '?']);
  const today = text.replace('//@version=4\nstudy', '//@version=5\nindicator').replace('red, 40', 'red');
  expect(transparencies(today)).toEqual(['?', '?', '0', '?', '?', '?']);
});

test('version 4 says true for long and for lookahead', () => {
  const text = '//@version=4\nstrategy("s")\nstrategy.entry("L", true, when = close > open)';
  expect(programOf(text)).toContain('strategy.entry("L", "long"');
});

test('version 4 tells a series from a length by its type, as rsi once did', () => {
  const text = '//@version=4\nstudy("s")\nx = rsi(rma(close, 3), rma(open, 3))';
  expect(programOf(text)).toBe(
    'x: series float = (100 - (100 / (1 + (ta.rma(close, 3) / ta.rma(open, 3)))))',
  );
});

test('a symbol that changes in version 5 is warned of', () => {
  const body = 's = close > open ? "A" : "B"\nplot(request.security(s, "D", close))';
  expect(diagnosticsOf(indicatorOf(body, 5))).toEqual([
    'P413 “s” In version 5 the symbol and the timeframe of a request may not change from bar to bar unless `dynamic_requests = true` is declared. It works here.',
  ]);
  expect(diagnosticsOf(indicatorOf(body))).toEqual([]);
});

test('version 6 is told that when is gone, and nothing else about the call', () => {
  expect(diagnosticsOf('//@version=6\nstrategy("s")\nstrategy.close("L", when = close > open)')).toEqual([
    'P604 “when” The parameter `when` is gone since version 6. Write the call below `if` with this condition.',
  ]);
});
