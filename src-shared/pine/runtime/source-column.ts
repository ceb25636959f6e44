import type { ConstantValue } from '../check/program.ts';
import type { Bars } from './bars.ts';
import type { PlotColumn } from './outputs.ts';

/** What may be given for a source: the name of a price, or another script's plot, which may go on growing. */
export type GivenSource = ConstantValue | Float64Array | PlotColumn | undefined;

export function isColumn(given: GivenSource): given is Float64Array | PlotColumn {
  if (given instanceof Float64Array) return true;
  return typeof given === 'object' && given !== null && (given as PlotColumn).values instanceof Float64Array;
}

/** The series a source input stands for: a price of the bars, or a column of another script's. */
export class SourceColumn {
  readonly #bars: Bars;
  readonly #name: string;
  readonly #column: PlotColumn | undefined;

  constructor(bars: Bars, source: GivenSource) {
    this.#bars = bars;
    if (isColumn(source)) this.#column = source instanceof Float64Array ? { values: source } : source;
    this.#name = typeof source === 'string' ? source : 'close';
  }

  at(bar: number): number {
    if (this.#column !== undefined) return this.#column.values[bar] ?? Number.NaN;
    const { open, high, low, close, volume, time } = this.#bars;
    const o = open[bar] as number;
    const h = high[bar] as number;
    const l = low[bar] as number;
    const c = close[bar] as number;
    switch (this.#name) {
      case 'close':
        return c;
      case 'open':
        return o;
      case 'high':
        return h;
      case 'low':
        return l;
      case 'volume':
        return volume[bar] as number;
      case 'time':
        return time[bar] as number;
      case 'hl2':
        return (h + l) / 2;
      case 'hlc3':
        return (h + l + c) / 3;
      case 'ohlc4':
        return (o + h + l + c) / 4;
      case 'hlcc4':
        return (h + l + c + c) / 4;
      default:
        return Number.NaN;
    }
  }
}
