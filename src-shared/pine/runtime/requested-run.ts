import type { Series } from './bars.ts';
import type { Limits } from './budget.ts';
import type { Compiled } from './compiled.ts';
import { Execution } from './execution.ts';
import type { InputValues, Making } from './frame-maker.ts';
import type { Observer } from './helpers.ts';
import type { Outputs } from './outputs.ts';
import { silentOutputs } from './recorder.ts';
import type { Result } from './results.ts';
import { ScriptContext } from './script-context.ts';

interface RunParts {
  readonly compiled: Compiled;
  readonly series: Series;
  readonly chart: ScriptContext;
  readonly inputs: InputValues;
  readonly limits: Limits;
  /** Of the symbol that asks: then their bars are cut from the same trades. */
  readonly isOwnSymbol: boolean;
  /** The first bar that is run. */
  readonly first: number;
  readonly createRequest: Making['createRequest'];
  /** A whole script, which shows and says things; otherwise an expression, which does not. */
  readonly script?: { readonly outputs: Outputs; readonly observer: Observer };
}

const nobody: Observer = {
  begin: () => undefined,
  trace: () => undefined,
  enter: () => undefined,
  leave: () => undefined,
};

/** A requested expression on its series. */
export class RequestedRun {
  readonly context: ScriptContext;
  readonly isOwnSymbol: boolean;
  readonly results: readonly Result[];
  readonly first: number;
  readonly #execution: Execution;
  readonly #chart: ScriptContext;
  /** The newest bar that has run, and its contents then: an unchanged bar need not run again. */
  #newest: number;
  #close = Number.NaN;
  #high = Number.NaN;
  #low = Number.NaN;
  #volume = Number.NaN;

  constructor(parts: RunParts) {
    const { compiled, series, chart, inputs, limits, createRequest, script } = parts;
    const { version, settings, kind } = compiled.program;
    this.#chart = chart;
    this.isOwnSymbol = parts.isOwnSymbol;
    this.first = parts.first;
    this.#newest = parts.first - 1;
    this.context = new ScriptContext({
      version,
      kind: script === undefined ? 'indicator' : kind,
      settings,
      series,
      limits,
      outputs: script?.outputs ?? silentOutputs(series.bars.count, limits),
      chart: script === undefined ? chart : undefined,
    });
    this.#execution = new Execution({
      compiled,
      context: this.context,
      inputs,
      observer: script?.observer ?? nobody,
      createRequest,
    });
    this.results = this.#execution.results;
  }

  /** Runs whatever is new in the series. */
  follow(now: number): void {
    const { context } = this;
    const { bars } = context;
    const newest = bars.count - 1;
    if (newest < this.first || (newest === this.#newest && this.#isUnchanged(newest))) return;
    context.now = now;
    context.isRealtime = this.#chart.isRealtime;
    context.isLast = false;
    context.isLastConfirmedHistory = false;
    context.isConfirmed = true;
    if (newest > this.#newest) {
      context.isNew = false;
      // What was open has closed, perhaps with other values.
      if (this.#newest >= this.first && !this.#isUnchanged(this.#newest)) {
        this.#execution.runOpen(this.#newest);
      }
      context.isNew = true;
      this.#execution.run(this.#newest + 1, newest);
    }
    context.isNew = newest > this.#newest;
    context.isLast = true;
    context.isLastConfirmedHistory = !context.isRealtime;
    context.isConfirmed = context.nominalCloseOf(newest) <= now;
    this.#execution.runOpen(newest);
    this.#newest = newest;
    this.#close = bars.close[newest] as number;
    this.#high = bars.high[newest] as number;
    this.#low = bars.low[newest] as number;
    this.#volume = bars.volume[newest] as number;
  }

  #isUnchanged(bar: number): boolean {
    const { close, high, low, volume } = this.context.bars;
    return (
      close[bar] === this.#close &&
      high[bar] === this.#high &&
      low[bar] === this.#low &&
      volume[bar] === this.#volume
    );
  }
}
