import { expect, it } from 'vitest';
import { parse } from './parse.ts';
import type { Expression } from './tree.ts';

function readValue(text: string): Expression | undefined {
  const { script, diagnostics } = parse(`x = ${text}`);
  expect(diagnostics).toEqual([]);
  const statement = script.body[0];
  return statement?.kind === 'variable' ? statement.value : undefined;
}

it.each([
  ['0', 0, false],
  ['42', 42, false],
  ['1.', 1, true],
  ['.5', 0.5, true],
  ['1.5', 1.5, true],
  ['6.02E-23', 6.02e-23, true],
  ['3e8', 3e8, true],
])('the number %s', (text, value, isFloat) => {
  expect(readValue(text)).toMatchObject({ kind: 'number', value, isFloat, text });
});

it.each([
  ['""', '', '"'],
  ["'it'", 'it', "'"],
  ['"say \\"x\\""', 'say "x"', '"'],
  ['"a\\nb\\tc\\\\"', 'a\nb\tc\\', '"'],
  ['"\'"', "'", '"'],
  ['"// no comment"', '// no comment', '"'],
  ['"é 漢 😀"', 'é 漢 😀', '"'],
])('the text %s', (text, value, quote) => {
  expect(readValue(text)).toMatchObject({ kind: 'string', value, quote });
});

it.each([
  ['#2962FF', 0x2962ffff],
  ['#2962ff80', 0x2962ff80],
  ['#FFFFFFFF', 0xffffffff],
])('the colour %s', (text, value) => {
  expect(readValue(text)).toMatchObject({ kind: 'color', value, text });
});

it('comments are kept with their place', () => {
  const { comments } = parse('// one\nx = 1 // two\n  // three  ').script;
  expect(comments.map((comment) => [comment.text, comment.isOwnLine])).toEqual([
    ['// one', true],
    ['// two', false],
    ['// three  ', true],
  ]);
});
