import { expect, it } from 'vitest';
import { parse } from './parse.ts';

const annotationsOf = (text: string): readonly (readonly [string, string])[] =>
  parse(text).script.body.flatMap((statement) =>
    'annotations' in statement
      ? statement.annotations.map(({ name, text: said }) => [name, said] as const)
      : [],
  );

it.each([
  [
    'a function',
    '//@function does it\n//@param a what for\nf(a) => a',
    [
      ['function', 'does it'],
      ['param', 'a what for'],
    ],
  ],
  [
    'a type',
    '//@type a thing\n//@field x its x\ntype T\n    int x',
    [
      ['type', 'a thing'],
      ['field', 'x its x'],
    ],
  ],
  ['an enum', '// @enum one of\nenum E\n    a', [['enum', 'one of']]],
  ['a variable', '//@variable kept\nvar x = 1', [['variable', 'kept']]],
  [
    'lines that go on',
    '//@function does\n//   this\n// and that\nf() => 1',
    [['function', 'does\nthis\nand that']],
  ],
  ['empty lines end the text', '//@function does\n\n// a remark\nf() => 1', [['function', 'does']]],
  ['the script’s own are not attached', '//@version=6\n//@description lib\nx = 1', []],
  ['folds are not attached', '//@function does\n//#region a\nf() => 1', [['function', 'does']]],
  ['what stands above another statement', '//@function does\ng()\nf() => 1', []],
  ['what stands behind a statement', 'g() //@function does\nf() => 1', []],
  [
    'what stands in a block',
    'if a\n    //@variable v\n    x = 1\n//@function f\nf() => 1',
    [['function', 'f']],
  ],
])('annotations: %s', (_name, text, expected) => {
  expect(annotationsOf(text)).toEqual(expected);
});
