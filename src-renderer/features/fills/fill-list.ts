import type { FillCard } from '../../../src-shared/contract/trading.ts';

/** Newest first, each once: what came lately and what was asked for, which overlap. The later word on a fill counts. */
export function mergeFills(older: readonly FillCard[], recent: readonly FillCard[]): readonly FillCard[] {
  const byId = new Map(older.map((fill) => [fill.id, fill]));
  for (const fill of recent) byId.set(fill.id, fill);
  return [...byId.values()].sort((a, b) => b.time - a.time || (a.id < b.id ? 1 : -1));
}

/**
 * Where to ask for older ones. One millisecond may hold several fills of which we have only some, so it is asked for
 * again, unless that brought nothing new.
 */
export function olderThan(shown: readonly FillCard[], lastAsked: number | null): number | null {
  const oldest = shown.at(-1);
  if (oldest === undefined) return null;
  const inclusive = oldest.time + 1;
  return lastAsked !== null && inclusive >= lastAsked ? oldest.time : inclusive;
}
