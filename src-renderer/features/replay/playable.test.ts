import { expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import {
  choiceFault,
  choiceLengthMs,
  commonRange,
  dateStart,
  parseSeed,
  playables,
  rangeOf,
  type StoredSeries,
  trackRequests,
} from './playable.ts';

const day = (date: string) => epochMs(Date.parse(`${date}T00:00:00Z`));

function stored(instrument: string, content: string, count = 10): StoredSeries {
  return {
    instrument: instrumentId(instrument),
    content,
    count,
    first: day('2024-01-01'),
    last: day('2024-01-31'),
  };
}

test('each market is offered once, played from its finest content', () => {
  const list = playables([
    stored('FX:GBPUSD', '1D bid'),
    stored('FX:GBPUSD', '1m bid', 30),
    stored('FX:GBPUSD', '1m ask', 31),
    stored('FX:EURUSD', '1h bid'),
    stored('FX:EURUSD', 'quote ticks', 900),
  ]);
  expect(list.map(({ instrument, finest, count }) => [instrument, finest, count])).toEqual([
    ['FX:EURUSD', 'quote ticks', 900],
    ['FX:GBPUSD', '1m ask, 1m bid', 61],
  ]);
});

test('what the replay itself plays and what is empty is not offered', () => {
  expect(playables([stored('REPLAY:FX.EURUSD', '1m bid'), stored('FX:EMPTY', '1m bid', 0)])).toEqual([]);
});

const playable = {
  instrument: instrumentId('FX:EURUSD'),
  finest: '1m bid',
  count: 10,
  first: day('2024-01-01'),
  last: day('2024-01-31'),
};
const choice = (fromDate: string, toDate: string) => ({ instrument: playable.instrument, fromDate, toDate });

test('both days of a choice are played whole', () => {
  expect(rangeOf(choice('2024-01-05', '2024-01-05'))).toEqual({
    from: day('2024-01-05'),
    to: day('2024-01-06'),
  });
  expect(rangeOf(choice('', ''))).toEqual({ from: null, to: null });
});

test('a choice that cannot be played says why', () => {
  expect(choiceFault(choice('2024-01-05', '2024-01-06'), playable)).toBeUndefined();
  expect(choiceFault(choice('5 Jan', ''), playable)).toBe('The first day is not a date.');
  expect(choiceFault(choice('', '2024-02-30'), playable)).toBe('The last day is not a date.');
  expect(choiceFault(choice('2024-01-09', '2024-01-06'), playable)).toBe('The last day is before the first.');
  expect(choiceFault(choice('2025-01-01', ''), playable)).toBe(
    'Nothing is stored then: it has 2024-01-01 to 2024-01-31.',
  );
});

test('a choice is no longer than what is stored', () => {
  expect(choiceLengthMs(choice('2023-01-01', '2024-01-02'), playable)).toBe(2 * 86_400_000);
  expect(choiceLengthMs(choice('', ''), playable)).toBe(30 * 86_400_000);
});

test('days that do not exist are no dates', () => {
  expect(dateStart('2024-02-29')).toBe(day('2024-02-29'));
  expect(dateStart('2023-02-29')).toBeUndefined();
  expect(dateStart('2023-13-01')).toBeUndefined();
});

test('a seed is a whole number of 32 bits', () => {
  expect([parseSeed(' 7 '), parseSeed('4294967295')]).toEqual([7, 4_294_967_295]);
  expect([parseSeed(''), parseSeed('-1'), parseSeed('1.5'), parseSeed('4294967296')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

const later = {
  ...playable,
  instrument: instrumentId('FX:USDJPY'),
  first: day('2024-01-10'),
  last: day('2024-02-20'),
};
const both = [choice('2024-01-02', ''), { instrument: later.instrument, fromDate: '', toDate: '2024-01-25' }];

test('tracks on one calendar all begin at the first moment that they share', () => {
  expect(commonRange(both, [playable, later])).toEqual({ from: day('2024-01-10'), to: day('2024-01-26') });
  expect(trackRequests(both, [playable, later], 'calendar')).toEqual([
    { source: playable.instrument, from: day('2024-01-10'), to: null },
    { source: later.instrument, from: day('2024-01-10'), to: day('2024-01-26') },
  ]);
});

test('tracks begin each at their own start when that is wanted, and when they share no time', () => {
  expect(trackRequests(both, [playable, later], 'start').map(({ from }) => from)).toEqual([
    day('2024-01-02'),
    null,
  ]);
  const apart = { ...later, first: day('2025-01-01'), last: day('2025-02-01') };
  const open = both.map((one) => ({ ...one, fromDate: '', toDate: '' }));
  expect(commonRange(open, [playable, apart])).toBeUndefined();
  expect(trackRequests(open, [playable, apart], 'calendar').map(({ from }) => from)).toEqual([null, null]);
});
