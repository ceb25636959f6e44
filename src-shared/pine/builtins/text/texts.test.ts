import { expect, test } from 'vitest';
import { emptyBars } from '../testing/columns.ts';
import { testContext } from '../testing/run-builtin.ts';
import { texts } from './texts.ts';

const context = testContext(emptyBars(1), { minimumTick: 0.25 });

function call(name: string, ...values: readonly unknown[]): unknown {
  const found = texts.find((builtin) => builtin.name === `str.${name}`);
  if (found?.kind !== 'function') throw new Error(name);
  const { implementation } = found;
  if (implementation.kind === 'pure') return implementation.call(...values);
  if (implementation.kind === 'context') return implementation.call(context, ...values);
  throw new Error(name);
}

test.each([
  ['length', ['abc'], 3],
  ['contains', ['EURUSD', 'USD'], true],
  ['startswith', ['EURUSD', 'EUR'], true],
  ['endswith', ['EURUSD', 'EUR'], false],
  ['pos', ['EURUSD', 'USD'], 3],
  ['pos', ['EURUSD', 'GBP'], Number.NaN],
  ['lower', ['EuR'], 'eur'],
  ['upper', ['EuR'], 'EUR'],
  ['trim', ['  a b \t'], 'a b'],
  ['substring', ['EURUSD', 3, undefined], 'USD'],
  ['substring', ['EURUSD', 0, 3], 'EUR'],
  ['tonumber', ['1.5e3'], 1500],
  ['tonumber', ['1,5'], Number.NaN],
  ['replace', ['a-b-c', '-', '+', 1], 'a-b+c'],
  ['replace', ['a-b-c', 'x', '+', 0], 'a-b-c'],
  ['replace_all', ['a-b-c', '-', '+'], 'a+b+c'],
  ['repeat', ['ab', 3, '-'], 'ab-ab-ab'],
  ['repeat', ['ab', 0, ''], null],
  ['match', ['It’s time to trade ABCD:EFGH now', '[\\w]+:[\\w]+'], 'ABCD:EFGH'],
  ['match', ['abc', '\\d'], ''],
  ['tostring', [1.25, undefined], '1.25'],
  ['tostring', [1.13, 'mintick'], '1.25'],
  ['tostring', [12.3456, 'percent'], '12.35%'],
  ['tostring', [1_500_000, 'volume'], '1.5M'],
  ['tostring', [true, undefined], 'true'],
  ['tostring', [Number.NaN, undefined], 'NaN'],
  ['tostring', [{ items: [1, 2.5] }, undefined], '[1, 2.5]'],
  ['format', ['{0} and {1}', 1234.56789, 'x'], '1,234.568 and x'],
  ['format', ["'{0}' is {0,number,#.#}%", 12.34], '{0} is 12.3%'],
  ['format', ["it''s {1}", 1], "it's {1}"],
  ['format', ['{0,number,integer} {0,number,percent}', 0.5], '1 50%'],
  ['format', ['{0,date,yyyy.MM.dd} {0,time,HH:mm}', Date.UTC(2024, 1, 3, 4, 5)], '2024.02.03 04:05'],
  ['format_time', [Date.UTC(2024, 1, 3, 16, 5, 6), undefined, undefined], '2024-02-03T16:05:06+0000'],
  [
    'format_time',
    [Date.UTC(2024, 6, 3, 16, 5), "EEE d MMM ''yy h:mm a z", 'America/New_York'],
    "Wed 3 Jul '24 12:05 PM UTC-04:00",
  ],
  ['upper', [null], null],
])('str.%s(%j) is %j', (name, values, expected) => {
  expect(call(name, ...values)).toEqual(expected);
});

test('S3: no text grows beyond its limit, and none is made to find out', () => {
  expect(() => call('repeat', 'ab', 1e9, '')).toThrow(/40,960/);
  expect(() => call('replace_all', 'a'.repeat(30_000), 'a', 'bb')).toThrow(/40,960/);
  expect(() => call('repeat', 'ab', -1, '')).toThrow(/negative/);
});
