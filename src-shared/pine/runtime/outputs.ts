/*
 * What a script shows and says. Plots are columns by bar, so that an open bar is simply written again; drawings are objects
 * on the heap (see heap.ts); alerts, logs and orders are events in the order in which they happened.
 */

export type PlotKind =
  | 'plot'
  | 'plotshape'
  | 'plotchar'
  | 'plotarrow'
  | 'plotcandle'
  | 'plotbar'
  | 'hline'
  | 'fill'
  | 'bgcolor'
  | 'barcolor'
  | 'alertcondition';

/** Options that cannot change: by the built-in's parameter names; colours as 0xRRGGBBAA. */
export type PlotOptions = Readonly<Record<string, number | string | boolean | null>>;

export interface PlotDeclaration {
  readonly kind: PlotKind;
  readonly title: string;
  readonly options: PlotOptions;
  /** Names of its columns: `value`, `color`; a candle's `open`, `high` …; a colour that cannot change is an option instead. */
  readonly columns: readonly string[];
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

export interface Plot extends PlotDeclaration {
  /** Unique in its script: `plot_0` … in order of the source. */
  readonly id: string;
  /** The same object each time. */
  column(name: string): PlotColumn;
  /** An option that is known only when the first bar runs; a fill's `plot1` and `plot2` are the ids of what it lies between. */
  setOption(name: string, value: number | string | boolean | null): void;
}

/** As long as the bars, NaN where nothing was plotted. The array is replaced when it grows: keep the column, not the array. */
export interface PlotColumn {
  readonly values: Float64Array;
}

export interface AlertEvent {
  readonly bar: number;
  readonly time: number;
  readonly message: string;
  readonly frequency: 'once_per_bar' | 'once_per_bar_close' | 'all';
}

export interface LogEvent {
  readonly bar: number;
  readonly time: number;
  readonly level: 'info' | 'warning' | 'error';
  readonly message: string;
}

/** An order as the script asked for it; the broker emulator's input. Values by the built-in's parameter names. */
export interface OrderIntent {
  readonly bar: number;
  readonly time: number;
  readonly command: 'entry' | 'order' | 'exit' | 'close' | 'close_all' | 'cancel' | 'cancel_all' | 'risk';
  readonly values: Readonly<Record<string, number | string | boolean | null>>;
}

export interface Outputs {
  /** Called while states are made, in order of the call sites. @throws ScriptError beyond the limit of plots */
  declarePlot(plot: PlotDeclaration): Plot;
  alert(event: AlertEvent): void;
  log(event: LogEvent): void;
  order(intent: OrderIntent): void;
}
