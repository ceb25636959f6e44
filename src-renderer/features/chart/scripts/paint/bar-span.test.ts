import { expect, test } from 'vitest';
import { candleColumnsOf } from '../../../../../src-shared/domain/candle.ts';
import { epochMs } from '../../../../../src-shared/domain/time.ts';
import { ScriptColumns } from '../../../../lib/scripts/script-columns.ts';
import { BarStore } from '../../model/bar-store.ts';
import { BarSpan } from './bar-span.ts';

const minute = 60_000;

function storeOf(minutes: readonly number[]): BarStore {
  const store = new BarStore();
  const price = { open: 1, high: 2, low: 0, close: 1, volume: 1 };
  store.replaceAll(candleColumnsOf(minutes.map((at) => ({ time: epochMs(at * minute), ...price }))));
  return store;
}

function columnsOf(minutes: readonly number[]): ScriptColumns {
  const columns = new ScriptColumns();
  const time = Float64Array.from(minutes, (at) => at * minute);
  columns.take({ channel: 1, generation: 0, first: 0, count: minutes.length, time, columns: [time.slice()] });
  return columns;
}

const rowsOf = (span: BarSpan, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => span.rowAt(from + at));

test('bars and rows meet by time, whatever either of them lacks', () => {
  const span = new BarSpan();
  span.locate(columnsOf([2, 3, 5, 6]), storeOf([1, 2, 3, 4, 5]), minute, 0, 4, 0);
  expect(rowsOf(span, -1, 5)).toEqual([-1, -1, 0, 1, -1, 2, -1]);
});

test('a reach of bars beyond what can be seen is located too', () => {
  const span = new BarSpan();
  const minutes = Array.from({ length: 100 }, (_, at) => at);
  span.locate(columnsOf(minutes), storeOf(minutes), minute, 50, 60, 26);
  expect(span.rowAt(24)).toBe(24);
  expect(span.rowAt(86)).toBe(86);
});

test('rows beyond the newest one, as drawings have, lie in the future', () => {
  const span = new BarSpan();
  span.locate(columnsOf([3, 4, 5]), storeOf([1, 2, 3, 4, 5]), minute, 0, 4, 0);
  expect(span.indexOfRow(0)).toBe(2);
  expect(span.indexOfRow(2)).toBe(4);
  expect(span.indexOfRow(7)).toBe(9);
  expect(span.indexOfTime(8 * minute)).toBe(7);
});
