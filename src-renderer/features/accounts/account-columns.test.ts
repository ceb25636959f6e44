import { expect, test } from 'vitest';
import { shownColumns, tableTracks } from '../../ui/data-table-model.ts';
import { accountColumns } from './account-columns.tsx';

test.each([true, false])(
  'whatever columns a width leaves, they fit in it (standings: %s)',
  (hasStandings) => {
    const columns = accountColumns({
      locale: 'en-GB',
      zone: 'UTC',
      stale: new Set(),
      expanded: new Set(),
      hasStandings,
      onTag: () => undefined,
      onExpand: () => undefined,
    });
    for (const width of [375, ...columns.flatMap(({ leftOutBelow }) => leftOutBelow ?? [])]) {
      const hidden = new Set(columns.filter(({ isHidden }) => isHidden === true).map(({ id }) => id));
      expect(tableTracks(shownColumns(columns, hidden, width), {}, 0).width, `${width}`).toBeLessThanOrEqual(
        width,
      );
    }
  },
);
