import { expect, test } from 'vitest';
import { commandArguments } from './command-arguments.ts';

test('a command is found where the program was packaged and where it was not', () => {
  expect(commandArguments(['/opt/Tidemark/tidemark', 'doctor', '--json'], true)).toEqual([
    'doctor',
    '--json',
  ]);
  expect(commandArguments(['electron', '.', 'venue', 'decode', 'kraken'], false)).toEqual([
    'venue',
    'decode',
    'kraken',
  ]);
  expect(commandArguments(['tidemark', '--version'], true)).toEqual(['--version']);
});

test('E10: an ordinary start, a link and a switch are no command', () => {
  for (const given of [
    [],
    ['--view=chart'],
    ['tidemark://view/chart'],
    ['/home/me/import'],
    ['--no-sandbox', 'doctor'],
  ]) {
    expect(commandArguments(['tidemark', ...given], true)).toBeUndefined();
  }
});
