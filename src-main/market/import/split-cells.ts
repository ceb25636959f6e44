import { quote, space, tab } from './bytes.ts';

/**
 * Finds the cells of one line. Cells are given as places in `bytes`: the line itself, or, when it holds quotes, a copy
 * of it without them. One object serves all lines of a file, so that no line costs an allocation.
 */
export class CellSplitter {
  bytes: Uint8Array = new Uint8Array();
  count = 0;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly #delimiter: number;
  #unquoted = new Uint8Array(1024);

  constructor(delimiter: string, mostColumns: number) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.starts = new Int32Array(mostColumns + 1);
    this.ends = new Int32Array(mostColumns + 1);
  }

  /** Undefined when the line was split, else why it cannot be. Spaces round a cell are not part of it. */
  split(line: Uint8Array, start: number, end: number): string | undefined {
    const delimiter = this.#delimiter;
    const { starts, ends } = this;
    const most = starts.length - 1;
    this.bytes = line;
    let count = 0;
    let from = start;
    for (let at = start; at < end; at++) {
      const byte = line[at] as number;
      if (byte === delimiter) {
        // Columns that are set apart by spaces are often aligned with several of them.
        if (byte === space && at === from) {
          from = at + 1;
          continue;
        }
        if (count === most) return `the line has more than ${most} columns`;
        starts[count] = from;
        ends[count] = at;
        count += 1;
        from = at + 1;
      } else if (byte === quote) {
        return this.#splitQuoted(line, start, end);
      }
    }
    if (delimiter !== space || from < end) {
      starts[count] = from;
      ends[count] = end;
      count += 1;
    }
    this.count = count;
    this.#trim();
    return undefined;
  }

  /** RFC 4180: a doubled quote inside quotes is a quote. A line ends where it ends, even inside quotes. */
  #splitQuoted(line: Uint8Array, start: number, end: number): string | undefined {
    if (this.#unquoted.length < end - start) this.#unquoted = new Uint8Array((end - start) * 2);
    const { starts, ends } = this;
    const most = starts.length - 1;
    const out = this.#unquoted;
    let length = 0;
    let count = 0;
    let from = 0;
    let isInside = false;
    for (let at = start; at < end; at++) {
      const byte = line[at] as number;
      if (byte === quote) {
        if (isInside && line[at + 1] === quote && at + 1 < end) {
          out[length++] = quote;
          at += 1;
        } else {
          isInside = !isInside;
        }
      } else if (byte === this.#delimiter && !isInside) {
        if (count === most) return `the line has more than ${most} columns`;
        starts[count] = from;
        ends[count] = length;
        count += 1;
        from = length;
      } else {
        out[length++] = byte;
      }
    }
    if (isInside) return 'a quote is not closed';
    starts[count] = from;
    ends[count] = length;
    this.count = count + 1;
    this.bytes = out;
    this.#trim();
    return undefined;
  }

  #trim(): void {
    const { bytes, starts, ends, count } = this;
    for (let index = 0; index < count; index++) {
      let from = starts[index] as number;
      let to = ends[index] as number;
      while (from < to && (bytes[from] === space || bytes[from] === tab)) from += 1;
      while (to > from && (bytes[to - 1] === space || bytes[to - 1] === tab)) to -= 1;
      starts[index] = from;
      ends[index] = to;
    }
  }
}
