import { report } from './report.ts';

/** What one run of a candidate cost, in the comparison's unit (smaller is better), and what it came to. */
export interface Measurement {
  readonly cost: number;
  /** Numbers every candidate must agree on; empty when there is nothing to compare. */
  readonly result: ArrayLike<number>;
}

export interface Candidate {
  /**
   * `limit` is the least hand-written code that does only the needed work; `peer` the best public alternative;
   * `beside` anything else worth knowing. There is one `ours`, and at most one `limit` and `peer`.
   */
  readonly role: 'ours' | 'limit' | 'peer' | 'beside';
  readonly label: string;
  /** False for candidates whose result is of another kind and cannot be compared. */
  readonly isComparable?: boolean;
  run(): Measurement | Promise<Measurement>;
}

/** Medians over the rounds; NaN where there is no such candidate. */
export interface Figures {
  readonly ours: number;
  readonly limit: number;
  readonly peer: number;
}

export interface Goal {
  readonly text: string;
  isReached(figures: Figures): boolean;
}

export interface Comparison {
  /** As in the README's table: `agg.8tf`. */
  readonly name: string;
  /** Of the cost: `ns/tick`, `ms`. */
  readonly unit: string;
  readonly candidates: readonly Candidate[];
  readonly goals: readonly Goal[];
  /** A public alternative that is not installed here. */
  readonly missingPeer?: string | undefined;
  /** Input sizes and densities, without which the figures mean nothing. */
  readonly note?: string;
}

export interface RunOptions {
  readonly isQuick: boolean;
  /** Rounds after the warm-up. */
  readonly runs: number;
}

export interface CandidateFigures {
  readonly role: Candidate['role'];
  readonly label: string;
  readonly costs: readonly number[];
}

export interface Outcome extends Comparison {
  readonly figures: readonly CandidateFigures[];
  /** Sentences about results that differ; empty when all agree. */
  readonly differences: readonly string[];
}

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

export async function timedAsync(
  scale: number,
  work: () => Promise<ArrayLike<number>>,
): Promise<Measurement> {
  const started = performance.now();
  const result = await work();
  return { cost: (performance.now() - started) * scale, result };
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
