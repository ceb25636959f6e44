import type { Instance } from '../../src-shared/pine/runtime/instance.ts';

/** How long others wait for their turn, about. */
const sliceMs = 12;
const largestSlice = 20_000;

interface SliceParts {
  /** Does one slice, timed by the watchdog. */
  during(work: () => void): void;
  /** After each slice; false ends it. */
  goesOn(done: number, total: number): boolean;
  clock(): number;
  nextTurn(): Promise<void>;
}

/**
 * Runs history up to the bar, all there is if unsaid, a few bars at a time and between them everybody else. Slices begin
 * small, since nobody knows yet what a bar of this script costs. Answers whether it came to the end.
 * @throws ScriptError
 */
export async function runInSlices(
  instance: Instance,
  parts: SliceParts,
  until = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  const { bars } = instance.series;
  let size = 1;
  let done = instance.committed;
  for (;;) {
    const started = parts.clock();
    const end = Math.min(until, bars.count, done + size);
    parts.during(() => {
      done = instance.runHistory(end);
    });
    const spent = parts.clock() - started;
    const total = Math.min(until, bars.count);
    if (!parts.goesOn(done, total)) return false;
    if (done >= total) return true;
    const factor = Math.min(8, Math.max(0.1, sliceMs / Math.max(spent, 0.05)));
    size = Math.min(largestSlice, Math.max(1, Math.round(size * factor)));
    // The first few cost nothing worth a turn.
    if (spent > 1 || size > 64) await parts.nextTurn();
  }
}
