import { describe, expect, it } from 'vitest';
import { type DataColumn, nextSort, shownColumns, sortRows, tableTracks, toTsv } from './data-table-model.ts';

interface Row {
  readonly name: string;
  readonly size: number;
}

const name: DataColumn<Row> = { id: 'name', title: 'Name', width: 100, value: (row) => row.name };
const size: DataColumn<Row> = {
  id: 'size',
  title: 'Size',
  width: 60,
  isNumber: true,
  value: (row) => row.size,
};
const rows: readonly Row[] = [
  { name: 'ES10', size: 3 },
  { name: 'ES9', size: Number.NaN },
  { name: 'CL1', size: 20 },
];

describe('sorting', () => {
  it('orders numbers as numbers and keeps unknown ones last both ways', () => {
    expect(sortRows(rows, size, false).map((row) => row.name)).toEqual(['ES10', 'CL1', 'ES9']);
    expect(sortRows(rows, size, true).map((row) => row.name)).toEqual(['CL1', 'ES10', 'ES9']);
  });
  it('orders names the way people count', () => {
    expect(sortRows(rows, name, false).map((row) => row.name)).toEqual(['CL1', 'ES9', 'ES10']);
  });
  it('compares amounts as exact text, the unknown last both ways', () => {
    const amount: DataColumn<{ amount: string | null }> = {
      id: 'amount',
      title: 'Amount',
      width: 60,
      value: (row) => row.amount ?? '',
      decimal: (row) => row.amount,
    };
    const amounts = ['10', null, '9007199254740993', '9007199254740992', '-0.5'].map((one) => ({
      amount: one,
    }));
    expect(sortRows(amounts, amount, false).map((row) => row.amount)).toEqual([
      '-0.5',
      '10',
      '9007199254740992',
      '9007199254740993',
      null,
    ]);
    expect(sortRows(amounts, amount, true).at(-1)).toEqual({ amount: null });
  });
  it('leaves the order alone without a column', () => {
    expect(sortRows(rows, undefined, false)).toBe(rows);
  });
  it('goes up, down, and back to the given order', () => {
    const first = nextSort(null, 'size');
    const second = nextSort(first, 'size');
    expect([first, second, nextSort(second, 'size')]).toEqual([
      { column: 'size', isDescending: false },
      { column: 'size', isDescending: true },
      null,
    ]);
    expect(nextSort(second, 'name')).toEqual({ column: 'name', isDescending: false });
  });
});

describe('copying', () => {
  it('gives one line per row, tabs between cells, and nothing for the unknown', () => {
    expect(toTsv([name, size], rows)).toBe('Name\tSize\nES10\t3\nES9\t\nCL1\t20');
  });
  it('lets no cell break the grid', () => {
    expect(toTsv([name], [{ name: 'a\tb\nc', size: 1 }])).toBe('Name\na b c');
  });
});

describe('tracks', () => {
  it('are the same for the header and every row, since they do not depend on what stands in a cell', () => {
    expect(tableTracks([name, size], {}, 0)).toEqual({ template: 'minmax(100px, 1fr) 60px', width: 160 });
    expect(tableTracks([name, size], { size: 90 }, 64)).toEqual({
      template: 'minmax(100px, 1fr) 90px 64px',
      width: 254,
    });
    expect(tableTracks([name, size], {}, 0).template).not.toMatch(/auto|content/);
  });
});

describe('columns', () => {
  it('are left out of a table that is too narrow for them, and while they are not wanted', () => {
    const roomy = { ...size, leftOutBelow: 300 };
    const ids = (width: number, hidden: string[] = []) =>
      shownColumns([name, roomy], new Set(hidden), width).map(({ id }) => id);
    expect(ids(299)).toEqual(['name']);
    expect(ids(300)).toEqual(['name', 'size']);
    expect(ids(300, ['size'])).toEqual(['name']);
    expect(ids(0), 'not measured yet').toEqual(['name', 'size']);
  });
});
