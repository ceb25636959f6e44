import { expect, test } from 'vitest';
import type { PositionCard } from '../../../src-shared/contract/trading.ts';
import { shownColumns, tableTracks } from '../../ui/data-table-model.ts';
import { positionColumns } from './position-columns.tsx';

test('whatever columns a width leaves, they fit in it, so that none is cut', () => {
  const columns = positionColumns('en-GB', 'UTC', new Set());
  for (const width of [375, ...columns.flatMap(({ leftOutBelow }) => leftOutBelow ?? [])]) {
    const hidden = new Set(columns.filter(({ isHidden }) => isHidden === true).map(({ id }) => id));
    expect(tableTracks(shownColumns(columns, hidden, width), {}, 0).width, `${width}`).toBeLessThanOrEqual(
      width,
    );
  }
});

test('an average is written with the digits of the market’s tick', () => {
  const average = positionColumns('en-US', 'UTC', new Set()).find(({ id }) => id === 'average');
  const row = { averagePrice: '5304.5', tickSize: '0.25' } as PositionCard;
  expect(average?.cell?.(row)).toBe('5,304.50');
  expect(average?.cell?.({ ...row, averagePrice: '5304.375' })).toBe('5,304.375');
  expect(average?.cell?.({ ...row, tickSize: null })).toBe('5,304.5');
});
