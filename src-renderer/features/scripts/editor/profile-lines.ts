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
