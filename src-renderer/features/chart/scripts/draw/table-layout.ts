import type { DrawnCell, DrawnTable } from '../../../../../src-shared/contract/scripts.ts';

export interface TableArea {
  readonly width: number;
  readonly height: number;
}

export interface PlacedCell {
  readonly cell: DrawnCell;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TableLayout {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly PlacedCell[];
}

/** Size of a cell's text with its padding. */
export type MeasureCell = (cell: DrawnCell) => TableArea;

/**
 * Columns are as wide as their widest cell and rows as high as their highest; sizes given in percent of the pane count
 * instead of the text's where they are larger than 0. Merged cells take the room of all they cover.
 */
export function tableLayout(table: DrawnTable, pane: TableArea, measure: MeasureCell): TableLayout {
  const merged = new Map<string, DrawnTable['merged'][number]>();
  const covered = new Set<string>();
  for (const merge of table.merged) {
    merged.set(`${merge.startColumn} ${merge.startRow}`, merge);
    for (let row = merge.startRow; row <= merge.endRow; row += 1) {
      for (let column = merge.startColumn; column <= merge.endColumn; column += 1) {
        if (row !== merge.startRow || column !== merge.startColumn) covered.add(`${column} ${row}`);
      }
    }
  }
  const shown = table.cells.filter(({ column, row }) => !covered.has(`${column} ${row}`));
  const widths = new Float64Array(table.columns);
  const heights = new Float64Array(table.rows);
  const sizes = shown.map((cell) => {
    const fitted = measure(cell);
    return {
      width: cell.width > 0 ? (cell.width / 100) * pane.width : fitted.width,
      height: cell.height > 0 ? (cell.height / 100) * pane.height : fitted.height,
    };
  });
  for (const [at, { column, row }] of shown.entries()) {
    const size = sizes[at] as TableArea;
    const merge = merged.get(`${column} ${row}`);
    if (merge === undefined || merge.startColumn === merge.endColumn)
      widths[column] = Math.max(widths[column] ?? 0, size.width);
    if (merge === undefined || merge.startRow === merge.endRow)
      heights[row] = Math.max(heights[row] ?? 0, size.height);
  }
  // What a merged cell needs beyond the room it covers goes to its last column and row.
  for (const [at, { column, row }] of shown.entries()) {
    const merge = merged.get(`${column} ${row}`);
    if (merge === undefined) continue;
    const size = sizes[at] as TableArea;
    widen(widths, merge.startColumn, merge.endColumn, size.width);
    widen(heights, merge.startRow, merge.endRow, size.height);
  }
  const lefts = offsets(widths);
  const tops = offsets(heights);
  const cells = shown.map((cell): PlacedCell => {
    const merge = merged.get(`${cell.column} ${cell.row}`);
    const [endColumn, endRow] = [merge?.endColumn ?? cell.column, merge?.endRow ?? cell.row];
    const [x, y] = [lefts[cell.column] ?? 0, tops[cell.row] ?? 0];
    return { cell, x, y, width: (lefts[endColumn + 1] ?? 0) - x, height: (tops[endRow + 1] ?? 0) - y };
  });
  return { width: lefts.at(-1) ?? 0, height: tops.at(-1) ?? 0, cells };
}

function widen(sizes: Float64Array, first: number, last: number, needed: number): void {
  let held = 0;
  for (let at = first; at <= last; at += 1) held += sizes[at] ?? 0;
  if (held < needed && last < sizes.length) sizes[last] = (sizes[last] ?? 0) + needed - held;
}

/** Where each begins, and the end of the last. */
function offsets(sizes: Float64Array): number[] {
  const found = [0];
  for (const size of sizes) found.push((found.at(-1) ?? 0) + Math.ceil(size));
  return found;
}
