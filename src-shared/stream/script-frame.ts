import { frameKind, frameMagic, headerBytes, largestFrameBytes } from './layout.ts';

/** Rows of a script's columns; `first` is the first one's bar. Columns are as long as `time`. */
export interface ScriptRows {
  readonly channel: number;
  /** Another number than before: whatever came with other numbers no longer holds. */
  readonly generation: number;
  readonly first: number;
  /** Bars the run has by now. */
  readonly count: number;
  /** When the bars open, ms UTC. */
  readonly time: Float64Array;
  readonly columns: readonly Float64Array[];
}

export interface ScriptFrame extends ScriptRows {
  readonly kind: 'script';
}

/** Rows that one frame of so many columns holds; at least one. */
export function scriptRowsPerFrame(columns: number): number {
  return Math.max(1, Math.floor((largestFrameBytes - headerBytes) / (8 * (columns + 1))));
}

/** A script has 64 plots of at most eight columns. */
export const mostScriptColumns = 1024;

/** The rows from `first` up to, not including, `end`, as frames of their own memory. Without rows one empty frame. */
export function encodeScript(
  rows: Omit<ScriptRows, 'first'> & { readonly first: number; readonly end: number },
): Uint8Array<ArrayBuffer>[] {
  const { channel, generation, count, time, columns, first, end } = rows;
  const perFrame = scriptRowsPerFrame(columns.length);
  const frames: Uint8Array<ArrayBuffer>[] = [];
  for (let from = first; from < end || frames.length === 0; from += perFrame) {
    const length = Math.max(0, Math.min(perFrame, end - from));
    const buffer = new ArrayBuffer(headerBytes + length * 8 * (columns.length + 1));
    const view = new DataView(buffer);
    view.setUint32(0, frameMagic, true);
    view.setUint16(4, frameKind.script, true);
    for (const [index, word] of [channel, length, columns.length, from, count, generation].entries()) {
      view.setUint32(8 + index * 4, word, true);
    }
    for (const [index, column] of [time, ...columns].entries()) {
      const to = new Float64Array(buffer, headerBytes + index * length * 8, length);
      to.set(column.subarray(from, from + length));
    }
    frames.push(new Uint8Array(buffer));
  }
  return frames;
}

/** Why the bytes are no script frame, or the frame; `bytes` start on a multiple of 8. */
export function decodeScript(bytes: Uint8Array, header: DataView): ScriptFrame | string {
  const word = (index: number) => header.getUint32(8 + index * 4, true);
  const [channel, length, columns, first, count, generation] = [
    word(0),
    word(1),
    word(2),
    word(3),
    word(4),
    word(5),
  ];
  if (columns > mostScriptColumns) return `${columns} columns are more than a script has`;
  if (length > scriptRowsPerFrame(columns)) return `${length} rows are more than a frame holds`;
  const expected = headerBytes + length * 8 * (columns + 1);
  if (expected !== bytes.byteLength) return `${bytes.byteLength} bytes where its rows need ${expected}`;
  if (first + length > count) return `row ${first + length} of ${count}`;
  const column = (index: number) =>
    new Float64Array(bytes.buffer, bytes.byteOffset + headerBytes + index * length * 8, length);
  return {
    kind: 'script',
    channel,
    generation,
    first,
    count,
    time: column(0),
    columns: Array.from({ length: columns }, (_, index) => column(index + 1)),
  };
}
