import { epochMs, type TimeRange } from '../../src-shared/domain/time.ts';

/** The parts of a stretch that no coverage holds, newest first. */
export function uncovered(coverage: readonly TimeRange[], wanted: TimeRange): TimeRange[] {
  const missing: TimeRange[] = [];
  let from = wanted.from;
  for (const known of coverage.toSorted((a, b) => a.from - b.from)) {
    if (known.to <= from || known.from >= wanted.to) continue;
    if (known.from > from) missing.push({ from, to: known.from });
    from = epochMs(Math.max(from, known.to));
  }
  if (from < wanted.to) missing.push({ from, to: wanted.to });
  return missing.reverse();
}
