import type {
  ProfiledRun,
  ScriptAlertLine,
  ScriptDeclaration,
  ScriptFault,
  ScriptInputValues,
  ScriptLogLine,
  ScriptTimings,
  TracedBar,
} from '../../src-shared/contract/scripts.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
import type { LibrarySources } from '../../src-shared/pine/libraries/sources.ts';
import type { SymbolFacts } from '../../src-shared/pine/runtime/bars.ts';

/*
 * What the main process and a script worker say to each other. A worker gets sources, settings and bars, and gives columns,
 * drawings and lines; nothing in here is a handle to anything (rule S4).
 */

/** Facts of a symbol without the calendar object, which each side looks up by its key. */
export interface PortableSymbol extends Omit<SymbolFacts, 'calendar'> {
  readonly calendarKey: string;
}

/** Bars by column; transferred, not copied. */
export interface BarBlock {
  readonly count: number;
  readonly time: Float64Array<ArrayBuffer>;
  readonly open: Float64Array<ArrayBuffer>;
  readonly high: Float64Array<ArrayBuffer>;
  readonly low: Float64Array<ArrayBuffer>;
  readonly close: Float64Array<ArrayBuffer>;
  readonly volume: Float64Array<ArrayBuffer>;
}

/** time, open, high, low, close, volume, and again for the next bar. */
export type BarRows = Float64Array;
export const numbersPerBar = 6;

export interface RequestedSeries {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** Null where there is none. */
  readonly series: number | null;
}

export interface SeriesNews {
  readonly series: number;
  readonly closed: BarRows;
  /** The bar in the making; empty for none. */
  readonly forming: BarRows;
}

/** Another script's plot that an input reads, with all that running it needs. */
export interface SourceOrder {
  readonly source: string;
  readonly inputs: ScriptInputValues;
  readonly libraries: LibrarySources;
  readonly sources: SourceOrders;
  /** Its plot, by its id. */
  readonly plot: string;
}

/** By the reader's inputs. */
export type SourceOrders = Readonly<Record<string, SourceOrder>>;

export interface RunOrder {
  readonly run: number;
  readonly generation: number;
  readonly source: string;
  readonly inputs: ScriptInputValues;
  readonly libraries: LibrarySources;
  readonly sources: SourceOrders;
  readonly series: number;
  readonly requests: readonly RequestedSeries[];
  /** `timenow` of history, ms UTC. */
  readonly now: number;
}

export type ToWorker =
  | {
      readonly kind: 'series';
      readonly series: number;
      readonly symbol: PortableSymbol;
      readonly timeframe: Timeframe;
      readonly bars: BarBlock;
    }
  | { readonly kind: 'drop-series'; readonly series: number }
  | ({ readonly kind: 'start' } & RunOrder)
  | { readonly kind: 'stop'; readonly run: number }
  /** Answered with `ticked`; until then the next one waits. */
  | { readonly kind: 'tick'; readonly now: number; readonly news: readonly SeriesNews[] }
  | { readonly kind: 'trace'; readonly request: number; readonly run: number; readonly time: number }
  | { readonly kind: 'profile'; readonly request: number; readonly run: number };

interface OfRun {
  readonly run: number;
  readonly generation: number;
}

export interface ColumnRows extends OfRun {
  readonly first: number;
  /** Bars there are now. */
  readonly count: number;
  /** From `first` on. */
  readonly time: Float64Array<ArrayBuffer>;
  readonly columns: readonly Float64Array<ArrayBuffer>[];
}

export type FromWorker =
  | ({
      readonly kind: 'phase';
      readonly phase: 'compiling' | 'running';
      readonly done: number;
      readonly total: number;
    } & OfRun)
  | ({ readonly kind: 'declared'; readonly declaration: ScriptDeclaration } & OfRun)
  /** Series the script asks for that it was not given. It runs on without them. */
  | ({
      readonly kind: 'asks';
      readonly series: readonly { readonly symbol: string; readonly timeframe: Timeframe }[];
    } & OfRun)
  /** All of history has run. */
  | ({ readonly kind: 'history' } & ColumnRows)
  | { readonly kind: 'ticked'; readonly rows: readonly ColumnRows[] }
  | ({ readonly kind: 'fault'; readonly fault: ScriptFault } & OfRun)
  | ({ readonly kind: 'drawings'; readonly json: string } & OfRun)
  | ({ readonly kind: 'logs'; readonly lines: readonly ScriptLogLine[]; readonly dropped: number } & OfRun)
  | ({
      readonly kind: 'alerts';
      readonly lines: readonly ScriptAlertLine[];
      readonly dropped: number;
    } & OfRun)
  | ({ readonly kind: 'timings'; readonly timings: ScriptTimings } & OfRun)
  | { readonly kind: 'traced'; readonly request: number; readonly result: TracedBar }
  | { readonly kind: 'profiled'; readonly request: number; readonly result: ProfiledRun }
  | { readonly kind: 'refused'; readonly request: number; readonly message: string };

/**
 * What a worker is at, in memory that the watchdog reads while the worker cannot answer: the run (0: none), and a number
 * that goes up with each piece of work.
 */
export const statusWords = { run: 0, piece: 1, kind: 2 } as const;
export const statusLength = 3;
export const pieceKinds = { compile: 1, slice: 2, tick: 3 } as const;

export interface WorkerStart {
  readonly status: SharedArrayBuffer;
}
