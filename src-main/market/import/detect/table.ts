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

/** The first mark that cuts nearly all lines into the same number of cells, more than one. */
export function findDelimiter(lines: readonly string[], mostColumns: number): Delimiter | undefined {
  const sample = lines.slice(0, looked);
  return candidates.find((delimiter) => {
    const counts = new Map<number, number>();
    for (const { length } of splitLines(sample, delimiter, mostColumns)) {
      counts.set(length, (counts.get(length) ?? 0) + 1);
    }
    const [commonest = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1]);
    return commonest[0] > 1 && commonest[1] >= sample.length * 0.8;
  });
}
