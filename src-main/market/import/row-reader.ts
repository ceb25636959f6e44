import { candleFault } from '../../../src-shared/domain/candle.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { cellText } from './bytes.ts';
import { GrowingRows } from './growing-rows.ts';
import type { ColumnMeaning, ImportKind, ImportMapping, Rejection } from './import-types.ts';
import type { ImportLimits } from './limits.ts';
import { commaMeaning, type DecimalMark, NumberReader } from './read-number.ts';
import { readSide } from './read-side.ts';
import { TimeReader } from './read-time.ts';
import { rowShapes } from './row-shapes.ts';
import { CellSplitter } from './split-cells.ts';

/** The faults of one row's values, in the order of its shape. Called for every row, so the good case is cheap. */
const faultOf: Readonly<Record<ImportKind, (row: Float64Array) => string | undefined>> = {
  candles: (row) => {
    const [open, high, low, close, volume] = [at(row, 1), at(row, 2), at(row, 3), at(row, 4), at(row, 5)];
    if (low <= open && low <= close && high >= open && high >= close && volume >= 0) return undefined;
    return candleFault({ time: at(row, 0) as EpochMs, open, high, low, close, volume });
  },
  quotes: (row) => {
    const [bid, ask] = [at(row, 1), at(row, 2)];
    if (bid > ask) return `the ask ${ask} is below the bid ${bid}`;
    if (Number.isNaN(bid) && Number.isNaN(ask)) return 'neither bid nor ask is known';
    return at(row, 3) < 0 || at(row, 4) < 0 ? 'a size is negative' : undefined;
  },
  trades: (row) => (at(row, 2) < 0 ? `the size ${at(row, 2)} is negative` : undefined),
};

function at(row: Float64Array, index: number): number {
  return row[index] as number;
}

/** Reads lines by a mapping into growing columns, and keeps account of the lines it refuses. */
export class RowReader {
  readonly rows: GrowingRows;
  readonly rejected: Rejection[] = [];
  rejectedCount = 0;
  /** Most digits after the point that a price of the file has. */
  priceDecimals = 0;

  readonly #kind: ImportKind;
  readonly #limits: ImportLimits;
  readonly #cells: CellSplitter;
  readonly #numbers: NumberReader;
  readonly #times: TimeReader;
  readonly #timeCell: number;
  readonly #dateCell: number;
  readonly #clockCell: number;
  readonly #valueCells: Int32Array;
  readonly #columns: readonly ColumnMeaning[];
  readonly #missing: Float64Array;
  readonly #isRequired: readonly boolean[];
  readonly #isPrice: readonly boolean[];
  readonly #lastNeededCell: number;
  readonly #row: Float64Array;
  /** The quote before, for files that leave a side empty while it does not change. */
  readonly #carried: Float64Array;

  /** @throws Failure `invalid` when the mapping lacks what its kind needs. */
  constructor(mapping: ImportMapping, limits: ImportLimits, mark: DecimalMark = 'open') {
    const shape = rowShapes[mapping.kind];
    const cellOf = (meaning: ColumnMeaning) => mapping.columns.indexOf(meaning);
    this.#kind = mapping.kind;
    this.#limits = limits;
    this.#cells = new CellSplitter(mapping.delimiter, limits.columns);
    this.#numbers = new NumberReader(commaMeaning(mapping.delimiter), mark);
    this.#times = new TimeReader(mapping.timeFormat, mapping.timeZone);
    this.#timeCell = cellOf('time');
    this.#dateCell = cellOf('date');
    this.#clockCell = cellOf('clock');
    this.#columns = shape.columns;
    this.#valueCells = Int32Array.from(shape.columns, (meaning) =>
      meaning === 'time' ? -1 : cellOf(meaning),
    );
    this.#missing = Float64Array.from(shape.columns, (meaning) => shape.missing[meaning] ?? Number.NaN);
    this.#isRequired = shape.columns.map((meaning) => shape.required.includes(meaning));
    this.#isPrice = shape.columns.map((meaning) => shape.prices.includes(meaning));
    this.#row = new Float64Array(shape.columns.length);
    this.#carried = new Float64Array(shape.columns.length).fill(Number.NaN);
    this.rows = new GrowingRows(shape.columns.length, limits.rows);

    const lacking: string[] = shape.required.filter((meaning) => cellOf(meaning) === -1);
    if (this.#timeCell === -1 && this.#dateCell === -1) lacking.unshift('time');
    if (lacking.length > 0) {
      throw new Failure(
        'invalid',
        `No column of the file is marked as ${lacking.join(', ')}. Choose what each column means.`,
        { data: { lacking } },
      );
    }
    this.#lastNeededCell = Math.max(
      this.#timeCell,
      this.#dateCell,
      this.#clockCell,
      ...shape.required.map(cellOf),
    );
  }

  readLine(bytes: Uint8Array, start: number, end: number, line: number): void {
    const fault = this.#readRow(bytes, start, end, line);
    if (fault !== undefined) this.reject(line, fault);
  }

  /**
   * Takes a line where the columns' names are expected. False when it is too short to hold them: then it is refused, and
   * the names may yet come.
   */
  readHeader(bytes: Uint8Array, start: number, end: number, line: number, isFirst: boolean): boolean {
    const cells = this.#cells;
    if (cells.split(bytes, start, end) !== undefined || cells.count <= this.#lastNeededCell) {
      this.readLine(bytes, start, end, line);
      return false;
    }
    // After stray lines a row may follow at once: the names were among what was refused.
    if (!isFirst) this.#readRow(bytes, start, end, line);
    return true;
  }

  reject(line: number, reason: string): void {
    this.rejectedCount += 1;
    if (this.rejected.length < this.#limits.reportedRejections) this.rejected.push({ line, reason });
  }

  #readRow(line: Uint8Array, start: number, end: number, lineNumber: number): string | undefined {
    const cells = this.#cells;
    const unsplit = cells.split(line, start, end);
    if (unsplit !== undefined) return unsplit;
    if (cells.count <= this.#lastNeededCell) {
      const columns = cells.count === 1 ? '1 column' : `${cells.count} columns`;
      return `the line has ${columns}, but column ${this.#lastNeededCell + 1} is needed`;
    }
    const row = this.#row;
    const time = this.#readTime();
    if (Number.isNaN(time)) return this.#times.fault;
    row[0] = time;
    for (let index = 1; index < row.length; index++) {
      const cell = this.#valueCells[index] as number;
      const from = cell === -1 || cell >= cells.count ? 0 : (cells.starts[cell] as number);
      const to = cell === -1 || cell >= cells.count ? 0 : (cells.ends[cell] as number);
      if (from === to) {
        if (this.#isRequired[index]) {
          if (this.#kind !== 'quotes') return `the ${this.#columns[index]} is empty`;
          row[index] = this.#carried[index] as number;
        } else {
          row[index] = this.#missing[index] as number;
        }
        continue;
      }
      const value = this.#readValue(index, cells.bytes, from, to);
      if (Number.isNaN(value)) {
        if (!this.#isRequired[index] && isNoNumber(cells.bytes, from, to)) {
          row[index] = this.#missing[index] as number;
          continue;
        }
        return `“${cellText(cells.bytes, from, Math.min(to, from + 40))}” is no number for ${this.#columns[index]}`;
      }
      row[index] = value;
      if (this.#isPrice[index] && this.#numbers.decimals > this.priceDecimals) {
        this.priceDecimals = this.#numbers.decimals;
      }
    }
    const fault = faultOf[this.#kind](row);
    if (fault !== undefined) return fault;
    if (this.#kind === 'quotes') this.#carried.set(row);
    this.#times.accept(time);
    this.rows.push(row, lineNumber);
    return undefined;
  }

  #readTime(): number {
    const { bytes, starts, ends } = this.#cells;
    if (this.#timeCell !== -1) {
      return this.#times.read(bytes, starts[this.#timeCell] as number, ends[this.#timeCell] as number);
    }
    const from = starts[this.#dateCell] as number;
    const to = ends[this.#dateCell] as number;
    if (this.#clockCell === -1) return this.#times.read(bytes, from, to);
    const clockFrom = starts[this.#clockCell] as number;
    return this.#times.readSplit(bytes, from, to, clockFrom, ends[this.#clockCell] as number);
  }

  #readValue(index: number, bytes: Uint8Array, from: number, to: number): number {
    if (this.#columns[index] === 'side') return readSide(cellText(bytes, from, Math.min(to, from + 20)));
    return this.#numbers.read(bytes, from, to);
  }
}

/** What programs write where they have no number. */
function isNoNumber(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from <= 4 && /^(-|nan|null|n\/a|none)$/i.test(cellText(bytes, from, to));
}
