import type { ScriptFault, ScriptInputValues } from '../../src-shared/contract/scripts.ts';
import type { Instrument } from '../../src-shared/domain/instrument.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
import type { LibrarySources } from '../../src-shared/pine/libraries/sources.ts';
import type { MarketHub } from '../market/index.ts';
import type { LiveSeries } from './live-series.ts';
import { barsToCover, findSymbol, replaySource } from './requested-series.ts';
import { RunEvents } from './run-events.ts';
import { ScriptColumns } from './script-columns.ts';
import type { ScriptWorker } from './script-worker.ts';
import type { SeriesBook } from './series-book.ts';
import type { FromWorker, RequestedSeries, SourceOrders } from './worker-messages.ts';

/** As many as scripts may ask for elsewhere. */
const mostRequested = 40;

export interface RunRequest {
  readonly source: string;
  readonly inputs: ScriptInputValues;
  readonly libraries: LibrarySources;
  readonly sources: SourceOrders;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly priceSide: Instrument['priceSide'];
  readonly bars: number;
}

interface Requested {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** Undefined where there is none. */
  readonly series: LiveSeries | undefined;
}

export interface SharedRunParts {
  readonly number: number;
  readonly request: RunRequest;
  readonly worker: ScriptWorker;
  readonly book: SeriesBook;
  readonly hub: MarketHub;
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** One script over one series with one set of inputs, whoever looks at it. */
export class SharedRun {
  readonly number: number;
  readonly columns = new ScriptColumns();
  readonly events = new RunEvents();
  readonly worker: ScriptWorker;
  readonly #parts: SharedRunParts;
  readonly #series: LiveSeries;
  readonly #releases: (() => void)[] = [];
  readonly #requested = new Map<string, Requested>();
  #generation = 0;
  /** Times that its thread ended without a reason while it was being run. */
  #losses = 0;
  #isOver = false;

  constructor(parts: SharedRunParts) {
    this.#parts = parts;
    this.number = parts.number;
    this.worker = parts.worker;
    this.worker.load += 1;
    const { instrument, timeframe, priceSide, bars } = parts.request;
    this.#tell('loading', 0, 0, `Loading ${instrument.id} ${timeframe}`);
    this.#series = this.#hold({ instrument: instrument.id, timeframe, priceSide }, instrument, bars);
    if (this.#series.epoch > 0) this.#order();
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get generation(): number {
    return this.#generation;
  }

  take(message: Extract<FromWorker, { readonly run: number }>): void {
    const { generation } = this;
    if (message.generation !== generation || this.#isOver) return;
    switch (message.kind) {
      case 'phase':
        this.#tell(message.phase, message.done, message.total, '');
        return;
      case 'declared':
        this.events.set({ kind: 'declared', generation, ...message.declaration });
        return;
      case 'history':
        this.columns.replace(message);
        this.#tell('ready', message.count, message.count, '');
        return;
      case 'asks':
        this.#bring(message.series).catch((error: unknown) => {
          this.#parts.log('scripts.request-failed', { error });
          this.fail({ message: 'A series the script asks for could not be loaded.', ...nowhere });
        });
        return;
      case 'fault':
        this.fail(message.fault);
        return;
      case 'drawings':
        this.events.set({ kind: 'drawings', generation, json: message.json });
        return;
      case 'timings':
        this.events.set({ kind: 'timings', generation, ...message.timings });
        return;
      case 'logs':
      case 'alerts': {
        const { kind, lines, dropped } = message;
        this.events.add({ kind, generation, lines, dropped } as never);
      }
    }
  }

  /** Its thread is gone. */
  lost(end: { readonly run: number; readonly isToBlame: boolean; readonly sentence: string }): void {
    if (this.#isOver) return;
    if (end.run === this.number) {
      this.#losses += 1;
      if (end.isToBlame || this.#losses > 1) {
        this.fail({ message: end.sentence, ...nowhere });
        return;
      }
    }
    this.#order();
  }

  fail(fault: ScriptFault): void {
    if (this.#isOver) return;
    this.events.set({ kind: 'fault', generation: this.generation, ...fault });
    this.#tell('failed', 0, 0, '');
    this.#leave();
  }

  stop(): void {
    if (!this.#isOver) this.#tell('stopped', 0, 0, '');
    this.#leave();
    this.events.end();
  }

  #leave(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.worker.load -= 1;
    this.worker.stop(this.number);
    for (const release of this.#releases) release();
  }

  #hold(key: LiveSeries['key'], instrument: Instrument, bars: number, until?: number): LiveSeries {
    const { series, release } = this.#parts.book.hold({
      key,
      instrument,
      bars,
      ...(until === undefined ? {} : { until }),
    });
    const unlisten = series.listen({
      loaded: () => this.#order(),
      failed: (sentence) => {
        // What has run stays; the series tries again.
        if (series === this.#series && this.#generation === 0) this.#tell('loading', 0, 0, sentence);
        else if (series !== this.#series && series.epoch === 0) this.#order();
      },
      ticked: (closed, forming) => this.worker.tick(series, closed, forming),
    });
    this.#releases.push(unlisten, release);
    return series;
  }

  /** Starts it in its worker, from the first bar, as soon as all it needs is there. */
  #order(): void {
    if (this.#isOver || this.#series.epoch === 0) return;
    const requested = [...this.#requested.values()];
    if (requested.some(({ series }) => series !== undefined && series.epoch === 0 && series.trouble === ''))
      return;
    this.#generation += 1;
    this.events.begin(this.#generation);
    this.worker.give(this.#series);
    const requests: RequestedSeries[] = requested.map(({ symbol, timeframe, series }) => {
      const isThere = series !== undefined && series.epoch > 0;
      if (isThere) this.worker.give(series);
      return { symbol, timeframe, series: isThere ? series.number : null };
    });
    const { source, inputs, libraries, sources } = this.#parts.request;
    this.#tell('compiling', 0, this.#series.bars.count, '');
    this.worker.send({
      kind: 'start',
      run: this.number,
      generation: this.#generation,
      source,
      inputs,
      libraries,
      sources,
      series: this.#series.number,
      requests,
      now: this.#series.now,
    });
  }

  async #bring(asked: readonly { symbol: string; timeframe: Timeframe }[]): Promise<void> {
    const { hub, request } = this.#parts;
    const fresh = asked.filter(({ symbol, timeframe }) => !this.#requested.has(`${symbol}\n${timeframe}`));
    if (fresh.length > 0) {
      const names = fresh.map(({ symbol, timeframe }) => `${symbol} ${timeframe}`).join(', ');
      this.#tell('loading', 0, 0, `Loading ${names}`.slice(0, 500));
    }
    for (const { symbol, timeframe } of fresh) {
      const isTooMany = this.#requested.size >= mostRequested;
      const found = isTooMany ? undefined : await findSymbol(hub, symbol, request.instrument.id);
      if (this.#isOver) return;
      let series: LiveSeries | undefined;
      if (found !== undefined) {
        const { instrument, isStreamed } = found;
        const isReplay = request.instrument.id.startsWith(`${replaySource}:`);
        const priceSide = instrument.id === request.instrument.id ? request.priceSide : instrument.priceSide;
        const { now } = this.#series;
        const bars = barsToCover(this.#series.bars.time[0] ?? now, now, timeframe);
        const isPast = isReplay && !(isStreamed && instrument.id.startsWith(`${replaySource}:`));
        series = this.#hold(
          { instrument: instrument.id, timeframe, priceSide },
          instrument,
          bars,
          isPast ? now : undefined,
        );
      }
      this.#requested.set(`${symbol}\n${timeframe}`, { symbol, timeframe, series });
    }
    this.#order();
  }

  #tell(
    phase: 'loading' | 'compiling' | 'running' | 'ready' | 'failed' | 'stopped',
    done: number,
    total: number,
    detail: string,
  ): void {
    this.events.set({ kind: 'state', generation: this.#generation, phase, done, total, detail });
  }
}

const nowhere = { bar: null, place: null, diagnostics: [] } satisfies Partial<ScriptFault>;
