import type { Context } from '../../runtime/context.ts';
import type { Plot, PlotColumn, PlotKind } from '../../runtime/outputs.ts';
import type { Site } from '../builtin.ts';

/** Which argument of the call becomes which column, in the signature's order; `always` ones are columns even when constant. */
export interface ColumnSpec {
  readonly argument: number;
  readonly name: string;
  readonly isAlways: boolean;
}

export interface PlotSpec {
  readonly kind: PlotKind;
  /** Names of the call's parameters in order. */
  readonly parameters: readonly string[];
  readonly columns: readonly ColumnSpec[];
}

/**
 * A plotting call where it is written: the plot it declared, the columns to write on each bar, and the options that are known
 * only from the first bar on. In a requested context there is no plot, and nothing is written.
 */
export class PlotCall {
  readonly plot: Plot | undefined;
  readonly #context: Context;
  readonly #columns: readonly (PlotColumn | undefined)[];
  #needsOffset = false;

  constructor(site: Site, { kind, parameters, columns }: PlotSpec) {
    const { context, fixed } = site;
    this.#context = context;
    if (context.isRequested) {
      this.#columns = [];
      return;
    }
    const written = columns.filter(({ argument, isAlways }) => isAlways || fixed[argument] === undefined);
    const options: Record<string, number | string | boolean | null> = {};
    for (const [argument, name] of parameters.entries()) {
      if (name === 'title' || written.some((column) => column.argument === argument)) continue;
      const value = fixed[argument];
      if (value !== undefined) options[name] = optionOf(value);
      else if (name === 'offset') this.#needsOffset = true;
    }
    const title = fixed[parameters.indexOf('title')];
    this.plot = context.outputs.declarePlot({
      kind,
      title: typeof title === 'string' ? title : '',
      options,
      columns: written.map(({ name }) => name),
      path: site.path,
      start: site.start,
      end: site.end,
    });
    const { plot } = this;
    this.#columns = columns.map((column) =>
      written.includes(column) ? plot.column(column.name) : undefined,
    );
  }

  /** The column of the spec's n-th entry, undefined where the value is an option or nothing is to be written. */
  column(n: number): PlotColumn | undefined {
    return this.#columns[n];
  }

  get bar(): number {
    return this.#context.bar;
  }

  /** Has to be called on the first bar: the one option that may be unknown until then. */
  setOffset(offset: number | undefined): void {
    if (this.#needsOffset && offset !== undefined) this.plot?.setOption('offset', optionOf(offset));
  }
}

function optionOf(value: unknown): number | string | boolean | null {
  if (typeof value === 'number') return Number.isNaN(value) ? null : value;
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}
