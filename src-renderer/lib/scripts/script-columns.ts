import type { ScriptRows } from '../../../src-shared/stream/script-frame.ts';

/** What a frame changed: rows from this one on; 0 where everything is new. */
export interface ColumnsChange {
  readonly fromRow: number;
}

interface Table {
  readonly generation: number;
  /** Rows that are there, without a hole, oldest first. */
  length: number;
  time: Float64Array;
  columns: Float64Array[];
}

const leastRoom = 1024;

/**
 * The columns that one run plots, by row; a row is a bar of the run. Where the run starts again (another generation), the
 * rows so far stay until as many of the new ones are there as the run has by then.
 */
export class ScriptColumns {
  #shown: Table = emptyTable(-1, 0);
  #next: Table | undefined;

  get generation(): number {
    return this.#shown.generation;
  }

  get length(): number {
    return this.#shown.length;
  }

  /** When the bars open, ms UTC; at least `length` long. Replaced when it grows: ask again on each use. */
  get time(): Float64Array {
    return this.#shown.time;
  }

  get columnCount(): number {
    return this.#shown.columns.length;
  }

  /** In the order of the declaration; NaN where nothing was plotted. */
  column(index: number): Float64Array | undefined {
    return this.#shown.columns[index];
  }

  /** Undefined where nothing that is shown has changed. */
  take(rows: ScriptRows): ColumnsChange | undefined {
    const { shown, next } = { shown: this.#shown, next: this.#next };
    if (rows.generation === shown.generation && next === undefined) {
      return write(shown, rows) ? { fromRow: rows.first } : undefined;
    }
    const table =
      next?.generation === rows.generation ? next : emptyTable(rows.generation, rows.columns.length);
    this.#next = table;
    write(table, rows);
    if (table.length < rows.count) return undefined;
    this.#shown = table;
    this.#next = undefined;
    return { fromRow: 0 };
  }

  /** The first row that opens at or after `time`; `length` when none does. */
  rowAtOrAfter(time: number): number {
    const { time: times, length } = this.#shown;
    let [low, high] = [0, length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[middle] as number) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function emptyTable(generation: number, columns: number): Table {
  return {
    generation,
    length: 0,
    time: new Float64Array(0),
    columns: Array.from({ length: columns }, () => new Float64Array(0)),
  };
}

/** False where the rows do not follow on what is there, or have other columns. */
function write(table: Table, { first, count, time, columns }: ScriptRows): boolean {
  if (first > table.length || columns.length !== table.columns.length) return false;
  const end = first + time.length;
  if (end > table.time.length) {
    const room = Math.max(leastRoom, count, end + (end >> 2));
    const grown = (column: Float64Array) => {
      const larger = new Float64Array(room);
      larger.set(column.subarray(0, table.length));
      return larger;
    };
    table.time = grown(table.time);
    table.columns = table.columns.map(grown);
  }
  table.time.set(time, first);
  for (const [index, column] of columns.entries()) table.columns[index]?.set(column, first);
  table.length = Math.min(count, Math.max(table.length, end));
  return true;
}
