import { BarBuffer } from './bar-buffer.ts';
import type { Series } from './bars.ts';
import { defaultLimits, type Limits } from './budget.ts';
import type { Compiled } from './compiled.ts';
import type { Context } from './context.ts';
import { Execution } from './execution.ts';
import type { InputValues, Making } from './frame-maker.ts';
import { FramedRun } from './framed-run.ts';
import type { Observer } from './helpers.ts';
import { Recorder } from './recorder.ts';
import { type Need, RequestBook, type RequestedData } from './requests.ts';
import { ScriptContext } from './script-context.ts';

export interface InstanceOptions {
  /** The chart's bars. A `BarBuffer` is used as it is and may be shared by many instances; others are never written to. */
  readonly series: Series;
  readonly inputs?: InputValues;
  readonly limits?: Limits;
  /** Series that the script asks for. */
  readonly requests?: RequestedData;
  /** `timenow` while history runs; milliseconds UTC. */
  readonly now: number;
  /** Sees values or statements of code that was compiled for it. */
  readonly observer?: Observer;
}

export interface Bar {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

export interface Instance {
  readonly compiled: Compiled;
  /** Where built-ins keep what they share, such as the drawings. */
  readonly context: Context;
  readonly outputs: Recorder;
  readonly series: Series;
  /** Bars that have run and will not run again. */
  readonly committed: number;
  /** Series that were asked for and not there: load them, and run a new instance. */
  readonly needs: readonly Need[];
  /**
   * Runs closed bars up to the index, all there are if unsaid, and may be called again to go on; so that a host can tell
   * progress and stop. Gives the number of bars that have run.
   * @throws ScriptError
   */
  runHistory(until?: number): number;
  /** A new or changed newest bar, and the run over it. @throws ScriptError */
  update(bar: Bar, isConfirmed: boolean, now: number): void;
  /** The newest bar's value of every setting the script was started with. */
  readonly inputs: InputValues;
}

const nobody: Observer = {
  begin: () => undefined,
  trace: () => undefined,
  enter: () => undefined,
  leave: () => undefined,
};

/** Starts a compiled script on a series. No bar runs yet. @throws ScriptError */
export function createInstance(compiled: Compiled, options: InstanceOptions): Instance {
  return new ScriptInstance(compiled, options);
}

class ScriptInstance implements Instance {
  readonly compiled: Compiled;
  readonly #context: ScriptContext;
  readonly outputs: Recorder;
  readonly series: Series;
  readonly inputs: InputValues;
  committed = 0;
  readonly #bars: BarBuffer;
  readonly #execution: Execution | FramedRun;
  readonly #book: RequestBook;
  readonly #runsOnEachTick: boolean;
  /** The open bar's index, whether or not the script ran on it; -1 where there is none. */
  #open = -1;

  constructor(compiled: Compiled, options: InstanceOptions) {
    const { series, inputs = {}, limits = defaultLimits, requests, now, observer = nobody } = options;
    this.compiled = compiled;
    this.inputs = inputs;
    this.#bars = series.bars instanceof BarBuffer ? series.bars : new BarBuffer(series.bars);
    this.series = { ...series, bars: this.#bars };
    this.outputs = new Recorder(limits, this.#bars.count);
    const { version, kind, settings } = compiled.program;
    this.#context = new ScriptContext({
      version,
      kind,
      settings,
      series: this.series,
      limits,
      outputs: this.outputs,
      chart: undefined,
    });
    this.#context.now = now;
    // Some scripts ask to run over the newest bars only.
    const { calc_bars_count: newest } = settings;
    if (typeof newest === 'number' && newest > 0) this.committed = Math.max(0, this.#bars.count - newest);
    this.#runsOnEachTick = kind !== 'strategy' || settings.calc_on_every_tick === true;
    this.#book = new RequestBook({ chart: this.#context, inputs, limits, data: requests });
    const createRequest: Making['createRequest'] = (...parts) => this.#book.createPoint(...parts);
    const own = this.#ownSeries();
    this.#execution =
      own === undefined
        ? new Execution({ compiled, context: this.#context, inputs, observer, createRequest })
        : new FramedRun({
            compiled,
            series: own.series,
            chart: this.#context,
            inputs,
            limits,
            outputs: this.outputs,
            observer,
            hasGaps: own.hasGaps,
            createRequest,
          });
  }

  get context(): ScriptContext {
    return this.#execution.context;
  }

  /** The bars of the timeframe that the script declares or its user set; undefined where those are the chart's. */
  #ownSeries(): { series: Series; hasGaps: boolean } | undefined {
    const { calculation } = this.compiled.program;
    if (calculation === undefined) return undefined;
    const { timeframe, gaps } = calculation;
    const asked = this.inputs[timeframe.id] ?? timeframe.defaultValue;
    if (typeof asked !== 'string' || asked === '') return undefined;
    const series = this.#book.ownSeries(asked);
    return series && { series, hasGaps: (this.inputs[gaps.id] ?? gaps.defaultValue) === true };
  }

  get needs(): readonly Need[] {
    return this.#book.needs;
  }

  runHistory(until = this.#bars.count): number {
    const context = this.#context;
    const { count } = this.#bars;
    const end = Math.min(until, count);
    const last = count - 1;
    if (this.committed >= end) return this.committed;
    this.outputs.grow(count);
    context.isRealtime = false;
    context.isNew = true;
    context.isConfirmed = true;
    context.isLast = false;
    context.isLastConfirmedHistory = false;
    this.#execution.run(this.committed, Math.min(end, last));
    if (end === count) {
      context.isLast = true;
      context.isLastConfirmedHistory = true;
      // Saved, since the newest stored bar may turn out to be still open.
      this.#execution.runOpen(last);
    }
    this.committed = end;
    return end;
  }

  update(bar: Bar, isConfirmed: boolean, now: number): void {
    const context = this.#context;
    const isNewer = this.#bars.count === 0 || bar.time > (this.#bars.time[this.#bars.count - 1] as number);
    if (isNewer && this.#open >= 0) this.#run(this.#open, true, now);
    this.#bars.put(bar.time, bar.open, bar.high, bar.low, bar.close, bar.volume);
    this.outputs.grow(this.#bars.count);
    const newest = this.#bars.count - 1;
    // What came between, where the bars are shared and others were quicker.
    if (newest > this.committed && this.#open !== newest) this.#catchUp(newest);
    context.isRealtime = true;
    this.#run(newest, isConfirmed, now);
  }

  #catchUp(newest: number): void {
    const context = this.#context;
    context.isRealtime = true;
    context.isNew = true;
    context.isConfirmed = true;
    context.isLast = false;
    context.isLastConfirmedHistory = false;
    this.#execution.run(this.committed, newest);
    this.committed = newest;
  }

  #run(bar: number, isConfirmed: boolean, now: number): void {
    const context = this.#context;
    context.now = now;
    context.isRealtime = true;
    context.isNew = this.#open !== bar;
    context.isConfirmed = isConfirmed;
    context.isLast = true;
    context.isLastConfirmedHistory = false;
    this.#open = isConfirmed ? -1 : bar;
    if (isConfirmed || this.#runsOnEachTick) {
      this.#book.advance(now);
      this.#execution.runOpen(bar);
    }
    this.committed = isConfirmed ? bar + 1 : bar;
  }
}
