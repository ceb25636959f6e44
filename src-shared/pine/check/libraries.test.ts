import { expect, test } from 'vitest';
import { parseLibraries } from '../libraries/sources.ts';
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
const deep = `//@version=6
library("Deep")
export type Box
    float size = 1
export grow(Box b) => b.size * 2
`;
const libraries = parseLibraries({
  'jo/Tools/1': tools,
  'jo/Tools/2': tools.replace('0.618', '0.382'),
  'jo/Broken/1': '//@version=6\nlibrary("B")\nexport f(float x) => x + nothing',
  'jo/Unreadable/1': '//@version=6\nlibrary("U")\nexport f(float x) =>\n    x + (1',
  'jo/Study/1': '//@version=6\nindicator("S")\nplot(close)',
  'jo/Deep/1': deep,
  'jo/Left/1': '//@version=6\nlibrary("Left")\nimport jo/Deep/1 as d\nexport make(float s) => d.Box.new(s)',
  'jo/Right/1': '//@version=6\nlibrary("Right")\nimport jo/Deep/1\nexport grown(Deep.Box b) => Deep.grow(b)',
  'jo/Around/1': '//@version=6\nlibrary("Around")\nimport jo/Back/1 as b\nexport f() => 1',
  'jo/Back/1': '//@version=6\nlibrary("Back")\nimport jo/Around/1 as a\nexport f() => 2',
  'jo/Me/1': '//@version=6\nlibrary("Me")\nimport jo/Me/1 as me',
  'jo/Uses/1': '//@version=6\nlibrary("Uses")\nimport jo/Broken/1 as b\n\nexport f(float x) =>\n    b.f(x)',
});
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
    'P605 “import jo/Broken/1 as b” The library `jo/Broken/1`, line 3, has a mistake. There is no name `nothing` here.',
  ]);
});

test.each([
  ['jo/Me/1', 'The library `jo/Me/1`, line 3, has a mistake. The library `jo/Me/1` imports itself.'],
  [
    'jo/Around/1',
    'The library `jo/Back/1`, line 3, has a mistake. The library `jo/Around/1` imports itself through `jo/Back/1`.',
  ],
  [
    'jo/Unreadable/1',
    'The library `jo/Unreadable/1`, line 4, has a mistake. This bracket is not closed; “)” is missing.',
  ],
  [
    'jo/Study/1',
    'The library `jo/Study/1`, line 1, has a mistake. It is no library: it has no line `library("…")`.',
  ],
])('%s is refused where it is imported', (name, message) => {
  expect(diagnosticsOf(indicatorOf(`import ${name} as x`), options)).toEqual([
    `P605 “import ${name} as x” ${message}`,
  ]);
});

test('a mistake in a library of a library is told with its own name', () => {
  expect(diagnosticsOf(indicatorOf('import jo/Uses/1 as u\nplot(u.f(1))'), options)).toEqual([
    'P605 “import jo/Uses/1 as u” The library `jo/Broken/1`, line 3, has a mistake. There is no name `nothing` here.',
  ]);
});

test('a library that two others import is one library: its types are the same', () => {
  const body = [
    'import jo/Left/1 as l',
    'import jo/Right/1 as r',
    'import jo/Deep/1 as d',
    'd.Box b = l.make(close)',
    'plot(r.grown(b))',
  ].join('\n');
  expect(diagnosticsOf(indicatorOf(body), options)).toEqual([]);
});

test('versions of a library are libraries of their own', () => {
  const body =
    'import jo/Tools/1 as a\nimport jo/Tools/2 as b\nx = a.ratio + b.ratio\na.Level p = b.Level.new(1)';
  expect(diagnosticsOf(indicatorOf(body), options)).toEqual([
    'P301 “b.Level.new(1)” `p` is declared as Level, and this is of type Level.',
  ]);
});

test('exported functions say the types of their parameters', () => {
  expect(diagnosticsOf('//@version=6\nlibrary("L")\nexport f(x, float y) => x + y')).toEqual([
    'P516 “x” The parameter `x` of an exported function needs a type.',
  ]);
});
