import { Failure } from '../../../src-shared/domain/failure.ts';
import { carriageReturn, lineFeed } from './bytes.ts';
import { type ImportLimits, sizeText } from './limits.ts';

/** Gets one line as a place in bytes that it must not keep. Returning false ends the reading. */
export type OnLine = (bytes: Uint8Array, start: number, end: number, line: number) => boolean | undefined;

/** Cuts text into lines, numbered from 1. Empty lines are counted but not passed on. */
export async function readLines(
  chunks: AsyncIterable<Uint8Array>,
  limits: ImportLimits,
  onLine: OnLine,
  afterChunk: () => void = () => undefined,
): Promise<void> {
  let carried: Uint8Array = new Uint8Array();
  let line = 0;
  const pass = (bytes: Uint8Array, start: number, end: number): boolean => {
    line += 1;
    const cut = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
    if (end - start > limits.lineBytes) throw tooLong(line, limits);
    return cut === start || onLine(bytes, start, cut, line) !== false;
  };
  for await (const chunk of chunks) {
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    let start = 0;
    let searchFrom = carried.length;
    for (;;) {
      const end = bytes.indexOf(lineFeed, searchFrom);
      if (end === -1) break;
      if (!pass(bytes, start, end)) return;
      start = end + 1;
      searchFrom = start;
    }
    carried = bytes.subarray(start);
    if (carried.length > limits.lineBytes) throw tooLong(line + 1, limits);
    afterChunk();
  }
  if (carried.length > 0) pass(carried, 0, carried.length);
}

function tooLong(line: number, limits: ImportLimits): Failure {
  return new Failure(
    'invalid',
    `Line ${line} is longer than ${sizeText(limits.lineBytes)}. This does not look like a table of prices.`,
    { data: { line } },
  );
}
