import type { FillCard } from '../../../src-shared/contract/trading.ts';

/** The order of the list, which is also that of its pages: newest first, those of one moment by id. */
const newestFirst = (a: FillCard, b: FillCard) => b.time - a.time || (a.id < b.id ? 1 : -1);

/**
 * Each once: what is kept, and the newest as they are now, which count where both reach. A stand-in that its real fills
 * have replaced is no longer among the newest and goes.
 */
export function mergeFills(kept: readonly FillCard[], newest: readonly FillCard[]): readonly FillCard[] {
  const oldest = newest.toSorted(newestFirst).at(-1);
  const byId = new Map(
    kept
      .filter((fill) => oldest === undefined || newestFirst(fill, oldest) > 0)
      .map((fill): [string, FillCard] => [fill.id, fill]),
  );
  for (const fill of newest) byId.set(fill.id, fill);
  return [...byId.values()].sort(newestFirst);
}

/** A page of older ones beneath what is kept. What is kept is the later word. */
export function withOlder(kept: readonly FillCard[], page: readonly FillCard[]): readonly FillCard[] {
  const byId = new Map([...page, ...kept].map((fill) => [fill.id, fill]));
  return [...byId.values()].sort(newestFirst);
}

/** Where the next page begins. */
export function cursorOf(shown: readonly FillCard[]): Pick<FillCard, 'time' | 'id'> | null {
  const oldest = shown.at(-1);
  return oldest === undefined ? null : { time: oldest.time, id: oldest.id };
}
