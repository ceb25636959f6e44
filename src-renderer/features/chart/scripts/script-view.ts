import type { ScriptFeed } from '../../../lib/scripts/script-feed.ts';
import type { RunChange, ScriptRun, ScriptRunRequest } from '../../../lib/scripts/script-run.ts';
import { visibleBars, xOfIndex } from '../model/chart-view.ts';
import type { ChartSurface } from '../surface/chart-surface.ts';
import type { ChartScript } from './chart-script.ts';
import { BarSpan } from './paint/bar-span.ts';
import type { Painting } from './paint/painting.ts';
import { display, type PlotItem } from './paint/plot-item.ts';
import { colourText, isInvisible } from './paint/script-colour.ts';
import { type ValueRange, visibleRange } from './paint/value-range.ts';
import type { ScriptPanes } from './script-panes.ts';
import { type PaneOfScript, ScriptPicture } from './script-picture.ts';
import { type AxisLabel, type PaintLayer, ScriptPrimitive } from './script-primitive.ts';
import { scaleOf } from './script-scale.ts';
import { valueText } from './value-text.ts';

export interface ScriptViewParts {
  readonly surface: ChartSurface;
  readonly panes: ScriptPanes;
  readonly feed: ScriptFeed;
  /** Where the legend of the price's pane ends. */
  legendBottom(): number;
  locale(): string;
  isLogarithmic(): boolean;
  /** Something that the legend or the panel tells has changed. */
  onState(): void;
  /** Rows from this one on have other values; Infinity for drawings only. */
  onRows(view: ScriptView, fromRow: number): void;
  onPaint(): void;
}

interface KnownLabel {
  readonly value: number;
  readonly solid: number;
  readonly label: AxisLabel;
}

const ownLegendBottom = 24;
const valueKinds = new Set(['plot', 'plotarrow', 'plotcandle', 'plotbar']);

/** One script on the chart: its run, its picture, and where in the chart library it is painted. */
export class ScriptView {
  readonly key: string;
  readonly #parts: ScriptViewParts;
  #script: ChartScript;
  #run: ScriptRun | undefined;
  /** Runs with other inputs or another text; takes over when it has something to show. */
  #next: ScriptRun | undefined;
  #unwatch: (() => void)[] = [];
  #picture: ScriptPicture | undefined;
  readonly #span = new BarSpan();
  #spanKey: readonly unknown[] = [];
  #price: ScriptPrimitive | undefined;
  #own: ScriptPrimitive | undefined;
  /** Writing numbers is dear; most stay from painting to painting. */
  #labelsKnown = new WeakMap<PlotItem, KnownLabel>();

  constructor(script: ChartScript, parts: ScriptViewParts) {
    this.key = script.key;
    this.#script = script;
    this.#parts = parts;
  }

  get script(): ChartScript {
    return this.#script;
  }

  get picture(): ScriptPicture | undefined {
    return this.#picture;
  }

  /** The run whose state counts: the newest. */
  get run(): ScriptRun | undefined {
    return this.#next ?? this.#run;
  }

  get isShown(): boolean {
    return !this.#script.isHidden && this.#picture !== undefined;
  }

  setScript(script: ChartScript): void {
    const before = this.#script;
    this.#script = script;
    if (script.looks !== before.looks) this.#draw();
    else if (script.isHidden !== before.isHidden) {
      this.#applyLayers();
      this.repaint();
    }
  }

  /** Starts over; what is shown stays until the new run has something to show, unless it is of another series. */
  start(request: ScriptRunRequest, keepsPicture: boolean): void {
    this.#next?.stop();
    this.#next = undefined;
    for (const stop of this.#unwatch.splice(0)) stop();
    if (!keepsPicture) this.clear();
    const run = this.#parts.feed.start(request);
    this.#next = run;
    const stops = [
      run.onChange((change) => this.#onChange(run, change)),
      run.state.subscribe(() => this.#onState(run)),
    ];
    // The one that is shown goes on until then.
    const shown = this.#run;
    if (shown !== undefined) stops.push(shown.onChange((change) => this.#onChange(shown, change)));
    this.#unwatch = stops;
    this.#parts.onState();
  }

  /** Shows nothing any more. */
  clear(): void {
    for (const stop of this.#unwatch.splice(0)) stop();
    this.#run?.stop();
    this.#next?.stop();
    this.#run = undefined;
    this.#next = undefined;
    this.#picture = undefined;
    this.#applyLayers();
    this.repaint();
    this.#parts.onRows(this, 0);
  }

  close(): void {
    this.clear();
    if (this.#price !== undefined) this.#leavePrices(this.#price);
    this.#parts.panes.remove(this.key);
  }

  repaint(): void {
    this.#price?.repaint();
    this.#own?.repaint();
  }

  /** Makes room before the script has said where it is drawn: so does what was known of it last. */
  place(isOverlay: boolean, hasForced = false): void {
    const { surface, panes } = this.#parts;
    const needsPrice = isOverlay || hasForced;
    if (needsPrice && this.#price === undefined) {
      this.#price = this.#primitive('price');
      surface.attach(this.#price);
      surface.pricePane().attachPrimitive(this.#price.behind);
    } else if (!needsPrice && this.#price !== undefined) {
      this.#leavePrices(this.#price);
      this.#price = undefined;
    }
    if (!isOverlay && this.#own === undefined) {
      this.#own = this.#primitive('own');
      panes.add(this.key, this.#own);
      this.applyText();
    } else if (isOverlay && this.#own !== undefined) {
      panes.remove(this.key);
      this.#own = undefined;
    }
  }

  applyText(): void {
    this.#labelsKnown = new WeakMap();
    const { surface, panes } = this.#parts;
    const text = valueText(this.#picture?.declared, undefined, surface.priceText, this.#parts.locale());
    panes.setText(this.key, text);
  }

  /** Plots with their values at a bar, as the legend tells them. */
  valuesAt(
    index: number,
  ): readonly { readonly item: PlotItem; readonly value: number; readonly colour: number }[] {
    const picture = this.#picture;
    if (picture === undefined) return [];
    this.#locate(picture);
    const found = [];
    for (const item of picture.items) {
      if (!valueKinds.has(item.declared.kind) || !item.isShownAt(display.statusLine)) continue;
      const time = this.#parts.surface.feed?.store.timeAt(index - item.offset) ?? Number.NaN;
      const row = Number.isFinite(time) ? picture.columns.rowAtOrAfter(time) : -1;
      const isThere = row >= 0 && row < picture.columns.length && picture.columns.time[row] === time;
      const name = item.column('value') === undefined ? 'close' : 'value';
      const value = isThere ? item.valueAt(row, name) : Number.NaN;
      const colourName = item.declared.kind === 'plotarrow' ? (value < 0 ? 'colordown' : 'colorup') : 'color';
      found.push({ item, value, colour: isThere ? item.colours(colourName)(row) : Number.NaN });
    }
    return found;
  }

  /** `barcolor` of the bar that opens then. */
  barColourAt(time: number): string | undefined {
    const picture = this.#picture;
    if (picture === undefined || this.#script.isHidden) return undefined;
    let colour: string | undefined;
    for (const item of picture.items) {
      if (item.declared.kind !== 'barcolor' || item.isHidden) continue;
      const row = picture.columns.rowAtOrAfter(time);
      if (row >= picture.columns.length || picture.columns.time[row] !== time) continue;
      const shifted = row - item.offset;
      const found = shifted < item.firstRow ? Number.NaN : item.colours()(shifted);
      if (!isInvisible(found)) colour = colourText(found);
    }
    return colour;
  }

  get hasBarColours(): boolean {
    return this.#picture?.items.some(({ declared }) => declared.kind === 'barcolor') ?? false;
  }

  #onState(run: ScriptRun): void {
    if (run === this.#next && run.state.getState().fault !== undefined) this.#promote();
    else if (run === this.#run) {
      const { declared } = run.state.getState();
      if (declared !== undefined && declared !== this.#picture?.declared) this.#draw();
    }
    this.#parts.onState();
  }

  #onChange(run: ScriptRun, change: RunChange): void {
    if (run === this.#next) {
      const { declared, fault } = run.state.getState();
      const isWhole = declared !== undefined && run.columns.generation === declared.generation;
      if (isWhole || fault !== undefined) this.#promote();
      return;
    }
    if (run !== this.#run) return;
    const isOther =
      run.columns !== this.#picture?.columns || run.state.getState().declared !== this.#picture.declared;
    if (isOther || change.hasDrawings) this.#draw();
    else this.repaint();
    this.#parts.onRows(this, change.fromRow);
  }

  #promote(): void {
    const next = this.#next;
    if (next === undefined) return;
    this.#run?.stop();
    this.#run = next;
    this.#next = undefined;
    if (next.state.getState().fault !== undefined) this.#picture = undefined;
    this.#draw();
    this.#parts.onRows(this, 0);
    this.#parts.onState();
  }

  #draw(): void {
    const run = this.#run;
    const { declared, fault } = run?.state.getState() ?? {};
    if (run !== undefined && declared !== undefined && fault === undefined) {
      this.#picture = new ScriptPicture(declared, run.columns, run.drawings, this.#script.looks);
      this.place(declared.isOverlay, this.#picture.hasForcedOverlay);
      this.applyText();
    }
    this.#applyLayers();
    this.repaint();
  }

  #applyLayers(): void {
    const picture = this.#script.isHidden ? undefined : this.#picture;
    const layersIn = (pane: PaneOfScript) => picture?.layersIn(pane) ?? new Set<PaintLayer>();
    this.#price?.setLayers(layersIn('price'));
    this.#own?.setLayers(layersIn('own'));
  }

  #leavePrices(primitive: ScriptPrimitive): void {
    const { surface } = this.#parts;
    surface.detach(primitive);
    surface.pricePane().detachPrimitive(primitive.behind);
  }

  #primitive(pane: PaneOfScript): ScriptPrimitive {
    return new ScriptPrimitive({
      paint: (context, layer) => this.#paint(context, pane, layer),
      range: () => this.#range(pane),
      labels: () => this.#labels(pane),
      yOf: (value) => this.#yOf(pane, value),
      onUpdate: () => this.#parts.onPaint(),
    });
  }

  #yOf(pane: PaneOfScript, value: number): number {
    const { surface, panes } = this.#parts;
    return pane === 'own'
      ? panes.yOf(this.key, value)
      : (surface.series.priceToCoordinate(value) ?? Number.NaN);
  }

  #locate(picture: ScriptPicture): boolean {
    const { feed, view } = this.#parts.surface;
    if (feed === undefined || feed.store.length === 0) return false;
    const { store, barMs } = feed;
    const { columns, reach } = picture;
    const width = this.#parts.surface.width();
    const key = [
      columns,
      columns.generation,
      columns.length,
      store.first,
      store.end,
      view,
      width,
      reach,
      store,
    ];
    if (key.every((part, at) => part === this.#spanKey[at])) return true;
    this.#spanKey = key;
    const { from, to } = visibleBars(view, width);
    this.#span.locate(columns, store, barMs, from, to, reach);
    return true;
  }

  #paint(context: CanvasRenderingContext2D, pane: PaneOfScript, layer: PaintLayer): void {
    const { surface, panes } = this.#parts;
    const picture = this.#picture;
    if (picture === undefined || this.#script.isHidden || !this.#locate(picture)) return;
    const { view, colours } = surface;
    const width = surface.width();
    const height = pane === 'own' ? panes.heightOf(this.key) : surface.height();
    const isLinear = pane === 'own' || !this.#parts.isLogarithmic();
    const valueAt = (y: number) =>
      pane === 'own' ? panes.valueAt(this.key, y) : (surface.series.coordinateToPrice(y) ?? Number.NaN);
    const painting: Painting = {
      context,
      width,
      height,
      spacing: view.spacing,
      span: this.#span,
      colours,
      hasPrices: pane === 'price',
      xOf: (index) => xOfIndex(view, width, index),
      yOf: scaleOf((value) => this.#yOf(pane, value), valueAt, height, isLinear),
    };
    if (layer === 'tables') {
      picture.paintTables(painting, pane, pane === 'own' ? ownLegendBottom : this.#parts.legendBottom());
    } else picture.paint(painting, pane, layer);
  }

  #range(pane: PaneOfScript): ValueRange | undefined {
    const picture = this.#picture;
    if (picture === undefined || this.#script.isHidden || !this.#locate(picture)) return undefined;
    if (pane === 'price' && picture.declared.settings.scale === 'none') return undefined;
    // Drawings far from the bars would squeeze them; in its own pane a script has the scale for itself.
    return visibleRange(picture.itemsIn(pane), this.#span, pane === 'own' ? picture.drawings : undefined);
  }

  #labels(pane: PaneOfScript): readonly AxisLabel[] {
    const picture = this.#picture;
    if (picture === undefined || this.#script.isHidden) return [];
    const labels: AxisLabel[] = [];
    const row = picture.columns.length - 1;
    for (const item of picture.itemsIn(pane)) {
      if (item.declared.kind !== 'plot' || !item.isShownAt(display.priceScale)) continue;
      const value = item.valueAt(row);
      const colour = item.colours()(row);
      if (Number.isNaN(value) || isInvisible(colour)) continue;
      const known = this.#labelsKnown.get(item);
      const solid = (colour | 0xff) >>> 0;
      const isKnown = known !== undefined && known.value === value && known.solid === solid;
      const label = isKnown ? known.label : this.#labelOf(picture, item, value, solid);
      if (!isKnown) this.#labelsKnown.set(item, { value, solid, label });
      labels.push(label);
    }
    return labels;
  }

  #labelOf(picture: ScriptPicture, item: PlotItem, value: number, solid: number): AxisLabel {
    const text = valueText(picture.declared, item, this.#parts.surface.priceText, this.#parts.locale());
    return { value, text: text.format(value), colour: colourText(solid), ink: inkOn(solid) };
  }
}

/** Black or white, whichever can be read on the colour. */
function inkOn(colour: number): string {
  const [red, green, blue] = [(colour >>> 24) & 0xff, (colour >>> 16) & 0xff, (colour >>> 8) & 0xff];
  return red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? '#000000' : '#ffffff';
}
