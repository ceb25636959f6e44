import { expect, it } from 'vitest';
import { printDiagnostic } from './code-frame.ts';
import { parse } from './parse.ts';

const framesOf = (text: string): string[] =>
  parse(text).diagnostics.map((diagnostic) => printDiagnostic(diagnostic, text));

it('shows the place with the lines around it', () => {
  expect(framesOf('a = 1\n\tb = c d\ne = 2')).toEqual([
    [
      'error P121: This line is indented, but nothing above it opens a block. (2:2)',
      '  1 | a = 1',
      '> 2 | \tb = c d',
      '    | \t^',
      '  3 | e = 2',
    ].join('\n'),
    [
      'error P111: “d” does not belong here. (2:8)',
      '  1 | a = 1',
      '> 2 | \tb = c d',
      '    | \t      ^',
      '  3 | e = 2',
    ].join('\n'),
  ]);
});

it('marks what is missing at the end of the text', () => {
  expect(framesOf('x = ')).toEqual([
    ['error P110: A value is missing at the end of the line. (1:4)', '> 1 | x =', '    |    ^'].join('\n'),
  ]);
});

it('cuts long lines around the place', () => {
  const [frame] = framesOf(`x = "${'a'.repeat(500)}" b`);
  expect(frame?.split('\n').every((line) => line.length < 140)).toBe(true);
});
