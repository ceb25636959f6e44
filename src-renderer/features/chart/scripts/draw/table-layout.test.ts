import { expect, test } from 'vitest';
import type { DrawnCell, DrawnTable } from '../../../../../src-shared/contract/scripts.ts';
import { tableLayout } from './table-layout.ts';

const pane = { width: 400, height: 200 };

function cell(column: number, row: number, text: string, size: Partial<DrawnCell> = {}): DrawnCell {
  return {
    column,
    row,
    text,
    width: 0,
    height: 0,
    textColor: null,
    textHorizontal: 'center',
    textVertical: 'center',
    textSize: 'normal',
    background: null,
    tooltip: '',
    fontFamily: 'default',
    formatting: 'none',
    ...size,
  };
}

function table(
  columns: number,
  rows: number,
  cells: readonly DrawnCell[],
  merged: DrawnTable['merged'] = [],
) {
  const plain = { id: 1, position: 'top_right', background: null, frameColor: null, frameWidth: 0 };
  const drawn: DrawnTable = {
    ...plain,
    borderColor: null,
    borderWidth: 0,
    isForcedOverlay: false,
    columns,
    rows,
    cells,
    merged,
  };
  return tableLayout(drawn, pane, ({ text }) => ({ width: text.length * 10, height: 20 }));
}

const boxes = (layout: ReturnType<typeof tableLayout>) =>
  layout.cells.map(({ cell: { text }, x, y, width, height }) => [text, x, y, width, height]);

test('columns are as wide as their widest cell, rows as high as their highest', () => {
  const layout = table(2, 2, [cell(0, 0, 'a'), cell(1, 0, 'bbb'), cell(0, 1, 'cccc'), cell(1, 1, 'd')]);
  expect(boxes(layout)).toEqual([
    ['a', 0, 0, 40, 20],
    ['bbb', 40, 0, 30, 20],
    ['cccc', 0, 20, 40, 20],
    ['d', 40, 20, 30, 20],
  ]);
  expect([layout.width, layout.height]).toEqual([70, 40]);
});

test('sizes in percent are of the pane', () => {
  const layout = table(1, 1, [cell(0, 0, 'a', { width: 25, height: 10 })]);
  expect(boxes(layout)).toEqual([['a', 0, 0, 100, 20]]);
});

test('a merged cell takes the room of those it covers, and more where it needs more', () => {
  const cells = [cell(0, 0, 'heading that is long'), cell(1, 0, 'hidden'), cell(0, 1, 'a'), cell(1, 1, 'b')];
  const layout = table(2, 2, cells, [{ startColumn: 0, startRow: 0, endColumn: 1, endRow: 0 }]);
  expect(boxes(layout)).toEqual([
    ['heading that is long', 0, 0, 200, 20],
    ['a', 0, 20, 10, 20],
    ['b', 10, 20, 190, 20],
  ]);
});

test('columns without cells take no room', () => {
  expect(boxes(table(3, 1, [cell(2, 0, 'c')]))).toEqual([['c', 0, 0, 10, 20]]);
});
