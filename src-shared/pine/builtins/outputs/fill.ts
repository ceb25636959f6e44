import type { Plot, PlotColumn } from '../../runtime/outputs.ts';
import type { BuiltinFunction, Site, Stateful } from '../builtin.ts';
import { PlotCall } from './plot-call.ts';
import { specOf } from './plots.ts';

const between = (type: string, first: string, second: string) =>
  `${first}: series ${type}, ${second}: series ${type}`;
const lines = `${between('hline', 'hline1', 'hline2')}, color: series color = color.gray, title: const string = "", editable: input bool = true, fillgaps: const bool = false, display: input plot_display = display.all, transp: input int|float = ?`;
const plots = `${between('plot', 'plot1', 'plot2')}, color: series color = color.gray, title: const string = "", editable: input bool = true, show_last: input int = ?, fillgaps: const bool = false, display: input plot_display = display.all, transp: input int|float = ?`;
const gradient = `${between('plot', 'plot1', 'plot2')}, top_value: series int|float, bottom_value: series int|float, top_color: series color, bottom_color: series color, title: const string = "", display: input plot_display = display.all, fillgaps: const bool = false, editable: input bool = true`;

const specs = [
  specOf('fill', lines, ['color']),
  specOf('fill', plots, ['color']),
  specOf('fill', gradient, ['top_value!', 'bottom_value!', 'top_color!', 'bottom_color!']),
] as const;

class Filling implements Stateful {
  readonly #call: PlotCall;
  readonly #columns: readonly (PlotColumn | undefined)[];
  #isFirst = true;

  constructor(site: Site) {
    this.#call = new PlotCall(site, specs[site.signature] ?? specs[1]);
    this.#columns = [0, 1, 2, 3].map((n) => this.#call.column(n));
  }

  /** Behind the two plots: a colour, or values and colours of top and bottom. */
  next(first: Plot | null, second: Plot | null, a: number, b: number, c: number, d: number): void {
    const { bar, plot } = this.#call;
    if (this.#isFirst) {
      this.#isFirst = false;
      plot?.setOption('plot1', first?.id ?? null);
      plot?.setOption('plot2', second?.id ?? null);
    }
    const [color, bottom, topColor, bottomColor] = this.#columns;
    if (color !== undefined) color.values[bar] = a;
    if (bottom === undefined || topColor === undefined || bottomColor === undefined) return;
    bottom.values[bar] = b;
    topColor.values[bar] = c;
    bottomColor.values[bar] = d;
  }

  save(): void {
    // Columns are written by bar.
  }

  restore(): void {
    // Columns are written by bar.
  }
}

export const fill: BuiltinFunction = {
  kind: 'function',
  name: 'fill',
  documentation:
    'Fills the space between two plots or two horizontal lines: with one colour, or from the colour of a top value to that of a bottom value.',
  signatures: [`(${lines}) void`, `(${plots}) void`, `(${gradient}) void`],
  implementation: { kind: 'state', create: (site) => new Filling(site) },
};
