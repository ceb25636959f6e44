import { isLineEnd } from './characters.ts';

/** Both count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface LineMap {
  readonly lineCount: number;
  positionOf(offset: number): Position;
  /** Of a place beyond a line's or the text's end, that end. */
  offsetOf(position: Position): number;
  /** A line's text without its end. */
  lineText(line: number): string;
}

/** Offsets of a text as lines and columns and back. Lines end with `\n`, `\r\n` or `\r`. */
export function lineMap(text: string): LineMap {
  const starts = [0];
  const ends: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (!isLineEnd(code)) continue;
    ends.push(index);
    if (code === 13 && text.charCodeAt(index + 1) === 10) index++;
    starts.push(index + 1);
  }
  ends.push(text.length);

  /** The last line that starts at or before the offset, counted from 0. */
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  return {
    lineCount: starts.length,
    positionOf: (offset) => {
      const inside = Math.min(Math.max(offset, 0), text.length);
      const line = lineAt(inside);
      return { line: line + 1, column: inside - (starts[line] ?? 0) + 1 };
    },
    offsetOf: ({ line, column }) => {
      const index = Math.min(Math.max(line, 1), starts.length) - 1;
      const start = starts[index] ?? 0;
      return Math.min(start + Math.max(column, 1) - 1, ends[index] ?? start);
    },
    lineText: (line) => text.slice(starts[line - 1] ?? text.length, ends[line - 1] ?? text.length),
  };
}
