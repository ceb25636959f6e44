import { Failure } from '../../../src-shared/domain/failure.ts';
import { type Column, type ColumnSet, columnNames, type SeriesKind } from './column-set.ts';

/** More ticks than this with one and the same time are a file without times, not a market. */
const mostTicksAtOnce = 1_000_000;

/**
 * Guards the border of the store: columns of one length, times that run forward, bars without holes. Ticks may repeat a
 * time and leave out values (NaN).
 * @throws Failure `invalid` naming the first bad row.
 */
export function checkRows(kind: SeriesKind, columns: ColumnSet): void {
  const [times] = columns;
  for (const [index, column] of columns.entries()) {
    if (column.length !== times.length) {
      throw refused(
        `the column ${columnNames[kind][index]} has ${column.length} values for ${times.length} times`,
      );
    }
  }
  checkTimes(times, kind === 'candle');
  if (kind === 'candle') {
    for (const [index, column] of columns.entries()) checkFinite(column, columnNames.candle[index] ?? '');
  }
}

function checkTimes(times: Float64Array, isStrict: boolean): void {
  let before = Number.NEGATIVE_INFINITY;
  let repeated = 0;
  for (let row = 0; row < times.length; row += 1) {
    const time = times[row] as number;
    if (!Number.isFinite(time)) throw refused(`row ${row} has no time`);
    if (time < before) throw refused(`the time of row ${row} is before that of the row above`);
    repeated = time === before ? repeated + 1 : 0;
    if (isStrict && repeated > 0) throw refused(`row ${row} repeats the time of the row above`);
    if (repeated >= mostTicksAtOnce)
      throw refused(`more than ${mostTicksAtOnce} rows have the time of row ${row}`);
    before = time;
  }
}

function checkFinite(column: Column, name: string): void {
  for (let row = 0; row < column.length; row += 1) {
    if (!Number.isFinite(column[row])) throw refused(`the ${name} of row ${row} is not a number`);
  }
}

function refused(why: string): Failure {
  return new Failure('invalid', `These rows cannot be stored: ${why}.`);
}
