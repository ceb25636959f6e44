import type { ImportKind, ImportMapping } from '../import-types.ts';
import type { DetectedColumns } from './detect-columns.ts';
import { type FoundTimes, findTimes } from './time-cells.ts';

/** What was found out about the columns of `table`, corrected by what is known of them. */
export function withKnown(
  found: DetectedColumns,
  table: readonly string[][],
  known: Partial<ImportMapping>,
): DetectedColumns {
  const headed = withHeader(found, table, known.hasHeader);
  const meant = known.columns === undefined ? headed : withColumns(headed, known.columns);
  const kind = known.kind ?? meant.kind;
  return known.timeFormat === undefined
    ? { ...meant, kind }
    : { ...withTimes(meant, known.timeFormat), kind };
}

function withHeader(
  found: DetectedColumns,
  table: readonly string[][],
  hasHeader: boolean | undefined,
): DetectedColumns {
  if (hasHeader === undefined || hasHeader === found.hasHeader) return found;
  const names = hasHeader ? (table[0] ?? []) : [];
  return {
    ...found,
    hasHeader,
    columnNames: columnNames(found.columns.length, names),
    rows: table.slice(hasHeader ? 1 : 0),
  };
}

function withColumns(found: DetectedColumns, columns: ImportMapping['columns']): DetectedColumns {
  const { times: _, missing: __, ...rest } = found;
  const timeAt = columns.includes('time') ? columns.indexOf('time') : columns.indexOf('date');
  const times = findTimes(found.rows.map((row) => row[timeAt] ?? ''));
  return {
    ...rest,
    columns,
    kind: kindOf(columns),
    columnNames: columnNames(columns.length, found.columnNames),
    ...(times === undefined
      ? { missing: 'The times of the file cannot be read. Say how they are written.' }
      : { times: { ...times, hasClock: times.hasClock || columns.includes('clock') } }),
  };
}

function withTimes(found: DetectedColumns, format: ImportMapping['timeFormat']): DetectedColumns {
  const { missing, ...rest } = found;
  const { hasClock = true, isZoned = format.startsWith('epoch') }: Partial<FoundTimes> = found.times ?? {};
  // Without known columns the format alone does not say where the times stand.
  const isStillMissing = missing !== undefined && found.columns.every((meaning) => meaning === 'ignore');
  return { ...rest, times: { format, hasClock, isZoned }, ...(isStillMissing ? { missing } : {}) };
}

function columnNames(count: number, names: readonly string[]): string[] {
  return Array.from({ length: count }, (_, index) => {
    const name = names[index] ?? '';
    return name === '' ? `Column ${index + 1}` : name.slice(0, 200);
  });
}

/** Quotes and trades have columns that bars have not. */
function kindOf(columns: ImportMapping['columns']): ImportKind {
  if (columns.includes('bid') || columns.includes('ask')) return 'quotes';
  return columns.includes('price') ? 'trades' : 'candles';
}
