import { BarMatch } from './bar-match.ts';
import type { Series } from './bars.ts';
import type { Limits } from './budget.ts';
import type { Compiled } from './compiled.ts';
import type { InputValues, Making } from './frame-maker.ts';
import type { Observer } from './helpers.ts';
import type { Outputs } from './outputs.ts';
import { Recorder } from './recorder.ts';
import { RequestedRun } from './requested-run.ts';
import type { ScriptContext } from './script-context.ts';

interface FramedParts {
  readonly compiled: Compiled;
  /** The script's own bars. */
  readonly series: Series;
  readonly chart: ScriptContext;
  readonly inputs: InputValues;
  readonly limits: Limits;
  /** What the chart shows. */
  readonly outputs: Recorder;
  readonly observer: Observer;
  /** Values stand only where a bar of the script's own closes. */
  readonly hasGaps: boolean;
  readonly createRequest: Making['createRequest'];
}

/** A script that runs on bars of a timeframe of its own, and is shown on those of the chart. */
export class FramedRun {
  readonly #run: RequestedRun;
  readonly #chart: ScriptContext;
  readonly #own: Recorder;
  readonly #shown: Recorder;
  readonly #match: BarMatch;
  #hasOptions = false;

  constructor(parts: FramedParts) {
    const { chart, limits, series, observer } = parts;
    this.#chart = chart;
    this.#own = new Recorder(limits, series.bars.count);
    this.#shown = parts.outputs;
    this.#match = new BarMatch(chart, parts.hasGaps, false);
    this.#run = new RequestedRun({
      compiled: parts.compiled,
      series,
      chart,
      inputs: parts.inputs,
      limits,
      isOwnSymbol: true,
      first: 0,
      createRequest: parts.createRequest,
      script: {
        outputs: this.#outputs(),
        observer: { ...bound(observer), begin: (bar) => observer.begin(this.#chartBar(bar)) },
      },
    });
    for (const plot of this.#own.plots) this.#shown.declarePlot(plot);
  }

  /** Where the script's drawings are. */
  get context(): ScriptContext {
    return this.#run.context;
  }

  /** Shows the script on closed bars of the chart. */
  run(from: number, to: number): void {
    this.#follow();
    for (let bar = from; bar < to; bar += 1) this.#show(bar);
  }

  runOpen(bar: number): void {
    this.#follow();
    this.#show(bar);
  }

  #follow(): void {
    this.#own.grow(this.#run.context.bars.count);
    this.#run.follow(this.#chart.now);
    if (this.#hasOptions) return;
    this.#hasOptions = true;
    // Some are known only when the first bar has run.
    for (const [index, { options }] of this.#own.plots.entries()) {
      for (const [name, value] of Object.entries(options)) this.#shown.plots[index]?.setOption(name, value);
    }
  }

  #show(bar: number): void {
    this.#chart.bar = bar;
    const index = this.#match.indexIn(this.#run);
    for (const [number, { recorded }] of this.#own.plots.entries()) {
      const shown = this.#shown.plots[number];
      for (const [name, { values }] of recorded) {
        const column = shown?.recorded.get(name);
        if (column === undefined) continue;
        column.values[bar] = index < 0 ? Number.NaN : (values[index] as number);
      }
    }
  }

  #outputs(): Outputs {
    const shown = this.#shown;
    const moved = <E extends { bar: number; time: number }>(event: E): E => {
      const bar = this.#chartBar(event.bar);
      return { ...event, bar, time: this.#chart.bars.time[bar] as number };
    };
    return {
      declarePlot: (plot) => this.#own.declarePlot(plot),
      alert: (event) => shown.alert(moved(event)),
      log: (event) => shown.log(moved(event)),
      order: (intent) => shown.order(moved(intent)),
    };
  }

  /** The last bar of the chart inside one of the script's own. */
  #chartBar(bar: number): number {
    const { time, count } = this.#chart.bars;
    const end = this.#run.context.closeTimeOf(bar);
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((time[middle] as number) < end) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function bound(observer: Observer): Observer {
  return {
    begin: (bar) => observer.begin(bar),
    trace: (point, value) => observer.trace(point, value),
    enter: (statement) => observer.enter(statement),
    leave: (statement) => observer.leave(statement),
  };
}
