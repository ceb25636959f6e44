import { expect, test } from 'vitest';
import { shownColumns, tableTracks } from '../../ui/data-table-model.ts';
import { orderColumns } from './order-columns.tsx';

test('whatever columns a width leaves, they fit in it, so that none is cut', () => {
  const columns = orderColumns('en-GB', 'UTC', new Set(), {
    exitsOf: () => 0,
    collapsed: new Set(),
    onExpand: () => undefined,
  });
  for (const width of [390, ...columns.flatMap(({ leftOutBelow }) => leftOutBelow ?? [])]) {
    const hidden = new Set(columns.filter(({ isHidden }) => isHidden === true).map(({ id }) => id));
    expect(tableTracks(shownColumns(columns, hidden, width), {}, 0).width, `${width}`).toBeLessThanOrEqual(
      width,
    );
  }
});
