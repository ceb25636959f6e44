import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { contentFineness, parseStoredContent } from '../../lib/market/stored-content.ts';

/** One line of the table: what is stored of one instrument in one form. */
export interface StoredRow {
  readonly instrument: InstrumentId;
  readonly content: string;
  readonly count: number;
  readonly first: EpochMs;
  readonly last: EpochMs;
}

export function rowKey(row: StoredRow): string {
  return `${row.instrument} ${row.content}`;
}

/** By instrument, the finest first. */
export function inOrder(rows: readonly StoredRow[]): StoredRow[] {
  return [...rows].sort(
    (a, b) =>
      a.instrument.localeCompare(b.instrument) ||
      contentFineness(a.content) - contentFineness(b.content) ||
      a.content.localeCompare(b.content),
  );
}

/** Every word of the text must occur in the instrument or the content. */
export function matches(row: StoredRow, text: string): boolean {
  const hay = rowKey(row).toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}

/** What is counted: “30,117 bars”, “1 tick”. */
export function countWords(row: Pick<StoredRow, 'content' | 'count'>, locale = 'en-US'): string {
  const noun = parseStoredContent(row.content)?.kind === 'ticks' ? 'tick' : 'bar';
  return `${row.count.toLocaleString(locale)} ${noun}${row.count === 1 ? '' : 's'}`;
}

export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
