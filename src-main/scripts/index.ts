import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type {
  PlotSources,
  ProfiledRun,
  ScriptEvent,
  ScriptInputValues,
  TracedBar,
} from '../../src-shared/contract/scripts.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { InstrumentId, PriceSide } from '../../src-shared/domain/instrument.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
import type { MarketHub } from '../market/index.ts';
import type { ScriptRepository } from '../storage/script-store.ts';
import { loadBundledLibraries } from './bundled-libraries.ts';
import { DebugCalls } from './debug-calls.ts';
import { ScriptLibrary } from './library.ts';
import { loadSamples } from './samples.ts';
import type { ScriptColumns } from './script-columns.ts';
import { type PieceLimits, scriptWorkerEntry, usualLimits } from './script-thread.ts';
import { ScriptWorker } from './script-worker.ts';
import { SeriesBook } from './series-book.ts';
import { type RunRequest, SharedRun } from './shared-run.ts';
import { ThreadSupply } from './thread-supply.ts';
import type { FromWorker, SourceOrders } from './worker-messages.ts';

export { loadBundledLibraries } from './bundled-libraries.ts';
export type { ScriptLibrary } from './library.ts';
export type { ScriptColumns } from './script-columns.ts';

export interface ScriptsParts {
  readonly hub: MarketHub;
  readonly repository: ScriptRepository;
  /** Where the sample scripts are. */
  readonly samplesFolder: string;
  now(): EpochMs;
  newId(): string;
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
  /** The product's own unless a test brings others. */
  readonly limits?: Partial<PieceLimits>;
  readonly workers?: number;
  readonly workerEntry?: URL;
  readonly lingerMs?: number;
}

export interface RunStart {
  readonly source: string;
  readonly instrument: InstrumentId;
  readonly timeframe: Timeframe;
  /** The instrument's own if unsaid. */
  readonly priceSide?: PriceSide;
  readonly inputs: ScriptInputValues;
  /** Plots of other scripts that inputs read. */
  readonly sources?: PlotSources;
  readonly bars?: number;
}

/** A run that goes on at least until it is released. */
export interface HeldRun {
  readonly columns: ScriptColumns;
  events(signal: AbortSignal | undefined): AsyncIteratorObject<ScriptEvent, void, void>;
  /** Every value on the bar that opens at or last before the time. @throws Failure */
  trace(time: number): Promise<TracedBar>;
  /** What each statement cost. @throws Failure */
  profile(): Promise<ProfiledRun>;
  release(): void;
}

export interface Scripts {
  readonly library: ScriptLibrary;
  /** @throws Failure `not-found` for an instrument that is neither stored nor known to a connection, and for scripts. */
  start(start: RunStart): Promise<HeldRun>;
  /** Ends all runs and threads. */
  stop(): Promise<void>;
}

const usualBars = 10_000;
/** How long a run outlives its last holder: a page that loads again finds it running. */
const usualLingerMs = 5000;
const mostWorkers = 4;
/** Ends of threads that were not at any run, within that time, before whatever ran there is given up. */
const mostSilentEnds = 5;
const silentEndsMs = 10_000;

export async function createScripts(parts: ScriptsParts): Promise<Scripts> {
  const [samples, findBundled] = await Promise.all([
    loadSamples(parts.samplesFolder),
    loadBundledLibraries(),
  ]);
  const library = new ScriptLibrary({ ...parts, samples, findBundled });
  return new ScriptHost(parts, library);
}

class ScriptHost implements Scripts {
  readonly library: ScriptLibrary;
  readonly #parts: ScriptsParts;
  readonly #book: SeriesBook;
  readonly #limits: PieceLimits;
  readonly #supply: ThreadSupply;
  readonly #workers: ScriptWorker[];
  readonly #byKey = new Map<string, { run: SharedRun; holders: number }>();
  readonly #byNumber = new Map<number, SharedRun>();
  readonly #calls = new DebugCalls();
  #lastRun = 0;
  #isStopped = false;

  constructor(parts: ScriptsParts, library: ScriptLibrary) {
    this.#parts = parts;
    this.library = library;
    this.#limits = { ...usualLimits, ...parts.limits };
    this.#supply = new ThreadSupply(parts.workerEntry ?? scriptWorkerEntry(), this.#limits.heapMegabytes);
    const count = parts.workers ?? Math.max(1, Math.min(mostWorkers, availableParallelism() - 1));
    this.#workers = Array.from({ length: count }, () => this.#createWorker());
    this.#book = new SeriesBook(
      parts,
      () => {
        for (const worker of this.#workers) worker.flush();
      },
      (series) => {
        for (const worker of this.#workers) worker.drop(series);
      },
    );
  }

  async start(start: RunStart): Promise<HeldRun> {
    const found = await this.#parts.hub.find(start.instrument);
    if (found === undefined) {
      throw new Failure('not-found', `${start.instrument} is neither stored nor known to a connection.`);
    }
    if (this.#isStopped) throw new Failure('unavailable', 'Tidemark is closing.');
    const { instrument } = found;
    const { source, inputs, timeframe, priceSide = instrument.priceSide, bars = usualBars } = start;
    const request: RunRequest = {
      source,
      inputs,
      libraries: this.library.librariesOf(source),
      sources: this.#sourceOrders(start.sources ?? {}),
      instrument,
      timeframe,
      priceSide,
      bars,
    };
    const key = keyOf(request);
    let kept = this.#byKey.get(key);
    if (kept === undefined || kept.run.isOver) {
      this.#lastRun += 1;
      const worker = this.#workers.reduce((a, b) => (b.load < a.load ? b : a));
      const run = new SharedRun({
        ...this.#parts,
        number: this.#lastRun,
        request,
        worker,
        book: this.#book,
      });
      kept = { run, holders: 0 };
      this.#byKey.set(key, kept);
      this.#byNumber.set(run.number, run);
    }
    return this.#hold(key, kept);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const run of this.#byNumber.values()) run.stop();
    this.#byKey.clear();
    this.#byNumber.clear();
    this.#book.close();
    this.#calls.failAll('Tidemark is closing.');
    await Promise.all([...this.#workers.map((worker) => worker.close()), this.#supply.close()]);
  }

  #hold(key: string, kept: { run: SharedRun; holders: number }): HeldRun {
    const { run } = kept;
    kept.holders += 1;
    let isHeld = true;
    return {
      columns: run.columns,
      events: (signal) => run.events.listen(signal),
      trace: (time) =>
        this.#calls.ask<TracedBar>(run, (request) => ({ kind: 'trace', request, run: run.number, time })),
      profile: () =>
        this.#calls.ask<ProfiledRun>(run, (request) => ({ kind: 'profile', request, run: run.number })),
      release: () => {
        if (!isHeld) return;
        isHeld = false;
        kept.holders -= 1;
        if (kept.holders > 0 || this.#isStopped) return;
        const end = () => {
          if (kept.holders > 0) return;
          if (this.#byKey.get(key) === kept) this.#byKey.delete(key);
          this.#byNumber.delete(run.number);
          run.stop();
        };
        setTimeout(end, this.#parts.lingerMs ?? usualLingerMs).unref();
      },
    };
  }

  #sourceOrders(sources: PlotSources): SourceOrders {
    const orders = Object.entries(sources).map(([input, { script, inputs, plot, sources: further = {} }]) => {
      const source = 'source' in script ? script.source : this.library.get(script.id, script.version).source;
      const libraries = this.library.librariesOf(source);
      return [input, { source, inputs, libraries, plot, sources: this.#sourceOrders(further) }] as const;
    });
    return Object.fromEntries(orders);
  }

  #createWorker(): ScriptWorker {
    const { log } = this.#parts;
    const silentEnds: number[] = [];
    const worker: ScriptWorker = new ScriptWorker({
      supply: this.#supply,
      limits: this.#limits,
      onMessage: (message) => this.#take(message),
      onEnd: (end) => {
        const blamed = end.isToBlame ? end.run : 0;
        log('scripts.thread-ended', { run: blamed, sentence: blamed === 0 ? '' : end.sentence });
        const now = performance.now();
        if (end.run === 0) silentEnds.push(now);
        const isHopeless = silentEnds.filter((at) => now - at < silentEndsMs).length > mostSilentEnds;
        for (const run of this.#byNumber.values()) {
          if (run.worker !== worker) continue;
          this.#calls.fail(run, 'The script’s thread ended; ask again.');
          // Whatever made the thread unable to live would do so again.
          if (isHopeless) run.fail({ message: end.sentence, bar: null, place: null, diagnostics: [] });
          else run.lost(end);
        }
      },
    });
    return worker;
  }

  #take(message: FromWorker): void {
    if (message.kind === 'ticked') {
      for (const rows of message.rows) {
        const run = this.#byNumber.get(rows.run);
        if (run !== undefined && !run.isOver) run.columns.put(rows);
      }
    } else if (message.kind === 'traced' || message.kind === 'profiled') {
      this.#calls.answer(message.request, message.result);
    } else if (message.kind === 'refused') this.#calls.refuse(message.request, message.message);
    else this.#byNumber.get(message.run)?.take(message);
  }
}

/** Equal for runs that show the same. */
function keyOf({ source, inputs, libraries, sources, instrument, ...over }: RunRequest): string {
  const { timeframe, priceSide, bars } = over;
  const what = [source, sorted(inputs), sorted(libraries), sorted(sources)];
  const key = JSON.stringify([...what, instrument.id, timeframe, priceSide, bars]);
  return createHash('sha256').update(key).digest('hex');
}

function sorted(record: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
