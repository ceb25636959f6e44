import type { ReactNode } from 'react';
import { compareDecimals } from '../../src-shared/domain/quantity.ts';

export interface DataColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** Px to begin with. */
  readonly width: number;
  /** Numbers stand right, in tabular digits. */
  readonly isNumber?: boolean;
  /** Not shown until chosen in the column menu. */
  readonly isHidden?: boolean;
  /** Left out while the table is narrower than this (px), so that the others need no scrolling. */
  readonly leftOutBelow?: number;
  /** What the column is sorted by and what a copy contains. */
  value(row: Row): string | number;
  /** An amount as exact text, which it is then sorted by; null for what is not known. */
  decimal?(row: Row): string | null;
  /** What the cell says; `value` when absent. */
  cell?(row: Row): ReactNode;
}

/** The columns that are shown in a table of that width: not chosen away, and not too many for it. */
export function shownColumns<Row>(
  columns: readonly DataColumn<Row>[],
  hidden: ReadonlySet<string>,
  width: number,
): readonly DataColumn<Row>[] {
  return columns.filter(
    ({ id, leftOutBelow = 0 }) => !hidden.has(id) && (width === 0 || width >= leftOutBelow),
  );
}

/**
 * One grid for the header and every row. Its tracks do not depend on what stands in a cell, for then each row would
 * have its own: numbers keep their width, texts share what is left.
 */
export function tableTracks<Row>(
  columns: readonly DataColumn<Row>[],
  widths: Readonly<Record<string, number>>,
  actionsWidth: number,
): { readonly template: string; readonly width: number } {
  const tracks = columns.map(({ id, width, isNumber }) => {
    const px = widths[id] ?? width;
    return { px, track: isNumber === true ? `${px}px` : `minmax(${px}px, 1fr)` };
  });
  const template = tracks.map(({ track }) => track).join(' ');
  return {
    template: actionsWidth > 0 ? `${template} ${actionsWidth}px` : template,
    width: tracks.reduce((sum, { px }) => sum + px, 0) + actionsWidth,
  };
}

export interface TableSort {
  readonly column: string;
  readonly isDescending: boolean;
}

/** A new array. Unknown numbers (NaN) come last whichever way it is sorted; equal rows keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  column: DataColumn<Row> | undefined,
  isDescending: boolean,
): readonly Row[] {
  if (column === undefined) return rows;
  const direction = isDescending ? -1 : 1;
  const { decimal } = column;
  if (decimal !== undefined) {
    return rows
      .map((row) => ({ row, text: decimal(row) }))
      .sort((a, b) => {
        if (a.text === null || b.text === null) return Number(a.text === null) - Number(b.text === null);
        return direction * compareDecimals(a.text, b.text);
      })
      .map(({ row }) => row);
  }
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .sort((a, b) => {
      const isUnknownA = Number.isNaN(a.value);
      const isUnknownB = Number.isNaN(b.value);
      if (isUnknownA || isUnknownB) return Number(isUnknownA) - Number(isUnknownB);
      return direction * compare(a.value, b.value);
    })
    .map(({ row }) => row);
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}

/** First click ascends, second descends, third gives the order back. */
export function nextSort(sort: TableSort | null, column: string): TableSort | null {
  if (sort?.column !== column) return { column, isDescending: false };
  return sort.isDescending ? null : { column, isDescending: true };
}

/** Header and rows as tab-separated text that spreadsheets take as it is. */
export function toTsv<Row>(columns: readonly DataColumn<Row>[], rows: readonly Row[]): string {
  const clean = (value: string | number) =>
    Number.isNaN(value) ? '' : String(value).replaceAll(/[\t\r\n]+/g, ' ');
  const lines = [columns.map((column) => clean(column.title))];
  for (const row of rows) lines.push(columns.map((column) => clean(column.value(row))));
  return lines.map((line) => line.join('\t')).join('\n');
}
