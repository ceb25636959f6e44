import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';
import { sExpressions } from './testing/s-expression.ts';

/** The tree of a text that has no mistakes. */
function treeOf(text: string): string {
  const { script, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  return sExpressions(script);
}

type Case = readonly [name: string, text: string, tree: string];

describe('expressions', () => {
  const cases: readonly Case[] = [
    ['multiplication binds stronger than addition', 'a + b * c', '(binary + a (binary * b c))'],
    ['operators group from the left', 'a - b - c', '(binary - (binary - a b) c)'],
    ['comparison binds stronger than equality', 'a == b < c', '(binary == a (binary < b c))'],
    ['and binds stronger than or', 'a or b and c', '(binary or a (binary and b c))'],
    ['not binds stronger than comparison', 'not a == b', '(binary == (unary not a) b)'],
    ['signs bind stronger than multiplication', '-a * b', '(binary * (unary - a) b)'],
    ['signs may be repeated', '- -a', '(unary - (unary - a))'],
    ['conditions group from the right', 'a ? b : c ? d : e', '(conditional a b (conditional c d e))'],
    [
      'a condition may be a condition’s first value',
      'a ? b ? c : d : e',
      '(conditional a (conditional b c d) e)',
    ],
    ['parentheses stay in the tree', '(a + b) * c', '(binary * (group (binary + a b)) c)'],
    ['history of a call', 'f(x)[1]', '(index (call f x) 1)'],
    ['history of history in parentheses', '(x[1])[2]', '(index (group (index x 1)) 2)'],
    ['members chain', 'a.b.c(d).e', '(call a.b.c d).e'],
    ['arguments have names', 'f(a, b = c, d = 1)', '(call f a b=c d=1)'],
    [
      'keywords name arguments',
      'f(if = 1, not = 2, color = c, type = t)',
      '(call f if=1 not=2 color=c type=t)',
    ],
    ['keywords stand behind a point', 'x.type + x.if.not', '(binary + x.type x.if.not)'],
    ['a comparison is no named argument', 'f(a == b)', '(call f (binary == a b))'],
    ['calls take types', 'array.new<float>(0)', '(call array.new float 0)'],
    ['calls take several types', 'map.new<string, Pair>()', '(call map.new string Pair)'],
    ['types nest', 'array.new<lib.Map<int, float[]>>()', '(call array.new lib.Map<int float[]>)'],
    [
      'two comparisons between commas are no types',
      'f(a < b, c > (d))',
      '(call f (binary < a b) (binary > c (group d)))',
    ],
    ['a comparison is no type', 'a < b and c > d', '(binary and (binary < a b) (binary > c d))'],
    ['tuples', '[a, b + 1]', '(tuple a (binary + b 1))'],
    ['the empty call', 'f()', '(call f)'],
  ];
  it.each(cases)('%s', (_name, text, tree) => {
    expect(treeOf(text)).toBe(tree);
  });
});

describe('statements', () => {
  const cases: readonly Case[] = [
    ['declaring', 'x = 1', '(variable x 1)'],
    ['declaring with a type', 'float x = na', '(variable float x na)'],
    ['declaring kept variables', 'var int n = 0', '(variable var int n 0)'],
    ['declaring variables that keep over updates', 'varip n = 0', '(variable varip n 0)'],
    ['declaring with a qualifier', 'const string s = "a"', '(variable const string s "a")'],
    ['a qualifier without a type', 'series x = close', '(variable series x close)'],
    ['the old spelling of arrays', 'var float[] a = na', '(variable var float[] a na)'],
    ['types of collections', 'map<string, array<int>> m = na', '(variable map<string array<int>> m na)'],
    ['types with a point', 'chart.point p = na', '(variable chart.point p na)'],
    ['exported constants', 'export const int N = 3', '(variable exported const int N 3)'],
    ['tuples', '[a, _, c] = f()', '(tuple-declaration a _ c (call f))'],
    ['kept tuples', 'var [a, b] = f()', '(tuple-declaration var a b (call f))'],
    ['changing', 'x := x + 1', '(assignment x := (binary + x 1))'],
    ['changing fields', 'a.b += 1', '(assignment a.b += 1)'],
    ['several on a line', 'a = 1, b := 2, f()', '(variable a 1)\n(assignment b := 2)\n(call f)'],
    [
      'functions on one line',
      'f(x) => a = x, a * 2',
      '(function f (parameter x) (block (variable a x) (binary * a 2) inline))',
    ],
    [
      'functions with a block',
      'f() =>\n    a = 1\n    [a, 2]',
      '(function f (block (variable a 1) (tuple a 2) indented))',
    ],
    [
      'parameters',
      'f(a, int b, simple float c = 1, series d) => a',
      '(function f (parameter a) (parameter int b) (parameter simple float c 1) (parameter series d) (block a inline))',
    ],
    [
      'methods',
      'export method m(T this) => this',
      '(function exported method m (parameter T this) (block this inline))',
    ],
    [
      'types of one’s own',
      'export type T\n    float a\n    varip int b = 1\n    array<T> c = na',
      '(type exported T (field float a) (field varip int b 1) (field array<T> c na))',
    ],
    ['enums', 'enum E\n    a = "x"\n    b', '(enum E (enum-member a "x") (enum-member b))'],
    ['imports', 'import user/lib/12 as l', '(import user lib 12 l)'],
    ['imports from users with odd names', 'import some-one_2/lib/1', '(import some-one_2 lib 1)'],
    ['if', 'if a\n    b', '(if a (block b indented))'],
    [
      'else if and else',
      'if a\n    b\nelse if c\n    d\nelse\n    e',
      '(if a (block b indented) (if c (block d indented) (block e indented)))',
    ],
    [
      'an if as a value',
      'x = if a\n    1\nelse\n    2',
      '(variable x (if a (block 1 indented) (block 2 indented)))',
    ],
    ['an if as a new value', 'x := if a\n    1', '(assignment x := (if a (block 1 indented)))'],
    [
      'an else belongs to the if at its indentation',
      'if a\n    if b\n        c\nelse\n    d',
      '(if a (block (if b (block c indented)) indented) (block d indented))',
    ],
    [
      'switch with a subject',
      'switch x\n    1 => a\n    "b" =>\n        c\n    => d, e',
      '(switch x (switch-arm 1 (block a inline)) (switch-arm "b" (block c indented)) (switch-arm (block d e inline)))',
    ],
    [
      'switch without',
      '[a, b] = switch\n    c => d',
      '(tuple-declaration a b (switch (switch-arm c (block d inline))))',
    ],
    [
      'a structure behind an arrow',
      'switch x\n    1 => if a\n        b\n    else\n        c\n    2 => d',
      '(switch x (switch-arm 1 (block (if a (block b indented) (block c indented)) inline)) (switch-arm 2 (block d inline)))',
    ],
    ['for', 'for i = 0 to 10 by 2\n    continue', '(for i 0 10 2 (block (continue) indented))'],
    ['for in', 'for x in a\n    break', '(for-in x a (block (break) indented))'],
    ['for in with the index', 'for [i, x] in a\n    x', '(for-in i x a (block x indented))'],
    ['while', 'while a\n    b', '(while a (block b indented))'],
    [
      'a block that begins with a sign',
      'if a\n    -1\nelse\n    -2',
      '(if a (block (unary - 1) indented) (block (unary - 2) indented))',
    ],
    ['a block that begins with a tuple', 'f() =>\n    [1, 2]', '(function f (block (tuple 1 2) indented))'],
  ];
  it.each(cases)('%s', (_name, text, tree) => {
    expect(treeOf(text)).toBe(tree);
  });
});

describe('words that mean something elsewhere only are names', () => {
  it.each([
    ['type = 3\ntype := 4\nplot(type)', '(variable type 3)\n(assignment type := 4)\n(call plot type)'],
    ['enum[1]', '(index enum 1)'],
    ['export = 1', '(variable export 1)'],
    ['import / 2', '(binary / import 2)'],
    ['method(a)', '(call method a)'],
    ['method(a) => a', '(function method (parameter a) (block a inline))'],
    ['series = 1', '(variable series 1)'],
    ['simple := 1', '(assignment simple := 1)'],
    ['for to = to to to by by\n    in', '(for to to to by (block in indented))'],
    ['for in in in\n    as', '(for-in in in (block as indented))'],
    ['text = range', '(variable text range)'],
    ['color color = color.red', '(variable color color color.red)'],
    ['type type\n    type type', '(type type (field type type))'],
    ['type x = na', '(variable type x na)'],
  ])('%s', (text, tree) => {
    expect(treeOf(text)).toBe(tree);
  });
});

describe('lines', () => {
  const sum = '(variable x (binary + a b))\n(variable y 1)';
  it.each([
    ['an indent that is no multiple of four continues', 'x = a\n  + b\ny = 1', sum],
    ['after an operator any deeper indent continues', 'x = a +\n    b\ny = 1', sum],
    ['after the sign of a declaration too', 'x =\n    a + b\ny = 1', sum],
    ['before an operator any deeper indent continues', 'x = a\n        + b\ny = 1', sum],
    ['empty lines and comments may stand between', 'x = a +\n\n// why\n       // so\n     b\ny = 1', sum],
    ['white space behind lines means nothing', 'x = a + b  \t \n   \n\t\ny = 1   ', sum],
    ['lines end in carriage return and line feed', 'x = a +\r\n     b\r\ny = 1\r\n', sum],
    ['lines end in carriage return', 'x = a +\r     b\ry = 1\r', sum],
    ['a byte order mark, form feeds and hard spaces', '\ufeffx\u00a0=\u00a0a\u3000+ b\f\n\fy = 1', sum],
    ['a script that is indented as a whole', '    x = a + b\n    y = 1', sum],
  ])('%s', (_name, text, tree) => {
    expect(treeOf(text)).toBe(tree);
  });

  it.each([
    ['multiples of four', 'f(\n    a,\n        b)\nc'],
    ['no indent at all', 'f(\na,\nb\n)\nc'],
    ['odd indents', 'f(a\n   , b\n )\nc'],
    ['comments', 'f(a, // one\n// two\nb)\nc'],
  ])('inside brackets lines continue with %s', (_name, text) => {
    expect(treeOf(text)).toBe('(call f a b)\nc');
  });

  it.each([
    ['four spaces', 'if a\n    b\n    c\nd'],
    ['tabs', 'if a\n\tb\n\tc\nd'],
    ['tabs and spaces', 'if a\n\tb\n    c\nd'],
    ['two spaces', 'if a\n  b\n  c\nd'],
    ['eight spaces', 'if a\n        b\n        c\nd'],
    ['comments and empty lines at any indent', 'if a\n// x\n\n    b\n\n  // y\n    c\n// z\nd'],
  ])('blocks are indented by %s', (_name, text) => {
    expect(treeOf(text)).toBe('(if a (block b c indented))\nd');
  });

  it('a wrapped condition is told from its block', () => {
    const text = 'if a\n     and b\n     + c\n    d';
    expect(treeOf(text)).toBe('(if (binary and a (binary + b c)) (block d indented))');
  });

  it('a structure may begin on the line below its sign', () => {
    const text = 'x =\n     if a\n         b\n     else\n         c\nd';
    expect(treeOf(text)).toBe('(variable x (if a (block b indented) (block c indented)))\nd');
  });

  it('the header of a for may be wrapped before its words', () => {
    expect(treeOf('for i = 0\n     to 9\n     by 3\n    i')).toBe('(for i 0 9 3 (block i indented))');
  });
});

describe('version', () => {
  it.each([
    ['//@version=6\nx', 6],
    ['// by me\n\n// @version = 5\nx', 5],
    ['x\n//@version=4', 4],
    ['x', undefined],
  ] as const)('%s', (text, version) => {
    expect(parse(text).script.version).toBe(version);
  });
});

it('reads a script of version 4', () => {
  const text = [
    '//@version=4',
    'study("Old", shorttitle=\'O\', overlay=true)',
    'type = input(title="Type", type=input.string, defval="SMA", options=["SMA", "EMA"])',
    'src = input(close, type = input.source)',
    'ma(s, l) => type == "SMA" ? sma(s, l) : ema(s, l)',
    'float up = na',
    'up := nz(up[1], 0) > 3 ? up[1] : src',
    'c = iff(up > src, #00ff00, #ff000080)',
    'x = 1',
    'x = 2',
    'plot(ma(src, 14), color=c, transp=20, style=plot.style_line)',
  ].join('\n');
  const { script, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  expect(script.version).toBe(4);
  expect(script.body).toHaveLength(10);
});
