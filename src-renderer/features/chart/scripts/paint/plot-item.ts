import type { DeclaredPlot } from '../../../../../src-shared/contract/scripts.ts';
import type { ScriptColumns } from '../../../../lib/scripts/script-columns.ts';
import type { PlotLook } from '../chart-script.ts';
import { alphaOf, thinned } from './script-colour.ts';

/** Bits of `display`. */
export const display = { pane: 1, dataWindow: 2, priceScale: 4, statusLine: 8 } as const;
const everywhere = 31;

/** One plot with its options read and the user's look put over them. Columns are looked up by name. */
export class PlotItem {
  readonly declared: DeclaredPlot;
  readonly style: string;
  readonly width: number;
  readonly lineStyle: string;
  /** Bars it is shifted by. */
  readonly offset: number;
  /** How many of the newest bars are shown. */
  readonly showLast: number;
  readonly display: number;
  readonly isHidden: boolean;
  readonly base: number;
  readonly #look: PlotLook;
  readonly #columns: ScriptColumns;
  readonly #places: ReadonlyMap<string, number>;
  readonly #alpha: number | undefined;

  constructor(declared: DeclaredPlot, firstColumn: number, columns: ScriptColumns, look: PlotLook) {
    this.declared = declared;
    this.#look = look;
    this.#columns = columns;
    this.#places = new Map(declared.columns.map((name, index) => [name, firstColumn + index]));
    this.style = look.style ?? this.text('style', 'line');
    this.width = Math.min(10, Math.max(1, look.width ?? this.number('linewidth', 1)));
    this.lineStyle = look.lineStyle ?? this.text('linestyle', 'solid');
    this.offset = Math.trunc(this.number('offset', 0));
    this.showLast = this.number('show_last', Number.POSITIVE_INFINITY);
    this.display = this.number('display', everywhere);
    this.isHidden = look.isHidden === true;
    this.base = this.number('histbase', 0);
    const thin = declared.options.transp;
    this.#alpha = typeof thin === 'number' ? 1 - Math.min(100, Math.max(0, thin)) / 100 : undefined;
  }

  get id(): string {
    return this.declared.id;
  }

  get isInPane(): boolean {
    return !this.isHidden && (this.display & display.pane) !== 0;
  }

  isShownAt(place: number): boolean {
    return !this.isHidden && (this.display & place) !== 0;
  }

  /** The first row that `show_last` lets through. */
  get firstRow(): number {
    return Number.isFinite(this.showLast) ? Math.max(0, this.#columns.length - this.showLast) : 0;
  }

  get length(): number {
    return this.#columns.length;
  }

  column(name: string): Float64Array | undefined {
    const place = this.#places.get(name);
    return place === undefined ? undefined : this.#columns.column(place);
  }

  number(name: string, fallback: number): number {
    const value = this.declared.options[name];
    return typeof value === 'number' ? value : fallback;
  }

  text(name: string, fallback: string): string {
    const value = this.declared.options[name];
    return typeof value === 'string' ? value : fallback;
  }

  flag(name: string): boolean {
    return this.declared.options[name] === true;
  }

  /** The colour of each row: a column's, or the one that never changes. NaN paints nothing. */
  colours(name = 'color'): (row: number) => number {
    const chosen = name === 'color' ? this.#look.colour : undefined;
    const alpha = this.#alpha;
    const thin = (colour: number) =>
      alpha !== undefined && alphaOf(colour) === 1 ? thinned(colour, alpha) : colour;
    const column = this.column(name);
    if (chosen === undefined && column !== undefined) {
      if (alpha === undefined) return (row) => column[row] as number;
      return (row) => thin(column[row] as number);
    }
    const fixed = chosen ?? thin(this.number(name, Number.NaN));
    return () => fixed;
  }

  /** Undefined where it changes from bar to bar. */
  fixedColour(name = 'color'): number | undefined {
    if (name === 'color' && this.#look.colour !== undefined) return this.#look.colour;
    return this.column(name) === undefined ? this.colours(name)(0) : undefined;
  }

  valueAt(row: number, name = 'value'): number {
    if (row < this.firstRow || row >= this.length) return Number.NaN;
    return this.column(name)?.[row] ?? Number.NaN;
  }

  /** An hline's price. */
  price(): number {
    const column = this.column('value');
    return column === undefined ? this.number('price', Number.NaN) : (column[this.length - 1] ?? Number.NaN);
  }
}

export function plotItems(
  plots: readonly DeclaredPlot[],
  columns: ScriptColumns,
  looks: Readonly<Record<string, PlotLook>>,
): PlotItem[] {
  let column = 0;
  return plots.map((declared) => {
    const item = new PlotItem(declared, column, columns, looks[declared.id] ?? {});
    column += declared.columns.length;
    return item;
  });
}
