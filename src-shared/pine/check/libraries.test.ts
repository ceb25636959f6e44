import { expect, test } from 'vitest';
import { parse } from '../syntax/parse.ts';
import { diagnosticsOf, indicatorOf, programOf } from './testing/checked-script.ts';

const tools = `//@version=6
library("Tools")
export type Level
    float price = 0
export enum Side
    long
    short
export const float ratio = 0.618
step = bar_index * 2
unused = close * 3
hidden(float x) => x + step
export half(float x) => hidden(x) / 2
export method raise(Level this, float by) =>
    this.price += by
    this
`;
const libraries = new Map([
  ['jo/Tools/1', parse(tools).script],
  ['jo/Broken/1', parse('//@version=6\nlibrary("B")\nexport f(float x) => x + nothing').script],
]);
const options = { libraries };

test('functions, methods, types, enums and constants of a library are used by its alias', () => {
  const body = [
    'import jo/Tools/1 as t',
    't.Level level = t.Level.new(close)',
    'a = t.half(level.raise(2).price) * t.ratio',
    'b = t.Side.long == t.Side.short',
  ].join('\n');
  expect(programOf(indicatorOf(body), options).split('\n')).toEqual([
    'stateless raise(this: series Level, by: const float) => Level',
    '  this.0 := (this.0 + by)',
    '  this',
    'stateless hidden(x: series float) => float',
    '  (x + step)',
    'stateless half(x: series float) => float',
    '  (hidden(x) / 2)',
    'step: series int = (bar_index * 2)',
    'level: series Level = Level.new(close)',
    'a: series float = (half(raise(level, 2).0) * 0.618)',
    'b: const bool = false',
  ]);
});

test('what is not exported is not to be had', () => {
  const body = 'import jo/Tools/1\nplot(Tools.hidden(1))\nplot(Tools.halv(1))';
  expect(diagnosticsOf(indicatorOf(body), options)).toEqual([
    'P205 “hidden” The library `Tools` exports no `hidden`.',
    'P205 “halv” The library `Tools` exports no `halv`. Did you mean `half`?',
  ]);
});

test('a mistake in a library is told where it is imported, once it is called', () => {
  const body = 'import jo/Broken/1 as b\nplot(b.f(1))';
  expect(diagnosticsOf(indicatorOf(body), options)).toEqual([
    'P605 “import jo/Broken/1 as b” The library `jo/Broken/1` has a mistake. There is no name `nothing` here.',
  ]);
});

test('a library that imports itself is refused', () => {
  const own = new Map([['jo/Me/1', parse('//@version=6\nlibrary("Me")\nimport jo/Me/1 as me').script]]);
  expect(diagnosticsOf(indicatorOf('import jo/Me/1'), { libraries: own })).toEqual([
    'P605 “import jo/Me/1” The library `jo/Me/1` has a mistake. The library `jo/Me/1` imports itself.',
  ]);
});

test('exported functions say the types of their parameters', () => {
  expect(diagnosticsOf('//@version=6\nlibrary("L")\nexport f(x, float y) => x + y')).toEqual([
    'P516 “x” The parameter `x` of an exported function needs a type.',
  ]);
});
