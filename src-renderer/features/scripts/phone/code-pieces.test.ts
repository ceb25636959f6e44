import { expect, test } from 'vitest';
import { codePieces } from './code-pieces.ts';

test('a line is coloured by what stands in it', () => {
  expect(codePieces('if x > 2.5 and "a // b" // why')).toEqual([
    { text: 'if', tone: 'keyword' },
    { text: ' x > ', tone: 'plain' },
    { text: '2.5', tone: 'number' },
    { text: ' ', tone: 'plain' },
    { text: 'and', tone: 'keyword' },
    { text: ' ', tone: 'plain' },
    { text: '"a // b"', tone: 'text' },
    { text: ' ', tone: 'plain' },
    { text: '// why', tone: 'comment' },
  ]);
  expect(codePieces('plot(na)').map(({ tone }) => tone)).toEqual(['call', 'plain', 'number', 'plain']);
});

test('all pieces together are the line, also where a text does not end', () => {
  for (const line of [
    '',
    '    x = "open',
    "f(a, b[1]) => '\\'' + #ff0000",
    'méthode = 1e5 ? na : {0}',
    '\t⊕ 𝛼',
  ])
    expect(
      codePieces(line)
        .map(({ text }) => text)
        .join(''),
    ).toBe(line);
});
