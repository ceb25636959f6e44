import { expect, test } from 'vitest';
import type { ScriptAlertLine, ScriptLogLine } from '../../../../src-shared/contract/scripts.ts';
import { consoleLines } from './console-lines.ts';

const log = (bar: number, message: string) => ({ bar, time: bar, message, level: 'info' }) as ScriptLogLine;
const alert = (bar: number, message: string) =>
  ({ bar, time: bar, message, frequency: 'all' }) as ScriptAlertLine;

test('logs and alerts stand together by bar, each in its own order', () => {
  const lines = consoleLines([log(1, 'a'), log(3, 'b'), log(3, 'c')], [alert(2, 'x'), alert(3, 'y')]);
  expect(lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
    'info a',
    'alert x',
    'info b',
    'info c',
    'alert y',
  ]);
  expect(new Set(lines.map(({ key }) => key)).size).toBe(5);
});
