import type { GrowingRows } from './growing-rows.ts';

export interface OrderedRows {
  /** Own buffers, cut to length, so that they can be transferred. */
  readonly columns: Float64Array<ArrayBuffer>[];
  /** Rows left out because an equal one at the same time came before. */
  readonly same: number;
  readonly conflicts: readonly { line: number; firstLine: number; time: number }[];
}

/** Sorts rows by time; rows of equal time keep the file's order. */
export function orderRows(rows: GrowingRows): OrderedRows {
  return { columns: gather(rows.columns, orderOf(rows)), same: 0, conflicts: [] };
}

/** Sorts rows and keeps one of each time: the first in the file. */
export function orderUniqueRows(rows: GrowingRows): OrderedRows {
  const order = orderOf(rows);
  const [time = new Float64Array()] = rows.columns;
  if (order === undefined && !hasRepeatedTime(time)) return orderRows(rows);
  const kept = new Uint32Array(rows.length);
  const conflicts: { line: number; firstLine: number; time: number }[] = [];
  const { columns, lines } = rows;
  let count = 0;
  let same = 0;
  for (let place = 0; place < rows.length; place++) {
    const row = order === undefined ? place : (order[place] as number);
    const before = kept[count - 1];
    if (before === undefined || time[before] !== time[row]) {
      kept[count++] = row;
    } else if (columns.every((column) => Object.is(column[before], column[row]))) {
      same += 1;
    } else {
      conflicts.push({
        line: lines[row] as number,
        firstLine: lines[before] as number,
        time: time[row] as number,
      });
    }
  }
  return { columns: gather(columns, kept.subarray(0, count)), same, conflicts };
}

function hasRepeatedTime(time: Float64Array): boolean {
  for (let index = 1; index < time.length; index++) if (time[index] === time[index - 1]) return true;
  return false;
}

/** The rows' numbers in the order of their times, or undefined when they are in order already. */
function orderOf(rows: GrowingRows): Uint32Array | undefined {
  if (rows.isAscending) return undefined;
  const [time = new Float64Array()] = rows.columns;
  const order = Uint32Array.from({ length: rows.length }, (_, index) => index);
  return order.sort((a, b) => (time[a] as number) - (time[b] as number) || a - b);
}

function gather(
  columns: readonly Float64Array[],
  order: Uint32Array | undefined,
): Float64Array<ArrayBuffer>[] {
  return columns.map((column) => {
    if (order === undefined) return new Float64Array(column);
    const gathered = new Float64Array(order.length);
    for (let index = 0; index < order.length; index++)
      gathered[index] = column[order[index] as number] as number;
    return gathered;
  });
}
