import { ScriptError } from '../../src-shared/pine/runtime/budget.ts';
import { profileRun, traceBar } from './debug-run.ts';
import { inOrder, type Step } from './tick-order.ts';
import type { ColumnRows, SeriesNews, ToWorker } from './worker-messages.ts';
import { type RunParts, WorkerRun } from './worker-run.ts';
import { WorkerSeries } from './worker-series.ts';

/** All of a worker but its thread: what it was given, and what runs on that. */
export class WorkerHost {
  readonly #parts: RunParts;
  readonly #series = new Map<number, WorkerSeries>();
  readonly #runs = new Map<number, WorkerRun>();

  constructor(parts: Omit<RunParts, 'seriesOf'>) {
    this.#parts = { ...parts, seriesOf: (number) => this.#series.get(number) };
  }

  take(message: ToWorker): void {
    switch (message.kind) {
      case 'series':
        this.#series.set(message.series, new WorkerSeries(message.symbol, message.timeframe, message.bars));
        return;
      case 'drop-series':
        this.#series.delete(message.series);
        return;
      case 'start': {
        this.#runs.get(message.run)?.stop();
        const run = new WorkerRun(message, this.#parts);
        this.#runs.set(message.run, run);
        void run.begin();
        return;
      }
      case 'stop':
        this.#runs.get(message.run)?.stop();
        this.#runs.delete(message.run);
        return;
      case 'tick':
        this.#tick(message.news, message.now);
        return;
      case 'trace':
        void this.#answer(message, (run) => traceBar(run, message.time, this.#parts));
        return;
      case 'profile':
        void this.#answer(message, (run) => profileRun(run, this.#parts));
    }
  }

  /** Some time after ticks: drawings and figures that waited. */
  talk(): void {
    for (const run of this.#runs.values()) run.talk();
  }

  #tick(news: readonly SeriesNews[], now: number): void {
    const steps = inOrder(news, {
      endOf: (number, time) => this.#series.get(number)?.endOf(time) ?? time,
      isCharted: (number) => this.#isCharted(number),
    });
    for (const step of steps) this.#take(step, now);
    const rows: ColumnRows[] = [];
    for (const run of this.#runs.values()) {
      const changed = run.takeRows();
      if (changed !== undefined) rows.push(changed);
    }
    this.#parts.post({ kind: 'ticked', rows });
    this.talk();
  }

  #take({ series: number, bar, what }: Step, now: number): void {
    const series = this.#series.get(number);
    if (series === undefined || (what === 'begins' ? !series.begin(bar) : !series.put(bar))) return;
    if (what === 'begins') return;
    for (const run of this.#runs.values()) {
      if (run.order.series === number) run.update(bar, what === 'closed', now);
    }
  }

  #isCharted(number: number): boolean {
    for (const run of this.#runs.values()) if (run.order.series === number) return true;
    return false;
  }

  async #answer(
    { kind, request, run: number }: { kind: 'trace' | 'profile'; request: number; run: number },
    work: (run: WorkerRun) => Promise<object>,
  ): Promise<void> {
    const { post } = this.#parts;
    try {
      const run = this.#runs.get(number);
      if (run === undefined) throw new ScriptError('This script is not running.');
      const result = await work(run);
      post({ kind: kind === 'trace' ? 'traced' : 'profiled', request, result } as never);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      post({ kind: 'refused', request, message });
    }
  }
}
