import type { ScriptDrawings } from '../../../../src-shared/contract/scripts.ts';
import type { ScriptColumns } from '../../../lib/scripts/script-columns.ts';
import type { DeclaredScript } from '../../../lib/scripts/script-run.ts';
import type { PlotLook } from './chart-script.ts';
import { paintDrawnBox } from './draw/paint-drawn-boxes.ts';
import { paintDrawnLabel } from './draw/paint-drawn-labels.ts';
import { paintDrawnLine, paintLinefill, paintPolyline } from './draw/paint-drawn-lines.ts';
import { paintDrawnTable } from './draw/paint-drawn-table.ts';
import { paintBackground, paintHorizontal, paintTracking } from './paint/paint-background.ts';
import { paintCandles } from './paint/paint-candles.ts';
import { paintColumns, paintDots } from './paint/paint-columns.ts';
import { paintFill } from './paint/paint-fill.ts';
import { paintLine } from './paint/paint-line.ts';
import { MarkRoom, paintArrows, paintMarks } from './paint/paint-marks.ts';
import type { Painting } from './paint/painting.ts';
import { type PlotItem, plotItems } from './paint/plot-item.ts';

/** What something is painted on: the prices' scale, or the one where the script sits. */
export type PaneOfScript = 'price' | 'own';

/** Under the grid, under the bars, over them. */
type PictureLayer = 'ground' | 'behind' | 'front';

const markKinds = new Set(['plotarrow', 'plotshape', 'plotchar']);
const plotKinds = new Set(['plot', 'plotcandle', 'plotbar', 'hline', 'fill']);

/** All that one script shows, and in which order. Knows nothing of panes, scales and the chart library. */
export class ScriptPicture {
  readonly declared: DeclaredScript;
  readonly columns: ScriptColumns;
  readonly items: readonly PlotItem[];
  readonly drawings: ScriptDrawings | undefined;
  /** How far plots are shifted at most. */
  readonly reach: number;
  readonly #byId: ReadonlyMap<string, PlotItem>;
  readonly #isBehind: boolean;
  readonly #isWithPrices: boolean;
  readonly #items: Readonly<Record<PaneOfScript, readonly PlotItem[]>>;

  constructor(
    declared: DeclaredScript,
    columns: ScriptColumns,
    drawings: ScriptDrawings | undefined,
    looks: Readonly<Record<string, PlotLook>>,
    isWithPrices: boolean,
  ) {
    this.#isWithPrices = isWithPrices;
    this.declared = declared;
    this.columns = columns;
    this.drawings = drawings;
    this.items = plotItems(declared.plots, columns, looks);
    this.#byId = new Map(this.items.map((item) => [item.id, item]));
    this.reach = this.items.reduce((most, { offset }) => Math.max(most, Math.abs(offset)), 0);
    this.#isBehind = isWithPrices && declared.settings.behind_chart !== false;
    const inPane = (pane: PaneOfScript) =>
      this.items.filter((item) => this.#isIn(pane, item.flag('force_overlay')));
    this.#items = { price: inPane('price'), own: inPane('own') };
  }

  get hasForcedOverlay(): boolean {
    if (this.items.some((item) => item.flag('force_overlay'))) return true;
    const { drawings } = this;
    if (drawings === undefined) return false;
    const { lines, labels, boxes, polylines, tables } = drawings;
    return [lines, labels, boxes, polylines, tables].some((all) => all.some((one) => one.isForcedOverlay));
  }

  /** The plots of one pane. */
  itemsIn(pane: PaneOfScript): readonly PlotItem[] {
    return this.#items[pane];
  }

  /** The layers of a pane in which there is anything to paint. */
  layersIn(pane: PaneOfScript): ReadonlySet<PictureLayer | 'tables'> {
    const layers = new Set<PictureLayer | 'tables'>();
    for (const item of this.itemsIn(pane)) {
      const { kind } = item.declared;
      if (!item.isInPane) continue;
      if (kind === 'bgcolor') layers.add('ground');
      else if (markKinds.has(kind)) layers.add('front');
      else if (plotKinds.has(kind)) layers.add(this.#plotLayer(pane));
    }
    const { drawings } = this;
    if (drawings === undefined) return layers;
    const { lines, boxes, polylines, labels, tables } = drawings;
    const isHere = (one: { readonly isForcedOverlay: boolean }) => this.#isIn(pane, one.isForcedOverlay);
    if (lines.some(isHere) || boxes.some(isHere) || polylines.some(isHere)) layers.add(this.#plotLayer(pane));
    if (labels.some(isHere)) layers.add('front');
    if (tables.some(isHere)) layers.add('tables');
    return layers;
  }

  #plotLayer(pane: PaneOfScript): PictureLayer {
    return this.#isBehind || pane === 'own' ? 'behind' : 'front';
  }

  paint(painting: Painting, pane: PaneOfScript, layer: PictureLayer): void {
    const isPlotLayer = layer === this.#plotLayer(pane);
    const items = this.itemsIn(pane).filter((item) => item.isInPane);
    if (layer === 'ground') this.#paintKinds(painting, items, ['bgcolor']);
    if (isPlotLayer) {
      this.#paintKinds(painting, items, ['fill']);
      this.#paintKinds(painting, items, ['hline']);
      this.#paintKinds(painting, items, ['plotcandle', 'plotbar', 'plot']);
      this.#paintDrawnLines(painting, pane);
    }
    if (layer === 'front') {
      const room = new MarkRoom();
      for (const item of items) {
        const { kind } = item.declared;
        if (kind === 'plotarrow') paintArrows(painting, item, room);
        else if (kind === 'plotshape' || kind === 'plotchar') paintMarks(painting, item, room);
      }
      for (const label of this.drawings?.labels ?? [])
        if (this.#isIn(pane, label.isForcedOverlay)) paintDrawnLabel(painting, label);
    }
  }

  /** Over everything, in a painting of their own: `top` is where the legend ends. */
  paintTables(painting: Painting, pane: PaneOfScript, top: number): void {
    for (const table of this.drawings?.tables ?? [])
      if (this.#isIn(pane, table.isForcedOverlay)) paintDrawnTable(painting, table, top);
  }

  #isIn(pane: PaneOfScript, isForced: boolean): boolean {
    return (this.#isWithPrices || isForced) === (pane === 'price');
  }

  #paintKinds(painting: Painting, items: readonly PlotItem[], kinds: readonly string[]): void {
    for (const item of items) if (kinds.includes(item.declared.kind)) this.#paintItem(painting, item);
  }

  #paintItem(painting: Painting, item: PlotItem): void {
    const { kind } = item.declared;
    if (kind === 'bgcolor') paintBackground(painting, item);
    else if (kind === 'fill') paintFill(painting, item, this.#byId);
    else if (kind === 'hline') paintHorizontal(painting, item);
    else if (kind === 'plotcandle' || kind === 'plotbar') paintCandles(painting, item);
    else this.#paintPlot(painting, item);
  }

  #paintPlot(painting: Painting, item: PlotItem): void {
    const { style } = item;
    if (style === 'columns' || style === 'histogram') paintColumns(painting, item);
    else if (style === 'circles' || style === 'cross') {
      if (item.flag('join')) paintLine(painting, item);
      paintDots(painting, item);
    } else paintLine(painting, item);
    paintTracking(painting, item);
  }

  #paintDrawnLines(painting: Painting, pane: PaneOfScript): void {
    const { drawings } = this;
    if (drawings === undefined) return;
    const isHere = (one: { readonly isForcedOverlay: boolean }) => this.#isIn(pane, one.isForcedOverlay);
    for (const box of drawings.boxes) if (isHere(box)) paintDrawnBox(painting, box);
    const lines = new Map(drawings.lines.filter(isHere).map((line) => [line.id, line]));
    for (const fill of drawings.linefills) paintLinefill(painting, fill, lines);
    for (const polyline of drawings.polylines) if (isHere(polyline)) paintPolyline(painting, polyline);
    for (const line of lines.values()) paintDrawnLine(painting, line);
  }
}
