import type {
  DeclaredInput,
  DeclaredPlot,
  ScriptAlertLine,
  ScriptDiagnostic,
  ScriptInputValues,
  ScriptLogLine,
} from '../../src-shared/contract/scripts.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
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

export interface RunOrder {
  readonly run: number;
  readonly generation: number;
  readonly source: string;
  readonly inputs: ScriptInputValues;
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

export interface Declaration {
  readonly script: 'indicator' | 'strategy' | 'library';
  readonly version: 4 | 5 | 6;
  readonly title: string;
  readonly shortTitle: string;
  readonly isOverlay: boolean;
  readonly settings: Readonly<Record<string, number | string | boolean | null>>;
  readonly inputs: readonly DeclaredInput[];
  readonly plots: readonly DeclaredPlot[];
  readonly diagnostics: readonly ScriptDiagnostic[];
}

export interface RunFault {
  readonly message: string;
  readonly bar: { readonly index: number; readonly time: number } | null;
  readonly place: { readonly start: number; readonly end: number } | null;
  readonly diagnostics: readonly ScriptDiagnostic[];
}

export interface RunTimings {
  readonly parseMs: number;
  readonly checkMs: number;
  readonly compileMs: number;
  readonly runMs: number;
  readonly bars: number;
  readonly updateUs: number;
  readonly updates: number;
}

export interface TracedBar {
  readonly bar: { readonly index: number; readonly time: number };
  readonly values: readonly {
    readonly start: number;
    readonly end: number;
    readonly name: string | null;
    readonly text: string;
    readonly count: number;
  }[];
}

export interface ProfiledRun {
  readonly bars: number;
  readonly ms: number;
  readonly statements: readonly {
    readonly start: number;
    readonly end: number;
    readonly count: number;
    readonly ms: number;
    readonly ownMs: number;
  }[];
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
  | ({ readonly kind: 'declared'; readonly declaration: Declaration } & OfRun)
  /** Series the script asks for that it was not given. It runs on without them. */
  | ({
      readonly kind: 'asks';
      readonly series: readonly { readonly symbol: string; readonly timeframe: Timeframe }[];
    } & OfRun)
  /** All of history has run. */
  | ({ readonly kind: 'history' } & ColumnRows)
  | { readonly kind: 'ticked'; readonly rows: readonly ColumnRows[] }
  | ({ readonly kind: 'fault'; readonly fault: RunFault } & OfRun)
  | ({ readonly kind: 'drawings'; readonly json: string } & OfRun)
  | ({ readonly kind: 'logs'; readonly lines: readonly ScriptLogLine[]; readonly dropped: number } & OfRun)
  | ({
      readonly kind: 'alerts';
      readonly lines: readonly ScriptAlertLine[];
      readonly dropped: number;
    } & OfRun)
  | ({ readonly kind: 'timings'; readonly timings: RunTimings } & OfRun)
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
