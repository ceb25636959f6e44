import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostic.ts';
import { parse } from './parse.ts';
import { syntaxProblems } from './problems.ts';
import { sExpressions } from './testing/s-expression.ts';

/** Code and place of each mistake: the text it points at. */
const told = (text: string, diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ code, start, end }) => `${code} ${text.slice(start, end)}`.trim());

type Case = readonly [text: string, mistakes: readonly string[], tree: string];

const cases: readonly Case[] = [
  ['x = 1 @ 2', ['P101 @'], '(variable x 1)'],
  ['größe = 1', ['P101 größe'], '(variable größe 1)'],
  ['x = "abc\ny = 1', ['P102 "abc'], '(variable x "abc")\n(variable y 1)'],
  ['x = "a\\d"', ['P103 \\d'], '(variable x "ad")'],
  ['x = 12ab', ['P104 12ab'], '(variable x 0)'],
  ['x = 1e999', ['P104 1e999'], '(variable x 1e999)'],
  ['x = #12', ['P105 #12'], '(variable x #000000)'],
  ['x = #12345G', ['P105 #12345G'], '(variable x #000000)'],
  ['x = “a”', ['P106 “a”'], '(variable x "a")'],
  [
    'x = a && !b || c',
    ['P107 &&', 'P107 !', 'P107 ||'],
    '(variable x (binary or (binary and a (unary not b)) c))',
  ],
  ['x = a === b', ['P107 ==='], '(variable x (binary == a b))'],
  ['x++\ny = 2', ['P107 ++'], 'x\n(variable y 2)'],
  ['if a {\n    b\n}\nc', ['P108 {', 'P108 }'], '(if a (block b indented))\nc'],
  ['x = 1;\ny = 2;', ['P108 ;', 'P108 ;'], '(variable x 1)\n(variable y 2)'],
  [`x = "${'a'.repeat(40_961)}"`, [`P109 "${'a'.repeat(40_961)}"`], `(variable x "${'a'.repeat(40_961)}")`],
  ['x =\ny = 2', ['P110'], '(variable x <missing>)\n(variable y 2)'],
  ['x = a + * b\ny = 2', ['P110 *'], '(variable x (binary + a (binary * <missing> b)))\n(variable y 2)'],
  ['foo bar\ny = 2', ['P111 bar'], 'foo\n(variable y 2)'],
  ['f(a b, c d)', ['P111 b', 'P111 d'], '(call f a c)'],
  ['plot(close\ny = 2', ['P112 ('], '(call plot close)\n(variable y 2)'],
  ['plot(sma(close, 14)\nplot(open)', ['P112 ('], '(call plot (call sma close 14))\n(call plot open)'],
  ['x = a[1\nif b\n    c', ['P112 ['], '(variable x (index a 1))\n(if b (block c indented))'],
  ['x = (a]\ny = 2', ['P112 ('], '(variable x (group a))\n(variable y 2)'],
  ['x = a)\ny = 2', ['P113 )'], '(variable x a)\n(variable y 2)'],
  ['var = 2', ['P114 ='], '(variable var <no name> 2)'],
  ['x = a.\ny = 2', ['P114'], '(variable x a.<no name>)\n(variable y 2)'],
  ['if a = b\n    c', ['P115 ='], '(if (binary == a b) (block c indented))'],
  ['x = (a = b) ? 1 : 2', ['P115 ='], '(variable x (conditional (group (binary == a b)) 1 2))'],
  ['a.b = 3', ['P116 ='], '(assignment a.b := 3)'],
  ['var x := 3', ['P116 :='], '(variable var x 3)'],
  ['f(x) = 3', ['P117 f(x)'], '(assignment (call f x) := 3)'],
  ['f(a,, b)', ['P118 ,'], '(call f a b)'],
  ['f(a,)', ['P118 ,'], '(call f a)'],
  ['x = a ? b\ny = 2', ['P119 ?'], '(variable x (conditional a b <missing>))\n(variable y 2)'],
  ['if a\nb', ['P120'], '(if a (block indented))\nb'],
  ['f() =>\ng()', ['P120'], '(function f (block indented))\n(call g)'],
  ['switch a\nb', ['P120'], '(switch a)\nb'],
  ['type T\nb', ['P120'], '(type T)\nb'],
  [
    'a = 1\n    b = 2\n    c = 3\nd = 4',
    ['P121 b'],
    '(variable a 1)\n(variable b 2)\n(variable c 3)\n(variable d 4)',
  ],
  ['if a\n        b\n    c\nd', ['P121 c'], '(if a (block b indented))\nc\nd'],
  ['a = 1\nelse\n    b\nc', ['P122 else'], '(variable a 1)\n(broken)\nb\nc'],
  ['for i 0 to 9\n    a', ['P123 0'], '(for i <missing> <missing> (block a indented))'],
  ['for i = 0\n    a', ['P123'], '(for i 0 <missing> (block a indented))'],
  ['for [a, b] of c\n    a', ['P123'], '(for-in a b <missing> (block a indented))'],
  [
    'switch a\n    1 2\n    3 => 4',
    ['P124 2'],
    '(switch a (switch-arm 1 (block inline)) (switch-arm 3 (block 4 inline)))',
  ],
  ['x = 1 + if a\n    b', ['P125 if'], '(variable x (binary + 1 <missing>))\nb'],
  ['x = a[1][2]', ['P126 [2]'], '(variable x (index (index a 1) 2))'],
  ['type T\n    3 x\n    int y', ['P127 3'], '(type T (field <no name>) (field int y))'],
  ['export f(x)\ny = 2', ['P128 export'], '(call f x)\n(variable y 2)'],
  ['import a/b\ny = 2', ['P129'], '(import a b 0)\n(variable y 2)'],
  ['type T\n    x\n    int y', ['P130 x'], '(type T (field x) (field int y))'],
  ['int x\ny = 2', ['P131'], '(variable int x <missing>)\n(variable y 2)'],
  ['//@version=3\nx', ['P143 //@version=3'], 'x'],
];

describe('each mistake is told once, where it is, and what follows is read', () => {
  it.each(cases)('%s', (text, mistakes, tree) => {
    const { script, diagnostics } = parse(text);
    expect(told(text, diagnostics)).toEqual(mistakes);
    expect(sExpressions(script)).toBe(tree);
  });
});

describe('fixes', () => {
  it.each([
    ['x = a && b', 'x = a and b'],
    ['x = a&&b', 'x = a and b'],
    ['x++', 'x += 1'],
    ['x = !a', 'x = not a'],
    ['x = 1;', 'x = 1'],
    ['x = “a”', 'x = "a"'],
    ['if a = b\n    c', 'if a == b\n    c'],
    ['a.b = 3', 'a.b := 3'],
    ['f(a,)', 'f(a)'],
    ['x = a[1][2]', 'x = (a[1])[2]'],
    ['x = "\\d"', 'x = "\\\\d"'],
  ])('the fix of %s is %s', (text, mended) => {
    const edits = parse(text).diagnostics.flatMap((diagnostic) => diagnostic.fixes[0]?.edits ?? []);
    let result = text;
    for (const edit of edits.toSorted((a, b) => b.start - a.start)) {
      result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
    }
    expect(result).toBe(mended);
    expect(parse(result).diagnostics).toEqual([]);
  });
});

describe('S6: limits', () => {
  const codes = (text: string): string[] => [...new Set(parse(text).diagnostics.map(({ code }) => code))];

  it('S6: a source of more than 256 KiB is refused, counted in bytes', () => {
    expect(codes('//'.padEnd(256 * 1024, 'x'))).toEqual([]);
    expect(codes('//'.padEnd(256 * 1024 + 1, 'x'))).toEqual(['P140']);
    expect(codes(`//${'é'.repeat(128 * 1024)}`)).toEqual(['P140']);
  });

  const many = 50_000;
  it.each([
    ['parentheses', `x = ${'('.repeat(many)}1${')'.repeat(many)}`],
    ['open parentheses', `x = ${'('.repeat(many)}`],
    ['calls', `x = ${'f('.repeat(many)}1${')'.repeat(many)}`],
    ['history', `x = ${'a['.repeat(many)}1${']'.repeat(many)}`],
    ['tuples', `x = ${'['.repeat(many)}1${']'.repeat(many)}`],
    ['signs', `x = ${'-'.repeat(many)}1`],
    ['negations', `x = ${'not '.repeat(many)}1`],
    ['conditions to the left', `x = ${'a ? '.repeat(many)}1`],
    ['conditions to the right', `x = ${'a ? b : '.repeat(many / 2)}1`],
    ['sums', `x = ${'a + '.repeat(many)}1`],
    ['members', `x = a${'.b'.repeat(many)}`],
    ['chained calls', `x = a${'()'.repeat(many)}`],
    ['blocks', Array.from({ length: 500 }, (_, index) => `${' '.repeat(index)}if a`).join('\n')],
    ['else if', `if a\n    b\n${'else if a\n    b\n'.repeat(5_000)}`],
    ['functions in functions', 'f() => '.repeat(many / 2)],
    [
      'switches',
      Array.from(
        { length: 300 },
        (_, index) => `${'\t'.repeat(index)}${index === 0 ? '' : 'a => '}switch`,
      ).join('\n'),
    ],
  ])('S6: %s nest no deeper than allowed, and that is told once', (_name, text) => {
    const { diagnostics } = parse(text);
    expect(diagnostics.filter(({ code }) => code === 'P141')).toHaveLength(1);
  });

  it('nesting of 200 levels is read', () => {
    expect(codes(`x = ${'('.repeat(200)}1${')'.repeat(200)}`)).toEqual([]);
    expect(codes(`x = ${'a + '.repeat(400)}1`)).toEqual([]);
    expect(codes(`if a\n    b\n${'else if a\n    b\n'.repeat(300)}`)).toEqual([]);
  });

  it('lists no more than a thousand mistakes', () => {
    const { diagnostics } = parse('a b\n'.repeat(5_000));
    expect(diagnostics).toHaveLength(1_001);
    expect(diagnostics[1_000]?.code).toBe('P142');
  });
});

it('every code is reached by these tests', () => {
  const reached = new Set(cases.flatMap(([, mistakes]) => mistakes.map((mistake) => mistake.slice(0, 4))));
  const elsewhere = ['P140', 'P141', 'P142'];
  expect([...reached, ...elsewhere].toSorted()).toEqual(Object.keys(syntaxProblems).toSorted());
});

describe('an open bracket', () => {
  it.each([
    ['plot(close\ny = 2', 'plot(close)\ny = 2'],
    ['x = a[1 // one\ny = 2', 'x = a[1] // one\ny = 2'],
  ])('of %j is closed by its fix', (text, mended) => {
    const edit = parse(text).diagnostics[0]?.fixes[0]?.edits[0];
    expect(edit).toBeDefined();
    if (edit !== undefined) expect(text.slice(0, edit.start) + edit.text + text.slice(edit.end)).toBe(mended);
  });
});
