import { ScriptError } from './budget.ts';
import type { Context } from './context.ts';
import type { HeapObject } from './heap.ts';

/*
 * What scripts draw beside plots. Drawings live on the heap, so that an open bar that runs again finds them as they were; x is
 * a bar's number or a time in milliseconds UTC, as `xloc` says; colours are 0xRRGGBBAA, NaN for none.
 */

export abstract class Drawing implements HeapObject {
  epoch: number;
  readonly id: number;
  isDeleted = false;

  constructor(epoch: number, id: number) {
    this.epoch = epoch;
    this.id = id;
  }

  capture(): unknown {
    return { ...this };
  }

  revert(captured: unknown): void {
    Object.assign(this, captured);
  }
}

export class LineDrawing extends Drawing {
  x1 = Number.NaN;
  y1 = Number.NaN;
  x2 = Number.NaN;
  y2 = Number.NaN;
  xloc = 'bar_index';
  extend = 'none';
  color = Number.NaN;
  style = 'style_solid';
  width = 1;
  isForcedOverlay = false;
}

export class LabelDrawing extends Drawing {
  x = Number.NaN;
  y = Number.NaN;
  text = '';
  xloc = 'bar_index';
  yloc = 'price';
  color = Number.NaN;
  style = 'style_label_down';
  textColor = Number.NaN;
  size: string | number = 'normal';
  textAlign = 'center';
  tooltip = '';
  fontFamily = 'default';
  formatting = 'none';
  isForcedOverlay = false;
}

export class BoxDrawing extends Drawing {
  left = Number.NaN;
  top = Number.NaN;
  right = Number.NaN;
  bottom = Number.NaN;
  borderColor = Number.NaN;
  borderWidth = 1;
  borderStyle = 'style_solid';
  extend = 'none';
  xloc = 'bar_index';
  background = Number.NaN;
  text = '';
  textSize: string | number = 'auto';
  textColor = Number.NaN;
  textHorizontal = 'center';
  textVertical = 'center';
  textWrap = 'none';
  fontFamily = 'default';
  formatting = 'none';
  isForcedOverlay = false;
}

export class LinefillDrawing extends Drawing {
  line1: LineDrawing | null = null;
  line2: LineDrawing | null = null;
  color = Number.NaN;
}

export interface PolylinePoint {
  readonly x: number;
  readonly y: number;
}

export class PolylineDrawing extends Drawing {
  points: readonly PolylinePoint[] = [];
  isCurved = false;
  isClosed = false;
  xloc = 'bar_index';
  lineColor = Number.NaN;
  fillColor = Number.NaN;
  lineStyle = 'style_solid';
  lineWidth = 1;
  isForcedOverlay = false;
}

export interface TableCell {
  readonly text: string;
  /** Percent of the pane, 0 to fit the text. */
  readonly width: number;
  readonly height: number;
  readonly textColor: number;
  readonly textHorizontal: string;
  readonly textVertical: string;
  readonly textSize: string | number;
  readonly background: number;
  readonly tooltip: string;
  readonly fontFamily: string;
  readonly formatting: string;
}

export interface MergedCells {
  readonly startColumn: number;
  readonly startRow: number;
  readonly endColumn: number;
  readonly endRow: number;
}

export class TableDrawing extends Drawing {
  position = 'top_right';
  columns = 0;
  rows = 0;
  background = Number.NaN;
  frameColor = Number.NaN;
  frameWidth = 0;
  borderColor = Number.NaN;
  borderWidth = 0;
  isForcedOverlay = false;
  /** By row * columns + column. Cells are replaced, never changed. */
  cells = new Map<number, TableCell>();
  merged: readonly MergedCells[] = [];

  override capture(): unknown {
    return { ...this, cells: new Map(this.cells) };
  }
}

export interface DrawingTypes {
  line: LineDrawing;
  label: LabelDrawing;
  box: BoxDrawing;
  linefill: LinefillDrawing;
  polyline: PolylineDrawing;
  table: TableDrawing;
}
export type DrawingKind = keyof DrawingTypes;

/** Unless the declaration says otherwise (`max_lines_count` …), and the most it may say. */
const usualCount = 50;
const mostCount: Readonly<Record<DrawingKind, number>> = {
  line: 500,
  label: 500,
  box: 500,
  linefill: 500,
  polyline: 100,
  table: 9,
};
const settingNames: Readonly<Partial<Record<DrawingKind, string>>> = {
  line: 'max_lines_count',
  label: 'max_labels_count',
  box: 'max_boxes_count',
  polyline: 'max_polylines_count',
};

/** The drawings of one kind, oldest first. */
class DrawingList<T extends Drawing> implements HeapObject {
  epoch = 0;
  items: T[] = [];

  capture(): unknown {
    return this.items.slice();
  }

  revert(captured: unknown): void {
    this.items = captured as T[];
  }
}

/** All drawings of a context. */
export class Drawings {
  readonly #context: Context;
  readonly #lists: { readonly [K in DrawingKind]: DrawingList<DrawingTypes[K]> } = {
    line: new DrawingList(),
    label: new DrawingList(),
    box: new DrawingList(),
    linefill: new DrawingList(),
    polyline: new DrawingList(),
    table: new DrawingList(),
  };
  #made = 0;
  #madeOnBar = 0;
  #bar = -1;

  constructor(context: Context) {
    this.#context = context;
  }

  static of(context: Context): Drawings {
    return context.shared('drawings', () => new Drawings(context));
  }

  /** What exists now, oldest first. */
  all<K extends DrawingKind>(kind: K): readonly DrawingTypes[K][] {
    return this.#lists[kind].items;
  }

  /** Adds one and, beyond the limit of its kind, deletes the oldest. Undefined in a requested context, where nothing is drawn. */
  make<K extends DrawingKind>(
    kind: K,
    create: (epoch: number, id: number) => DrawingTypes[K],
  ): DrawingTypes[K] | undefined {
    const { heap, bar, isRequested } = this.#context;
    if (isRequested) return undefined;
    if (bar !== this.#bar) {
      this.#bar = bar;
      this.#madeOnBar = 0;
    }
    this.#madeOnBar += 1;
    if (this.#madeOnBar > this.#context.budget.limits.drawingsPerBar) {
      throw new ScriptError('This bar makes too many drawings.');
    }
    const list: DrawingList<DrawingTypes[K]> = this.#lists[kind];
    heap.touch(list);
    this.#made += 1;
    const made = create(heap.epoch, this.#made);
    list.items.push(made);
    while (list.items.length > this.#limitOf(kind)) this.#drop(kind, list.items[0]);
    return made;
  }

  delete(kind: DrawingKind, drawing: Drawing): void {
    if (drawing.isDeleted) return;
    this.#context.heap.touch(this.#lists[kind]);
    this.#drop(kind, drawing);
    if (kind !== 'line') return;
    const fills = this.#lists.linefill.items.filter(
      ({ line1, line2 }) => (line1 as Drawing | null) === drawing || (line2 as Drawing | null) === drawing,
    );
    for (const fill of fills) this.delete('linefill', fill);
  }

  #drop(kind: DrawingKind, drawing: Drawing | undefined): void {
    if (drawing === undefined) return;
    this.#context.heap.touch(drawing);
    drawing.isDeleted = true;
    const items = this.#lists[kind].items as Drawing[];
    const at = items.indexOf(drawing);
    if (at >= 0) items.splice(at, 1);
  }

  #limitOf(kind: DrawingKind): number {
    const setting = settingNames[kind];
    const asked = setting === undefined ? undefined : this.#context.settings[setting];
    if (typeof asked === 'number' && asked >= 1) return Math.min(asked, mostCount[kind]);
    return setting === undefined ? mostCount[kind] : usualCount;
  }
}
