import { expect, test } from 'vitest';
import { emptyBars } from '../testing/columns.ts';
import { testContext } from '../testing/run-builtin.ts';
import { timeBuiltins } from './index.ts';
import { scriptTimeframe, secondsOf, timeframeOfScript } from './timeframe-text.ts';
import { parseDate } from './timestamp.ts';

const hour = 3_600_000;

function hourlyBars(start: number, count: number) {
  const bars = emptyBars(count);
  for (let bar = 0; bar < count; bar += 1) bars.time[bar] = start + bar * hour;
  return bars;
}

function variable(name: string) {
  const found = timeBuiltins.find((builtin) => builtin.name === name && builtin.kind === 'variable');
  if (found?.implementation.kind !== 'context' || !('read' in found.implementation)) throw new Error(name);
  return found.implementation.read;
}

function stateful(name: string, context: ReturnType<typeof testContext>, signature = 0) {
  const found = timeBuiltins.find((builtin) => builtin.name === name && builtin.kind === 'function');
  if (found?.implementation.kind !== 'state' || found.kind !== 'function') throw new Error(name);
  if (!('create' in found.implementation)) throw new Error(name);
  return found.implementation.create({ context, fixed: [], signature, path: '', start: 0, end: 0 });
}

test('timeframes are written as the language writes them', () => {
  expect(['60', '240', 'D', '1W', '3M', '30S', '45', '4h'].map(timeframeOfScript)).toEqual([
    '1h',
    '4h',
    '1D',
    '1W',
    '3M',
    '30s',
    '45m',
    '4h',
  ]);
  expect(['', '0', 'X', '-5'].map(timeframeOfScript)).toEqual([undefined, undefined, undefined, undefined]);
  expect([scriptTimeframe('4h', 6), scriptTimeframe('1D', 6), scriptTimeframe('1D', 5)]).toEqual([
    '240',
    '1D',
    'D',
  ]);
  expect([secondsOf('4h'), secondsOf('1M')]).toEqual([14_400, 2_628_003]);
});

test('dates are read in all the ways in which scripts write them', () => {
  const expected = Date.UTC(2020, 1, 20, 12, 30);
  for (const text of [
    '20 Feb 2020 12:30',
    'Feb 20 2020 12:30:00',
    '2020-02-20T12:30:00Z',
    '2020-02-20 13:30 +0100',
    '20 February 2020 12:30 UTC',
  ]) {
    expect([text, parseDate(text)]).toEqual([text, expected]);
  }
  expect(parseDate('2020-02-20')).toBe(Date.UTC(2020, 1, 20));
  expect(parseDate('yesterday')).toBeNaN();
});

test('parts of a moment are read in the zone of the exchange', () => {
  const bars = hourlyBars(Date.UTC(2024, 11, 30, 22), 4);
  const context = testContext(bars);
  const read = () =>
    ['year', 'month', 'dayofmonth', 'dayofweek', 'weekofyear', 'hour'].map((name) => variable(name)(context));
  expect(read()).toEqual([2024, 12, 30, 2, 1, 22]);
  context.bar = 3;
  expect(read()).toEqual([2024, 12, 31, 3, 1, 1]);
});

test('time() gives the open of a longer bar, and na outside of a session', () => {
  const start = Date.UTC(2024, 0, 2);
  const context = testContext(hourlyBars(start, 30), { timeframe: '1h' });
  const time = stateful('time', context);
  const inSession = stateful('time', context, 1);
  context.bar = 13;
  expect(time.next('240', '', 0, 0)).toBe(start + 12 * hour);
  expect(time.next('1D', '', 0, 0)).toBe(start);
  expect(time.next('', '', 1, 0)).toBe(start + 12 * hour);
  expect(inSession.next('', '1300-1400', 'UTC', 0, 0)).toBe(start + 13 * hour);
  expect(inSession.next('', '1300-1400', 'America/New_York', 0, 0)).toBeNaN();
  context.bar = 29;
  expect(time.next('', '', -2, 0)).toBe(start + 31 * hour);
  expect(() => time.next('60', 'nine to five', 0, 0)).toThrow(/session/);
});

test('time_close() is where the next longer bar begins', () => {
  const start = Date.UTC(2024, 0, 2);
  const context = testContext(hourlyBars(start, 30), { timeframe: '1h' });
  context.bar = 13;
  expect(stateful('time_close', context).next('240', '', 0, 0)).toBe(start + 16 * hour);
});
