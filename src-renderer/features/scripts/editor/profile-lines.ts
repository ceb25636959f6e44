interface ProfiledStatement {
  readonly start: number;
  readonly ownMs: number;
}

/** What each line cost by itself, in ms. Lines count from 1. */
export function costByLine(
  statements: readonly ProfiledStatement[],
  lineOf: (offset: number) => number,
): ReadonlyMap<number, number> {
  const costs = new Map<number, number>();
  for (const { start, ownMs } of statements) {
    const line = lineOf(start);
    costs.set(line, (costs.get(line) ?? 0) + ownMs);
  }
  return costs;
}

/** `12.4ms`, `840µs`; empty for what is too little to tell. */
export function costText(ms: number | undefined): string {
  if (ms === undefined || ms < 0.001) return '';
  if (ms >= 100) return `${Math.round(ms)}ms`;
  if (ms >= 1) return `${ms.toFixed(1)}ms`;
  return `${Math.round(ms * 1000)}µs`;
}

interface DearLine {
  readonly line: number;
  readonly ms: number;
  /** Of what all lines cost. */
  readonly share: number;
  /** Its first statement. */
  readonly start: number;
}

/** The lines that cost most, the dearest first; none where nothing costs enough to tell. */
export function dearestLines(
  statements: readonly ProfiledStatement[],
  lineOf: (offset: number) => number,
  most = 3,
): readonly DearLine[] {
  const costs = costByLine(statements, lineOf);
  const total = [...costs.values()].reduce((sum, ms) => sum + ms, 0);
  const starts = new Map<number, number>();
  for (const { start } of statements) {
    const line = lineOf(start);
    starts.set(line, Math.min(start, starts.get(line) ?? start));
  }
  return [...costs]
    .filter(([, ms]) => costText(ms) !== '')
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([line, ms]) => ({ line, ms, share: ms / total, start: starts.get(line) ?? 0 }));
}
