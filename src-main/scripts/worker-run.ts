import type { ScriptFault } from '../../src-shared/contract/scripts.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { compile } from '../../src-shared/pine/compile/compile.ts';
import type { Series } from '../../src-shared/pine/runtime/bars.ts';
import { ScriptError } from '../../src-shared/pine/runtime/budget.ts';
import type { Mode } from '../../src-shared/pine/runtime/compiled.ts';
import type { Observer } from '../../src-shared/pine/runtime/helpers.ts';
import { type Bar, createInstance, type Instance } from '../../src-shared/pine/runtime/instance.ts';
import type { RequestedData } from '../../src-shared/pine/runtime/requests.ts';
import { type CheckedScript, checkScript } from './checked-script.ts';
import { cut, declarationOf, range } from './declaration.ts';
import { runInSlices } from './run-in-slices.ts';
import { RunTalk } from './run-talk.ts';
import { SourceRuns } from './source-runs.ts';
import type { ColumnRows, FromWorker, RunOrder } from './worker-messages.ts';
import type { WorkerSeries } from './worker-series.ts';
import type { WorkerStatus } from './worker-status.ts';

export interface RunParts {
  readonly status: WorkerStatus;
  post(message: FromWorker, transfer?: ArrayBuffer[]): void;
  /** Milliseconds that only grow. */
  clock(): number;
  nextTurn(): Promise<void>;
  /** A series this worker was given. */
  seriesOf(number: number): WorkerSeries | undefined;
}

/** One script on one series in a worker: history first, then every tick. */
export class WorkerRun {
  readonly order: RunOrder;
  readonly #parts: RunParts;
  readonly #talk: RunTalk;
  #state: 'starting' | 'live' | 'over' = 'starting';
  #checked: CheckedScript | undefined;
  #instance: Instance | undefined;
  /** Whose plots its inputs read. */
  #sources: SourceRuns | undefined;
  #dirtyFrom = Number.POSITIVE_INFINITY;
  #declared = '';
  readonly #asked = new Map<string, { symbol: string; timeframe: Series['timeframe'] }>();
  #toldAsked = 0;

  constructor(order: RunOrder, parts: RunParts) {
    this.order = order;
    this.#parts = parts;
    this.#talk = new RunTalk(order, parts);
  }

  get isLive(): boolean {
    return this.#state === 'live';
  }

  /** Compiles and runs history; then it is live. Never rejects. */
  async begin(): Promise<void> {
    try {
      this.#told('compiling', 0, 0);
      const checked = this.#parts.status.during(this.order.run, 'compile', () => this.#check());
      if (checked === undefined) return;
      const started = this.#parts.clock();
      const onAsked = (symbol: string, timeframe: Series['timeframe']) => {
        this.#asked.set(`${symbol}\n${timeframe}`, { symbol, timeframe });
      };
      this.#sources = this.#createSources(onAsked);
      const instance = this.create('plain', undefined, onAsked);
      const compileMs = this.#parts.clock() - started;
      this.#instance = instance;
      this.#declare();
      await this.#runHistory(instance, checked, compileMs);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @throws ScriptError */
  create(
    mode: Mode,
    observer: ((compiled: Instance['compiled']) => Observer) | undefined,
    onAsked: (symbol: string, timeframe: Series['timeframe']) => void = () => undefined,
  ): Instance {
    const { order } = this;
    const checked = this.#checked;
    const series = this.#parts.seriesOf(order.series)?.series;
    if (checked === undefined || series === undefined) throw new ScriptError('This script has not run yet.');
    return this.#parts.status.during(order.run, 'compile', () => {
      const compiled = compile(checked.program, { mode });
      return createInstance(compiled, {
        series,
        inputs: { ...checked.inputs, ...this.#sources?.columns },
        requests: this.#requests(onAsked),
        now: order.now,
        ...(observer === undefined ? {} : { observer: observer(compiled) }),
      });
    });
  }

  update(bar: Bar, isConfirmed: boolean, now: number): void {
    const instance = this.#instance;
    if (instance === undefined || this.#state !== 'live') return;
    // The last bar of history may have been unfinished, and counts as run all the same.
    const newest = instance.series.bars.count - 1;
    this.#dirtyFrom = Math.min(this.#dirtyFrom, instance.committed, newest);
    const started = this.#parts.clock();
    try {
      this.#parts.status.during(this.order.run, 'tick', () => {
        this.#sources?.update(bar, isConfirmed, now);
        instance.update(bar, isConfirmed, now);
      });
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#talk.updated(this.#parts.clock() - started);
    if (this.#asked.size > this.#toldAsked) this.#tellAsked();
  }

  /** What has changed since the last time; undefined for nothing. */
  takeRows(): ColumnRows | undefined {
    const instance = this.#instance;
    const first = this.#dirtyFrom;
    if (instance === undefined || this.#state !== 'live' || first === Number.POSITIVE_INFINITY)
      return undefined;
    this.#dirtyFrom = Number.POSITIVE_INFINITY;
    return this.#rows(instance, first);
  }

  /** Drawings, lines and figures, as often as they may be told. */
  talk(): void {
    if (this.#instance !== undefined && this.#state === 'live') this.#talk.tell(this.#instance);
  }

  stop(): void {
    this.#state = 'over';
  }

  async #runHistory(
    instance: Instance,
    { parseMs, checkMs }: CheckedScript,
    compileMs: number,
  ): Promise<void> {
    const parts = this.#parts;
    let runMs = 0;
    let toldAt = parts.clock();
    // What is read has to be there before it is.
    const instances = [...(this.#sources?.instances ?? []), instance];
    let isWhole = true;
    for (const [at, one] of instances.entries()) {
      isWhole &&= await runInSlices(one, {
        clock: parts.clock,
        nextTurn: parts.nextTurn,
        during: (work) => {
          const started = parts.clock();
          parts.status.during(this.order.run, 'slice', () =>
            this.#sources === undefined ? work() : this.#sources.explaining(one, work),
          );
          runMs += parts.clock() - started;
        },
        goesOn: (done, total) => {
          if (this.#state === 'over') return false;
          if (this.#asked.size > this.#toldAsked) {
            // It will be started again with what it asked for.
            this.#tellAsked();
            return false;
          }
          const now = parts.clock();
          if (now - toldAt > 100 || done >= total) {
            toldAt = now;
            this.#told('running', Math.floor((done + at * total) / instances.length), total);
          }
          return true;
        },
      });
    }
    if (!isWhole || this.#state === 'over') return;
    this.#declare();
    this.#state = 'live';
    const rows = this.#rows(instance, 0);
    this.#parts.post(
      { kind: 'history', ...rows },
      [rows.time, ...rows.columns].map(({ buffer }) => buffer),
    );
    this.#talk.begin(instance, { parseMs, checkMs, compileMs, runMs, bars: rows.count });
  }

  #check(): CheckedScript | undefined {
    const outcome = checkScript(this.order, this.#parts.clock);
    if ('checked' in outcome) this.#checked = outcome.checked;
    else this.#end(outcome.fault);
    return this.#checked;
  }

  /** @throws ScriptError */
  #createSources(onAsked: (symbol: string, timeframe: Series['timeframe']) => void): SourceRuns | undefined {
    const { order } = this;
    const series = this.#parts.seriesOf(order.series)?.series;
    if (series === undefined || Object.keys(order.sources).length === 0) return undefined;
    return this.#parts.status.during(
      order.run,
      'compile',
      () =>
        new SourceRuns(order.sources, {
          series,
          requests: this.#requests(onAsked),
          now: order.now,
          clock: this.#parts.clock,
        }),
    );
  }

  #requests(onAsked: (symbol: string, timeframe: Series['timeframe']) => void): RequestedData {
    const { requests } = this.order;
    return {
      series: (symbol, timeframe) => {
        const given = requests.find((one) => one.symbol === symbol && one.timeframe === timeframe);
        if (given === undefined) {
          onAsked(symbol, timeframe);
          return undefined;
        }
        return given.series === null ? 'missing' : (this.#parts.seriesOf(given.series)?.series ?? 'missing');
      },
    };
  }

  #tellAsked(): void {
    this.#toldAsked = this.#asked.size;
    this.#post({ kind: 'asks', series: [...this.#asked.values()] });
  }

  /** Once when it is made, and again if the first bars settled an option. */
  #declare(): void {
    const instance = this.#instance;
    const checked = this.#checked;
    if (instance === undefined || checked === undefined) return;
    const { program, inputs, diagnostics } = checked;
    const declaration = declarationOf(program, inputs, instance.outputs.plots, diagnostics);
    const text = JSON.stringify(declaration);
    if (text === this.#declared) return;
    this.#declared = text;
    this.#post({ kind: 'declared', declaration });
  }

  #rows(instance: Instance, first: number): ColumnRows {
    const { bars } = instance.series;
    const cutOut = (values: Float64Array) => new Float64Array(values.subarray(first, bars.count));
    const columns = instance.outputs.plots.flatMap((plot) =>
      plot.columns.map((name) => cutOut(plot.column(name).values)),
    );
    const { run, generation } = this.order;
    return { run, generation, first, count: bars.count, time: cutOut(bars.time), columns };
  }

  #told(phase: 'compiling' | 'running', done: number, total: number): void {
    this.#post({ kind: 'phase', phase, done, total });
  }

  #fail(error: unknown): void {
    if (!(error instanceof ScriptError)) {
      const isDeep = error instanceof RangeError && /call stack/i.test(error.message);
      const message = isDeep
        ? 'The script’s functions call each other too deeply.'
        : `The script engine failed: ${error instanceof Error ? error.message : String(error)}`;
      this.#end({ message: cut(message, 2000), bar: null, place: null, diagnostics: [] });
      return;
    }
    const { bar, start } = error;
    const time = bar === undefined ? undefined : this.#instance?.series.bars.time[bar];
    this.#end({
      message: cut(error.message, 2000),
      bar: bar === undefined || time === undefined ? null : { index: bar, time: epochMs(time) },
      place: start === undefined ? null : range(start, error.end ?? start),
      diagnostics: [],
    });
  }

  #end(fault: ScriptFault): void {
    if (this.#instance !== undefined) this.#talk.tellAll(this.#instance);
    this.#state = 'over';
    this.#post({ kind: 'fault', fault });
  }

  #post(message: Distributed<FromWorker>): void {
    const { run, generation } = this.order;
    this.#parts.post({ ...message, run, generation } as FromWorker);
  }
}

type Distributed<M> = M extends { readonly run: number } ? Omit<M, 'run' | 'generation'> : never;
