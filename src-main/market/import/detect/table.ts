import { cellText } from '../bytes.ts';
import type { ImportMapping } from '../import-types.ts';
import { CellSplitter } from '../split-cells.ts';

export type Delimiter = ImportMapping['delimiter'];

/** A sample cut into cells by the same rules as the import itself. Lines that cannot be cut are left out. */
export function splitLines(lines: readonly string[], delimiter: Delimiter, mostColumns: number): string[][] {
  const cells = new CellSplitter(delimiter, mostColumns);
  const rows: string[][] = [];
  for (const line of lines) {
    const bytes = Buffer.from(line);
    if (cells.split(bytes, 0, bytes.length) !== undefined) continue;
    rows.push(
      Array.from({ length: cells.count }, (_, index) =>
        cellText(cells.bytes, cells.starts[index] as number, cells.ends[index] as number),
      ),
    );
  }
  return rows;
}

/** Rarer marks first: a comma may be a decimal mark and a space may stand between date and time. */
const candidates: readonly Delimiter[] = ['\t', ';', '|', ',', ' '];
const looked = 60;

/**
 * The mark that cuts most lines into the same number of cells, more than one. Lines that belong to no table (a title,
 * a remark, garbage) may stand among them, so the rarest mark wins that comes close to the best.
 */
export function findDelimiter(lines: readonly string[], mostColumns: number): Delimiter | undefined {
  const sample = lines.slice(0, looked);
  const scores = candidates.map((delimiter) => {
    const { width, count } = commonestWidth(splitLines(sample, delimiter, mostColumns));
    return { delimiter, share: width > 1 ? count / sample.length : 0 };
  });
  const best = Math.max(...scores.map(({ share }) => share));
  return scores.find(({ share }) => share >= 0.5 && share >= best * 0.75)?.delimiter;
}

/** The number of cells that most rows have, and how many have it. */
export function commonestWidth(rows: readonly (readonly string[])[]): { width: number; count: number } {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  let best = { width: 0, count: 0 };
  for (const [width, count] of counts) if (count > best.count) best = { width, count };
  return best;
}
