import { BarMatch, endFor } from './bar-match.ts';
import type { Compiled } from './compiled.ts';
import type { RequestPoint } from './request-point.ts';
import type { RequestedRun } from './requested-run.ts';
import type { ScriptContext } from './script-context.ts';

type Find = (symbol: string | null, timeframe: string | null) => RequestedRun | undefined;
type Kinds = Compiled['results'];

/** What both ways of requesting have in common: finding the series, which seldom changes from bar to bar. */
abstract class Point implements RequestPoint {
  readonly #find: Find;
  /** What was found for each pair so far, also that nothing was. */
  readonly #found = new Map<string, RequestedRun | undefined>();
  #isFirst = true;
  #symbol: string | null = null;
  #timeframe: string | null = null;
  #run: RequestedRun | undefined;

  constructor(find: Find) {
    this.#find = find;
  }

  next(symbol: string | null, timeframe: string | null): unknown {
    if (this.#isFirst || symbol !== this.#symbol || timeframe !== this.#timeframe) {
      this.#isFirst = false;
      this.#symbol = symbol;
      this.#timeframe = timeframe;
      this.#run = this.#foundFor(symbol, timeframe);
      this.changed();
    }
    return this.merged(this.#run);
  }

  #foundFor(symbol: string | null, timeframe: string | null): RequestedRun | undefined {
    const key = `${symbol}\n${timeframe}`;
    const known = this.#found.get(key);
    if (known !== undefined || this.#found.has(key)) return known;
    const run = this.#find(symbol, timeframe);
    this.#found.set(key, run);
    return run;
  }

  /** Another series answers from now on. */
  protected changed(): void {
    // Most know each series' place by themselves.
  }

  protected abstract merged(run: RequestedRun | undefined): unknown;
}

/** One requested value for each bar of the asking series. */
export class MergedPoint extends Point {
  readonly #none: readonly unknown[];
  readonly #tuple: unknown[];
  readonly #match: BarMatch;

  constructor(context: ScriptContext, kinds: Kinds, find: Find, hasGaps: boolean, looksAhead: boolean) {
    super(find);
    this.#none = kinds.map(({ none }) => none);
    this.#tuple = [...this.#none];
    this.#match = new BarMatch(context, hasGaps, looksAhead);
  }

  protected merged(run: RequestedRun | undefined): unknown {
    const index = run === undefined ? -1 : this.#match.indexIn(run);
    const isGiven = run !== undefined && index >= run.first;
    if (this.#none.length === 1) return isGiven ? run.results[0]?.at(index) : this.#none[0];
    for (let item = 0; item < this.#tuple.length; item += 1) {
      this.#tuple[item] = isGiven ? run.results[item]?.at(index) : this.#none[item];
    }
    return this.#tuple;
  }
}

/** All requested values inside each bar of the asking series. */
export class LowerPoint extends Point {
  readonly #context: ScriptContext;
  readonly #tuple: unknown[];
  readonly #create: (values: unknown[]) => unknown;
  /** The first value inside the bar that ran last, and the first behind it. */
  #from = 0;
  #to = 0;
  #bar = -1;

  constructor(context: ScriptContext, kinds: Kinds, find: Find, create: (values: unknown[]) => unknown) {
    super(find);
    this.#context = context;
    this.#tuple = kinds.map(() => null);
    this.#create = create;
  }

  protected override changed(): void {
    this.#from = 0;
    this.#to = 0;
    this.#bar = -1;
  }

  protected merged(run: RequestedRun | undefined): unknown {
    const { bar, bars } = this.#context;
    if (bar > this.#bar) this.#from = this.#to;
    else if (bar < this.#bar) this.#from = 0;
    this.#bar = bar;
    const lists: unknown[][] = this.#tuple.map(() => []);
    if (run !== undefined) {
      const { count, time } = run.context.bars;
      const start = bars.time[bar] as number;
      const end = endFor(this.#context, run, bar);
      let at = Math.max(this.#from, run.first);
      while (at < count && (time[at] as number) < start) at += 1;
      this.#from = at;
      for (; at < count && (time[at] as number) < end; at += 1) {
        for (const [item, list] of lists.entries()) list.push(run.results[item]?.at(at));
      }
      this.#to = at;
    }
    for (const [item, list] of lists.entries()) this.#tuple[item] = this.#create(list);
    return this.#tuple.length === 1 ? this.#tuple[0] : this.#tuple;
  }
}
