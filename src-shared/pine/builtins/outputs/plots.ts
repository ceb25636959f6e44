import type { PlotColumn, PlotKind } from '../../runtime/outputs.ts';
import type { BuiltinFunction, Site, Stateful } from '../builtin.ts';
import { PlotCall, type PlotSpec } from './plot-call.ts';

/*
 * The plotting calls. Values go straight into the plots' columns at the index of the bar, so running an open bar again writes
 * over what was there, and none of them has anything to save.
 */

const shown =
  'editable: input bool = true, show_last: input int = ?, display: input plot_display = display.all, format: input string = ?, precision: input int = ?, force_overlay: const bool = false';
const background =
  'offset: simple int = 0, editable: input bool = true, show_last: input int = ?, title: const string = "", display: input plot_display = display.all';
/** Versions 4 and 5 had it; it thins colours that are not thinned already. */
const transp = 'transp: input int|float = ?';

/** True and numbers but 0 are 1, false is 0, na stays na. */
function flag(value: number | boolean | null): number {
  if (typeof value === 'number') return value;
  if (value === null) return Number.NaN;
  return value ? 1 : 0;
}

function write(column: PlotColumn | undefined, bar: number, value: number): void {
  if (column !== undefined) column.values[bar] = value;
}

abstract class Plotting implements Stateful {
  protected readonly call: PlotCall;
  #isFirst = true;

  constructor(site: Site, spec: PlotSpec) {
    this.call = new PlotCall(site, spec);
  }

  abstract next(...values: never[]): unknown;

  /** The offset may be known only on the first bar. */
  protected begin(offset: number | undefined): void {
    if (!this.#isFirst) return;
    this.#isFirst = false;
    this.call.setOffset(offset);
  }

  protected column(n: number): PlotColumn | undefined {
    return this.call.column(n);
  }

  save(): void {
    // Columns are written by bar.
  }

  restore(): void {
    // Columns are written by bar.
  }
}

interface PlottingParts {
  readonly kind: PlotKind;
  readonly name: string;
  readonly parameters: string;
  readonly result: string;
  readonly documentation: string;
  /** Name of a column and of its parameter, `!` behind those that are columns even when constant. */
  readonly columns: readonly string[];
  readonly create: (site: Site, spec: PlotSpec) => Stateful;
}

function plotting(parts: PlottingParts): BuiltinFunction {
  const { kind, name, parameters, result, documentation, columns, create } = parts;
  const spec = specOf(kind, parameters, columns);
  return {
    kind: 'function',
    name,
    documentation,
    signatures: [`(${parameters}) ${result}`],
    implementation: { kind: 'state', create: (site) => create(site, spec) },
  };
}

export function specOf(kind: PlotKind, parameters: string, columns: readonly string[]): PlotSpec {
  const names = parameters.split(', ').map((part) => part.slice(0, part.indexOf(':')));
  return {
    kind,
    parameters: names,
    columns: columns.map((column) => {
      const [own = '', parameter = own] = column.replace('!', '').split('=');
      return { argument: names.indexOf(parameter), name: own, isAlways: column.endsWith('!') };
    }),
  };
}

class LinePlotting extends Plotting {
  readonly #value = this.column(0);
  readonly #color = this.column(1);

  next(
    series: number,
    _title: unknown,
    color: number,
    _width: unknown,
    _style: unknown,
    _track: unknown,
    _base: unknown,
    offset: number,
  ): unknown {
    this.begin(offset);
    const { bar, plot } = this.call;
    write(this.#value, bar, series);
    write(this.#color, bar, color);
    return plot ?? null;
  }
}

class MarkPlotting extends Plotting {
  readonly #value = this.column(0);
  readonly #color = this.column(1);
  readonly #textColor = this.column(2);

  next(
    series: number | boolean | null,
    _title: unknown,
    _shape: unknown,
    _location: unknown,
    color: number,
    offset: number,
    _text: unknown,
    textColor: number,
  ): void {
    this.begin(offset);
    const { bar } = this.call;
    write(this.#value, bar, flag(series));
    write(this.#color, bar, color);
    write(this.#textColor, bar, textColor);
  }
}

class ArrowPlotting extends Plotting {
  readonly #value = this.column(0);
  readonly #up = this.column(1);
  readonly #down = this.column(2);

  next(series: number, _title: unknown, up: number, down: number, offset: number): void {
    this.begin(offset);
    const { bar } = this.call;
    write(this.#value, bar, series);
    write(this.#up, bar, up);
    write(this.#down, bar, down);
  }
}

/** A bar is drawn only if all its prices are there; high and low are widened to hold open and close. */
abstract class BarPlotting extends Plotting {
  readonly #open = this.column(0);
  readonly #high = this.column(1);
  readonly #low = this.column(2);
  readonly #close = this.column(3);
  readonly #color = this.column(4);

  protected writePrices(open: number, high: number, low: number, close: number, color: number): void {
    const { bar } = this.call;
    const isWhole = !Number.isNaN(open + high + low + close);
    write(this.#open, bar, isWhole ? open : Number.NaN);
    write(this.#high, bar, isWhole ? Math.max(open, high, close) : Number.NaN);
    write(this.#low, bar, isWhole ? Math.min(open, low, close) : Number.NaN);
    write(this.#close, bar, isWhole ? close : Number.NaN);
    write(this.#color, bar, color);
  }
}

class OhlcPlotting extends BarPlotting {
  next(open: number, high: number, low: number, close: number, _title: unknown, color: number): void {
    this.writePrices(open, high, low, close, color);
  }
}

class CandlePlotting extends BarPlotting {
  readonly #wick = this.column(5);
  readonly #border = this.column(6);

  next(
    open: number,
    high: number,
    low: number,
    close: number,
    _title: unknown,
    color: number,
    wick: number,
    _editable: unknown,
    _showLast: unknown,
    border: number,
  ): void {
    this.writePrices(open, high, low, close, color);
    const { bar } = this.call;
    write(this.#wick, bar, wick);
    write(this.#border, bar, border);
  }
}

/** One column, whose argument stands first: backgrounds, bars' colours, conditions. */
class SinglePlotting extends Plotting {
  readonly #value = this.column(0);

  next(value: number | boolean | null, offset: unknown): unknown {
    this.begin(typeof offset === 'number' ? offset : undefined);
    write(this.#value, this.call.bar, flag(value));
    return this.call.plot ?? null;
  }
}

export const plots: readonly BuiltinFunction[] = [
  plotting({
    kind: 'plot',
    name: 'plot',
    parameters: `series: series int|float, title: const string = "", color: series color = color.blue, linewidth: input int = 1, style: input plot_style = plot.style_line, trackprice: input bool = false, histbase: input int|float = 0.0, offset: simple int = 0, join: input bool = false, ${shown}, linestyle: input plot_line_style = plot.linestyle_solid, ${transp}`,
    result: 'series plot',
    documentation:
      'Draws a series as a line, area, columns, circles … in the script’s pane. Gives what `fill` takes.',
    columns: ['value=series!', 'color'],
    create: (site, spec) => new LinePlotting(site, spec),
  }),
  plotting({
    kind: 'plotshape',
    name: 'plotshape',
    parameters: `series: series int|float|bool, title: const string = "", style: input string = shape.xcross, location: input string = location.abovebar, color: series color = color.blue, offset: simple int = 0, text: const string = "", textcolor: series color = na, editable: input bool = true, size: const string = size.auto, show_last: input int = ?, display: input plot_display = display.all, format: input string = ?, precision: input int = ?, force_overlay: const bool = false, ${transp}`,
    result: 'void',
    documentation:
      'Marks bars with a shape where the series is true, or neither 0 nor na. At `location.absolute` the value is the price.',
    columns: ['value=series!', 'color', 'textcolor'],
    create: (site, spec) => new MarkPlotting(site, spec),
  }),
  plotting({
    kind: 'plotchar',
    name: 'plotchar',
    parameters: `series: series int|float|bool, title: const string = "", char: input string = "★", location: input string = location.abovebar, color: series color = color.blue, offset: simple int = 0, text: const string = "", textcolor: series color = na, editable: input bool = true, size: const string = size.auto, show_last: input int = ?, display: input plot_display = display.all, format: input string = ?, precision: input int = ?, force_overlay: const bool = false, ${transp}`,
    result: 'void',
    documentation:
      'Marks bars with a character where the series is true, or neither 0 nor na. At `location.absolute` the value is the price.',
    columns: ['value=series!', 'color', 'textcolor'],
    create: (site, spec) => new MarkPlotting(site, spec),
  }),
  plotting({
    kind: 'plotarrow',
    name: 'plotarrow',
    parameters: `series: series int|float, title: const string = "", colorup: series color = color.green, colordown: series color = color.red, offset: simple int = 0, minheight: input int = 5, maxheight: input int = 100, ${shown}, ${transp}`,
    result: 'void',
    documentation:
      'An arrow up for positive, down for negative values, as long as the value is large among the others. 0 and na draw nothing.',
    columns: ['value=series!', 'colorup', 'colordown'],
    create: (site, spec) => new ArrowPlotting(site, spec),
  }),
  plotting({
    kind: 'plotcandle',
    name: 'plotcandle',
    parameters:
      'open: series int|float, high: series int|float, low: series int|float, close: series int|float, title: const string = "", color: series color = na, wickcolor: series color = na, editable: input bool = true, show_last: input int = ?, bordercolor: series color = na, display: input plot_display = display.all, format: input string = ?, precision: input int = ?, force_overlay: const bool = false',
    result: 'void',
    documentation: 'Candles of four series. One is drawn only where all four are there.',
    columns: ['open!', 'high!', 'low!', 'close!', 'color', 'wickcolor', 'bordercolor'],
    create: (site, spec) => new CandlePlotting(site, spec),
  }),
  plotting({
    kind: 'plotbar',
    name: 'plotbar',
    parameters: `open: series int|float, high: series int|float, low: series int|float, close: series int|float, title: const string = "", color: series color = na, ${shown}`,
    result: 'void',
    documentation: 'Bars of four series. One is drawn only where all four are there.',
    columns: ['open!', 'high!', 'low!', 'close!', 'color'],
    create: (site, spec) => new OhlcPlotting(site, spec),
  }),
  plotting({
    kind: 'hline',
    name: 'hline',
    parameters:
      'price: input int|float, title: const string = "", color: input color = color.blue, linestyle: input hline_style = hline.style_solid, linewidth: input int = 1, editable: input bool = true, display: input plot_display = display.all',
    result: 'series hline',
    documentation: 'A horizontal line at a price that does not change. Gives what `fill` takes.',
    columns: ['value=price'],
    create: (site, spec) => new SinglePlotting(site, spec),
  }),
  plotting({
    kind: 'bgcolor',
    name: 'bgcolor',
    parameters: `color: series color, ${background}, force_overlay: const bool = false, ${transp}`,
    result: 'void',
    documentation: 'Colours the background behind bars; na leaves it.',
    columns: ['color!'],
    create: (site, spec) => new SinglePlotting(site, spec),
  }),
  plotting({
    kind: 'barcolor',
    name: 'barcolor',
    parameters: `color: series color, ${background}`,
    result: 'void',
    documentation: 'Colours the bars of the chart; na leaves them.',
    columns: ['color!'],
    create: (site, spec) => new SinglePlotting(site, spec),
  }),
  plotting({
    kind: 'alertcondition',
    name: 'alertcondition',
    parameters: 'condition: series bool, title: const string = "Alert", message: const string = ""',
    result: 'void',
    documentation:
      'Offers a condition on which an alert may be set. The message may hold placeholders such as `{{close}}` and `{{ticker}}`.',
    columns: ['value=condition!'],
    create: (site, spec) => new SinglePlotting(site, spec),
  }),
];
