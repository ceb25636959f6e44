import { Failure } from '../../../src-shared/domain/failure.ts';
import { type EpochMs, isoTime } from '../../../src-shared/domain/time.ts';
import { detectFile } from './detect/detect-file.ts';
import { spacingOf } from './detect/spacing.ts';
import { splitLines } from './detect/table.ts';
import type { ImportMapping } from './import-types.ts';
import { type ImportLimits, importLimits } from './limits.ts';
import { openBytes } from './open-bytes.ts';
import { orderRows, orderUniqueRows } from './order-rows.ts';
import { readLines } from './read-lines.ts';
import { type DecimalMark, findDecimalMark } from './read-number.ts';
import { RowReader } from './row-reader.ts';
import { type FileSample, readSample } from './sample.ts';
import { decodeText } from './text-encoding.ts';
import type { ReadRows, WorkerTask } from './worker-messages.ts';

export interface ReadProgress {
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
}

/** Reads a whole file. @throws Failure when it breaks a limit, or when most of its lines are bad. */
export async function readFile(
  task: WorkerTask,
  onProgress: (progress: ReadProgress) => void,
): Promise<ReadRows> {
  // The usual file with points and commas in their usual places needs no look ahead when its mapping is known.
  const needsSample = task.mapping === undefined || task.mapping.delimiter !== ',';
  const sample = needsSample ? await readSample(task.path, task.limits) : undefined;
  const detected =
    sample !== undefined && task.mapping === undefined
      ? detectFile(sample, task.name, task.known)
      : undefined;
  if (detected?.undecided !== undefined) throw new Failure('invalid', detected.undecided);
  const mapping = task.mapping ?? detected?.mapping;
  if (mapping === undefined) throw new Error('a file is read by a mapping');

  const reader = await readRows(task.path, mapping, decimalMark(sample, mapping), task.limits, onProgress);
  const { rows } = reader;
  const ordered = mapping.kind === 'candles' ? orderUniqueRows(rows) : orderRows(rows);
  for (const { line, firstLine, time } of ordered.conflicts) {
    reader.reject(line, `line ${firstLine} has other values for ${isoTime(time as EpochMs)}`);
  }
  refuseWrongMapping(reader);
  reader.rejected.sort((a, b) => a.line - b.line);
  const spacing = mapping.kind === 'candles' ? spacingOf(ordered.columns[0]) : undefined;
  return {
    kind: mapping.kind,
    mapping,
    columns: ordered.columns,
    rejected: reader.rejected,
    rejectedCount: reader.rejectedCount,
    same: ordered.same,
    priceDecimals: reader.priceDecimals,
    suggested: detected?.suggested ?? {},
    layout: detected?.layout ?? 'given',
    ...(spacing === undefined ? {} : { spacing }),
  };
}

async function readRows(
  path: string,
  mapping: ImportMapping,
  mark: DecimalMark,
  limits: ImportLimits,
  onProgress: (progress: ReadProgress) => void,
): Promise<RowReader> {
  const reader = new RowReader(mapping, limits, mark);
  const file = await openBytes(path, limits);
  const text = await decodeText(file.chunks);
  const report = () =>
    onProgress({ bytesRead: file.bytesRead(), bytesTotal: file.bytesTotal, rows: reader.rows.length });
  let isHeader = mapping.hasHeader;
  let isFirst = true;
  await readLines(
    text.chunks,
    limits,
    (bytes, start, end, line) => {
      if (isHeader) isHeader = !reader.readHeader(bytes, start, end, line, isFirst);
      else reader.readLine(bytes, start, end, line);
      isFirst = false;
      return true;
    },
    report,
  );
  report();
  return reader;
}

/** Numbers such as 58.113 need to know how the other numbers of their file are written. */
function decimalMark(sample: FileSample | undefined, mapping: ImportMapping): DecimalMark {
  if (sample === undefined) return 'open';
  const isNumber = mapping.columns.map(
    (meaning) => !['ignore', 'time', 'date', 'clock', 'side'].includes(meaning),
  );
  const rows = splitLines(sample.lines, mapping.delimiter, importLimits.columns);
  return findDecimalMark(
    rows.flatMap((row) => row.filter((_, index) => isNumber[index])),
    mapping.delimiter,
  );
}

/** A file of which most lines are bad is not a bad file but a misunderstood one. */
function refuseWrongMapping(reader: RowReader): void {
  const good = reader.rows.length;
  const bad = reader.rejectedCount;
  const [first] = reader.rejected;
  if (bad > good) {
    throw new Failure(
      'invalid',
      `${bad.toLocaleString('en-US')} of ${(bad + good).toLocaleString('en-US')} lines cannot be read (line ${first?.line}: ${first?.reason}). Check what each column means.`,
      { data: { rejectedCount: bad, rejected: reader.rejected.slice(0, 20) } },
    );
  }
  if (good === 0) throw new Failure('invalid', 'The file has no rows.');
}
