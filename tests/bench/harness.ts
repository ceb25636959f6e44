import type { Candidate, Comparison, Measurement, Outcome, RunOptions } from './comparison.ts';
import { report } from './report.ts';

/** Largest difference between two results that is still the same answer, relative to the larger number. */
const tolerance = 1e-9;

let hasDifferences = false;

/** True when any comparison so far came to another result than its limit. */
export function resultsDiffer(): boolean {
  return hasDifferences;
}

/**
 * Runs the candidates in turn (A B C, A B C, …) in this process after a warm-up of each, so that whatever else the
 * machine does meets all of them, prints the row and keeps it.
 */
export async function compare(comparison: Comparison, options: RunOptions): Promise<Outcome> {
  const { candidates } = comparison;
  const first = new Map<Candidate, ArrayLike<number>>();
  for (const candidate of candidates) first.set(candidate, (await candidate.run()).result);
  const costs = new Map<Candidate, number[]>(candidates.map((candidate) => [candidate, []]));
  for (let round = 0; round < options.runs; round += 1) {
    for (const candidate of candidates) {
      globalThis.gc?.();
      costs.get(candidate)?.push((await candidate.run()).cost);
    }
  }
  const outcome: Outcome = {
    ...comparison,
    figures: candidates.map((candidate) => ({
      role: candidate.role,
      label: candidate.label,
      costs: costs.get(candidate) ?? [],
    })),
    differences: differencesOf(first),
  };
  if (outcome.differences.length > 0) hasDifferences = true;
  report(outcome);
  return outcome;
}

/**
 * Time of a synchronous piece of work as cost per unit. `scale` turns ms into the unit: 1e6 / ticks for ns/tick.
 * It is the best of a few repeats in a row: on a machine that does other things too, most work longer than a time slice
 * is interrupted, and the others say more about the scheduler than about the code.
 */
export function timed(scale: number, work: () => ArrayLike<number>, repeats = 3): Measurement {
  let best = Number.POSITIVE_INFINITY;
  let result: ArrayLike<number> = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const started = performance.now();
    result = work();
    best = Math.min(best, performance.now() - started);
  }
  return { cost: best * scale, result };
}

function differencesOf(results: ReadonlyMap<Candidate, ArrayLike<number>>): string[] {
  const comparable = [...results].filter(([{ isComparable }]) => isComparable !== false);
  const reference = comparable.find(([{ role }]) => role === 'limit') ?? comparable[0];
  if (reference === undefined) return [];
  const [to, expected] = reference;
  return comparable.flatMap(([candidate, result]) => {
    if (candidate === to) return [];
    const found = difference(result, expected);
    return found === undefined ? [] : [`${candidate.label} and ${to.label} differ: ${found}`];
  });
}

function difference(result: ArrayLike<number>, expected: ArrayLike<number>): string | undefined {
  if (result.length !== expected.length) return `${result.length} numbers and ${expected.length}`;
  for (let index = 0; index < expected.length; index += 1) {
    const [is, should] = [result[index] as number, expected[index] as number];
    if (Object.is(is, should)) continue;
    const scale = Math.max(1, Math.abs(should));
    if (!(Math.abs(is - should) <= tolerance * scale)) return `number ${index} is ${is} and ${should}`;
  }
  return undefined;
}
