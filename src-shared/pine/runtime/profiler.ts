import type { Observer } from './helpers.ts';

export interface StatementCost {
  /** Index into the compiled script's statements. */
  readonly statement: number;
  readonly count: number;
  /** With everything inside, in the clock's units. */
  readonly total: number;
  /** Without the statements inside. */
  readonly own: number;
}

/** Counts and times statements; the script has to be compiled for `profile`. */
export class Profiler implements Observer {
  readonly #clock: () => number;
  readonly #counts: Float64Array;
  readonly #totals: Float64Array;
  readonly #inside: Float64Array;
  readonly #open: number[] = [];
  readonly #since: number[] = [];

  /** The clock is handed in, since scripts and their engine have none. */
  constructor(statements: number, clock: () => number) {
    this.#clock = clock;
    this.#counts = new Float64Array(statements);
    this.#totals = new Float64Array(statements);
    this.#inside = new Float64Array(statements);
  }

  begin(): void {
    // What an error left open.
    this.#open.length = 0;
    this.#since.length = 0;
  }

  trace(): void {
    // Values are the debugger's.
  }

  enter(statement: number): void {
    this.#counts[statement] = (this.#counts[statement] as number) + 1;
    this.#open.push(statement);
    this.#since.push(this.#clock());
  }

  leave(statement: number): void {
    const now = this.#clock();
    // Statements that were left by `break` or `continue` end with the one round them.
    for (;;) {
      const ended = this.#open.pop();
      const since = this.#since.pop();
      if (ended === undefined || since === undefined) return;
      const spent = now - since;
      this.#totals[ended] = (this.#totals[ended] as number) + spent;
      const outer = this.#open.at(-1);
      if (outer !== undefined) this.#inside[outer] = (this.#inside[outer] as number) + spent;
      if (ended === statement) return;
    }
  }

  costs(): StatementCost[] {
    return Array.from(this.#counts, (count, statement) => {
      const total = this.#totals[statement] as number;
      return { statement, count, total, own: total - (this.#inside[statement] as number) };
    });
  }
}
