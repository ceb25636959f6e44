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
