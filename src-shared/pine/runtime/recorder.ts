import { chunkOf } from './bar-buffer.ts';
import { type Limits, ScriptError } from './budget.ts';
import type {
  AlertEvent,
  LogEvent,
  OrderIntent,
  Outputs,
  Plot,
  PlotColumn,
  PlotDeclaration,
} from './outputs.ts';

class RecordedColumn implements PlotColumn {
  values: Float64Array;

  constructor(capacity: number) {
    this.values = new Float64Array(capacity).fill(Number.NaN);
  }

  grow(capacity: number): void {
    if (capacity <= this.values.length) return;
    const values = new Float64Array(capacity).fill(Number.NaN);
    values.set(this.values);
    this.values = values;
  }
}

class RecordedPlot implements Plot {
  readonly id: string;
  readonly kind: PlotDeclaration['kind'];
  readonly title: string;
  readonly options: PlotDeclaration['options'];
  readonly columns: readonly string[];
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly recorded: ReadonlyMap<string, RecordedColumn>;
  readonly #options: Record<string, number | string | boolean | null>;

  constructor(id: string, plot: PlotDeclaration, capacity: number) {
    this.id = id;
    this.kind = plot.kind;
    this.title = plot.title;
    this.#options = { ...plot.options };
    this.options = this.#options;
    this.columns = plot.columns;
    this.path = plot.path;
    this.start = plot.start;
    this.end = plot.end;
    this.recorded = new Map(plot.columns.map((name) => [name, new RecordedColumn(capacity)]));
  }

  column(name: string): PlotColumn {
    const found = this.recorded.get(name);
    if (found === undefined) throw new Error(`${this.id} has no column ${name}`);
    return found;
  }

  setOption(name: string, value: number | string | boolean | null): void {
    this.#options[name] = value;
  }
}

/** Takes down what a script shows and says. */
export class Recorder implements Outputs {
  readonly plots: RecordedPlot[] = [];
  readonly alerts: AlertEvent[] = [];
  readonly logs: LogEvent[] = [];
  readonly orders: OrderIntent[] = [];
  /** Events beyond their limits: counted, not kept. */
  droppedAlerts = 0;
  droppedLogs = 0;
  readonly #limits: Limits;
  #capacity: number;
  #bar = -1;
  #alertsOnBar = 0;
  #ordersOnBar = 0;

  constructor(limits: Limits, capacity: number) {
    this.#limits = limits;
    this.#capacity = capacity;
  }

  declarePlot(declaration: PlotDeclaration): Plot {
    if (this.plots.length >= this.#limits.plots) {
      throw new ScriptError(`A script may have ${this.#limits.plots} plots, fills and the like together.`);
    }
    const plot = new RecordedPlot(`plot_${this.plots.length}`, declaration, this.#capacity);
    this.plots.push(plot);
    return plot;
  }

  alert(event: AlertEvent): void {
    this.#onBar(event.bar);
    this.#alertsOnBar += 1;
    if (this.#alertsOnBar > this.#limits.alertsPerBar || this.alerts.length >= this.#limits.logs) {
      this.droppedAlerts += 1;
    } else {
      this.alerts.push(event);
    }
  }

  log(event: LogEvent): void {
    if (this.logs.length >= this.#limits.logs) this.droppedLogs += 1;
    else this.logs.push(event);
  }

  order(intent: OrderIntent): void {
    this.#onBar(intent.bar);
    this.#ordersOnBar += 1;
    if (this.#ordersOnBar > this.#limits.ordersPerBar) {
      throw new ScriptError(`A script may give ${this.#limits.ordersPerBar} orders on one bar.`);
    }
    this.orders.push(intent);
  }

  grow(count: number): void {
    if (count <= this.#capacity) return;
    this.#capacity = count + chunkOf(count);
    for (const plot of this.plots) for (const column of plot.recorded.values()) column.grow(this.#capacity);
  }

  #onBar(bar: number): void {
    if (bar === this.#bar) return;
    this.#bar = bar;
    this.#alertsOnBar = 0;
    this.#ordersOnBar = 0;
  }
}

/** What requested expressions write to: they show and say nothing. */
export const silentOutputs = (capacity: number, limits: Limits): Outputs => {
  const recorder = new Recorder(limits, capacity);
  return {
    declarePlot: (plot) => recorder.declarePlot(plot),
    alert: () => undefined,
    log: () => undefined,
    order: () => undefined,
  };
};
