import { open } from 'node:fs/promises';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import { meaningsByName } from '../detect/column-names.ts';
import type { ImportLimits } from '../limits.ts';
import { Budget } from './budget.ts';
import { quoted } from './cell-text.ts';
import { ColumnPages } from './column-pages.ts';
import { damaged } from './damaged.ts';
import { type FlatColumn, readFooter } from './footer.ts';

const chunkCharacters = 256 * 1024;

/**
 * The plain columns of a Parquet file as lines of text with commas, the first line being their names; columns of lists and
 * groups are left out. Holds one page of each column at a time.
 */
export async function* parquetText(
  path: string,
  size: number,
  limits: ImportLimits,
  onProgress: (bytesRead: number) => void,
): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const footer = await readFooter(file, size, limits);
    const budget = new Budget(limits, size);
    yield Buffer.from(`${columnNames(footer.columns).map(quoted).join()}\n`);
    let before = 0;
    for (const { rows, chunks } of footer.groups) {
      const columns = footer.columns.map(
        (column, index) =>
          new ColumnPages(file, size, column, chunks[index] ?? { start: 0, end: 0, codec: '' }, rows, budget),
      );
      for await (const chunk of linesOf(columns, rows)) {
        budget.write(chunk.length);
        onProgress(before + columns.reduce((sum, { bytesRead }) => sum + bytesRead, 0));
        yield chunk;
      }
      for (const column of columns) column.close();
      before += chunks.reduce((sum, { start, end }) => sum + end - start, 0);
    }
    onProgress(size);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const isFromSystem = (cause as NodeJS.ErrnoException).syscall !== undefined;
    throw isFromSystem
      ? new Failure('unavailable', 'The file could not be read to its end.', { cause })
      : damaged(cause);
  } finally {
    await file.close();
  }
}

/** The rows of a row group. Columns are cut into pages each in its own way. */
async function* linesOf(columns: readonly ColumnPages[], rows: number): AsyncGenerator<Uint8Array> {
  let text = '';
  for (let done = 0; done < rows; ) {
    let count = rows - done;
    for (const column of columns) {
      if (column.left === 0) await column.next();
      count = Math.min(count, column.left);
    }
    done += count;
    for (; count > 0; count--) {
      let separator = '';
      for (const column of columns) {
        text += separator + column.take();
        separator = ',';
      }
      text += '\n';
      if (text.length < chunkCharacters) continue;
      yield Buffer.from(text);
      text = '';
    }
  }
  yield Buffer.from(text);
}

const dataFrameIndex = /^__index_level_\d+__$/;

/**
 * The names as they stand in the file, except that where no name tells the time, the column that holds times is called so:
 * data frames are often saved with their times as an index without a name.
 */
function columnNames(columns: readonly FlatColumn[]): string[] {
  const names = columns.map(({ element }) => element.name);
  if (meaningsByName(names).some((meaning) => meaning === 'time' || meaning === 'date')) return names;
  const isTime = columns.map(({ element }) => isTimestamp(element));
  const index = names.findIndex((name, at) => dataFrameIndex.test(name) && isTime[at] === true);
  const timeAt = index === -1 ? isTime.indexOf(true) : index;
  const at = timeAt === -1 ? names.findIndex((name) => dataFrameIndex.test(name)) : timeAt;
  return names.map((name, place) => (place === at ? 'time' : name));
}

function isTimestamp({ type, converted_type: old, logical_type: kind }: FlatColumn['element']): boolean {
  return (
    type === 'INT96' ||
    kind?.type === 'TIMESTAMP' ||
    kind?.type === 'DATE' ||
    old === 'TIMESTAMP_MILLIS' ||
    old === 'TIMESTAMP_MICROS' ||
    old === 'DATE'
  );
}
