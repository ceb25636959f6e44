import { expect, test } from 'vitest';
import { shownColumns, tableTracks } from '../../ui/data-table-model.ts';
import { orderColumns } from './order-columns.tsx';

const columns = orderColumns('en-GB', 'UTC', new Set(), {
  exitsOf: () => 0,
  collapsed: new Set(),
  onExpand: () => undefined,
});

test('whatever columns a width leaves, they fit in it, so that none is cut', () => {
  for (const width of [390, ...columns.flatMap(({ leftOutBelow }) => leftOutBelow ?? [])]) {
    const hidden = new Set(columns.filter(({ isHidden }) => isHidden === true).map(({ id }) => id));
    expect(tableTracks(shownColumns(columns, hidden, width), {}, 0).width, `${width}`).toBeLessThanOrEqual(
      width,
    );
  }
});

test('a stop shows its price wherever a limit order shows its own and there is room for both', () => {
  const shown = shownColumns(columns, new Set(), 590).map(({ id }) => id);
  expect(shown).toEqual(expect.arrayContaining(['limitPrice', 'triggerPrice']));
});

test('in the panel of the default window an order also says whose it is', () => {
  expect(shownColumns(columns, new Set(), 900).map(({ id }) => id)).toContain('account');
});
