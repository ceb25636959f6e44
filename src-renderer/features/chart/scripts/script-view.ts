import { type SeriesKey, seriesName } from '../../../../src-shared/domain/series.ts';
import type { ScriptFeed } from '../../../lib/scripts/script-feed.ts';
import type {
  DeclaredScript,
  RunChange,
  ScriptRun,
  ScriptRunRequest,
} from '../../../lib/scripts/script-run.ts';
import { visibleBars, xOfIndex } from '../model/chart-view.ts';
import type { ChartSurface } from '../surface/chart-surface.ts';
import type { ChartScript } from './chart-script.ts';
import { BarSpan } from './paint/bar-span.ts';
import type { Painting, TooltipArea } from './paint/painting.ts';
import { display, type PlotItem } from './paint/plot-item.ts';
import { colourText, isInvisible } from './paint/script-colour.ts';
import { type ValueRange, visibleRange } from './paint/value-range.ts';
import type { ScriptPanes } from './script-panes.ts';
import { type PaneOfScript, ScriptPicture } from './script-picture.ts';
import { type AxisLabel, type PaintLayer, ScriptPrimitive } from './script-primitive.ts';
import { scaleOf } from './script-scale.ts';
import { isWithPrices, type Seat } from './script-seats.ts';
import { valueText } from './value-text.ts';

export interface ScriptViewParts {
  readonly surface: ChartSurface;
  readonly panes: ScriptPanes;
  readonly feed: ScriptFeed;
  /** Where the legend of a pane ends, from the pane's top. */
  legendBottom(pane: string): number;
  /** Arguments of the declaration that say how a script's numbers are written. */
  settingsOf(key: string): DeclaredScript['settings'] | undefined;
  /** Where a script is to be drawn; undefined while nobody knows. */
  seatOf(key: string): Seat | undefined;
  locale(): string;
  isLogarithmic(): boolean;
  /** Something that the legend or the panel tells has changed. */
  onState(): void;
  /** Rows from this one on have other values; Infinity for drawings only. */
  onRows(view: ScriptView, fromRow: number): void;
  onPaint(): void;
}

/** To run over the bars of a chart. */
export type SeriesRunRequest = ScriptRunRequest & SeriesKey;

interface KnownLabel {
  readonly value: number;
  readonly solid: number;
  readonly label: AxisLabel;
}

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
  /** Of the picture; the chart may be on its way to another. */
  #series = '';
  readonly #span = new BarSpan();
  #spanKey: readonly unknown[] = [];
  #price: ScriptPrimitive | undefined;
  #own: ScriptPrimitive | undefined;
  #seat: Seat | undefined;
  #request: SeriesRunRequest | undefined;
  #trouble = '';
  /** Of the last painting, by what was painted on and the layer. */
  readonly #tooltips: Record<string, readonly TooltipArea[]> = {};
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

  /** What was run last; undefined where nothing is to run. */
  get request(): ScriptRunRequest | undefined {
    return this.#request;
  }

  /** Why it cannot be run; empty where it can. */
  get trouble(): string {
    return this.#trouble;
  }

  /** The pane that it is drawn in; undefined while nobody knows. */
  get pane(): string | undefined {
    return this.#seat?.pane;
  }

  /** Of what is at a place of a pane, the uppermost; undefined for nothing. */
  tooltipAt(pane: string, x: number, y: number): TooltipArea | undefined {
    if (this.#script.isHidden || !this.#isHere()) return undefined;
    const on = (role: PaneOfScript) =>
      ['front', 'tables'].flatMap((layer) => this.#tooltips[`${role} ${layer}`] ?? []);
    const areas = [...(pane === 'price' ? on('price') : []), ...(pane === this.#seat?.pane ? on('own') : [])];
    return areas.findLast(
      (one) => x >= one.x && x <= one.x + one.width && y >= one.y && y <= one.y + one.height,
    );
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

  /** Starts over; what is shown stays until the new run has something to show, as long as its bars are shown too. */
  start(request: SeriesRunRequest): void {
    this.#next?.stop();
    this.#next = undefined;
    for (const stop of this.#unwatch.splice(0)) stop();
    this.#request = request;
    this.#trouble = '';
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

  /** It cannot be run, for the reason that is told. */
  stall(trouble: string): void {
    if (this.#trouble === trouble) return;
    this.clear();
    this.#trouble = trouble;
    this.#parts.onState();
  }

  /** Shows nothing any more. */
  clear(): void {
    this.#request = undefined;
    this.#trouble = '';
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
    this.#parts.surface.repaint();
  }

  /** To where it is to be drawn now. Before the script has said so, what was known of it last makes its room. */
  takeSeat(): void {
    const seat = this.#parts.seatOf(this.key);
    const before = this.#seat;
    if (seat === undefined || (before?.pane === seat.pane && before.scale === seat.scale)) return;
    const isOther = before === undefined || isWithPrices(before) !== isWithPrices(seat);
    this.#seat = seat;
    if (isOther && this.#picture !== undefined) this.#draw();
    else this.#place();
  }

  #place(): void {
    const seat = this.#seat;
    if (seat === undefined) return;
    const { surface, panes } = this.#parts;
    const isOnPrices = isWithPrices(seat);
    const needsPrice = isOnPrices || this.#picture?.hasForcedOverlay === true;
    if (needsPrice && this.#price === undefined) {
      this.#price = this.#primitive('price');
      surface.bars.attach(this.#price);
      surface.pricePane().attachPrimitive(this.#price.behind);
    } else if (!needsPrice && this.#price !== undefined) {
      this.#leavePrices(this.#price);
      this.#price = undefined;
    }
    if (!isOnPrices) {
      this.#own ??= this.#primitive('own');
      panes.seat(this.key, this.#own, seat);
      this.applyText();
    } else if (this.#own !== undefined) {
      panes.remove(this.key);
      this.#own = undefined;
    }
    this.#applyLayers();
  }

  applyText(): void {
    this.#labelsKnown = new WeakMap();
    const { surface, panes } = this.#parts;
    const text = valueText(
      this.#parts.settingsOf(this.key),
      undefined,
      surface.priceText,
      this.#parts.locale(),
    );
    panes.setText(this.key, text);
  }

  /** Plots with their values at a bar, as the legend tells them. */
  valuesAt(
    index: number,
  ): readonly { readonly item: PlotItem; readonly value: number; readonly colour: number }[] {
    const picture = this.#picture;
    if (picture === undefined) return [];
    const isHere = this.#locate(picture);
    const found = [];
    for (const item of picture.items) {
      if (!valueKinds.has(item.declared.kind) || !item.isShownAt(display.statusLine)) continue;
      const time = this.#parts.surface.feed?.store.timeAt(index - item.offset) ?? Number.NaN;
      const at = Number.isFinite(time) ? picture.columns.rowAtOrAfter(time) : -1;
      const isThere = isHere && at >= 0 && at < picture.columns.length && picture.columns.time[at] === time;
      const name = item.column('value') === undefined ? 'close' : 'value';
      const row = isThere ? standingRow(picture, item, at, name) : at;
      const value = isThere ? item.valueAt(row, name) : Number.NaN;
      const colourName = item.declared.kind === 'plotarrow' ? (value < 0 ? 'colordown' : 'colorup') : 'color';
      found.push({ item, value, colour: isThere ? item.colours(colourName)(row) : Number.NaN });
    }
    return found;
  }

  /** `barcolor` of the bar that opens then. */
  barColourAt(time: number): string | undefined {
    const picture = this.#picture;
    if (picture === undefined || this.#script.isHidden || !this.#isHere()) return undefined;
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
    this.#series = this.#request === undefined ? '' : seriesName(this.#request);
    if (next.state.getState().fault !== undefined) this.#picture = undefined;
    this.#draw();
    this.#parts.onRows(this, 0);
    this.#parts.onState();
  }

  #draw(): void {
    const run = this.#run;
    const { declared, fault } = run?.state.getState() ?? {};
    if (run !== undefined && declared !== undefined && fault === undefined) {
      // Where it is drawn may hang on what it says of itself.
      this.#seat = this.#parts.seatOf(this.key) ?? this.#seat;
      const isOnPrices = this.#seat === undefined ? declared.isOverlay : isWithPrices(this.#seat);
      const { looks } = this.#script;
      this.#picture = new ScriptPicture(declared, run.columns, run.drawings, looks, isOnPrices);
      this.#place();
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
    surface.bars.detach(primitive);
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
      : (surface.bars.price.priceToCoordinate(value) ?? Number.NaN);
  }

  /** Whether it is of the bars that are shown. */
  #isHere(): boolean {
    const { feed } = this.#parts.surface;
    return feed !== undefined && seriesName(feed.key) === this.#series;
  }

  #locate(picture: ScriptPicture): boolean {
    const { feed, view } = this.#parts.surface;
    if (feed === undefined || feed.store.length === 0 || !this.#isHere()) return false;
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
    const tooltips: TooltipArea[] = [];
    if (layer === 'front' || layer === 'tables') this.#tooltips[`${pane} ${layer}`] = tooltips;
    const isLinear = pane === 'own' || !this.#parts.isLogarithmic();
    const valueAt = (y: number) =>
      pane === 'own' ? panes.valueAt(this.key, y) : (surface.bars.price.coordinateToPrice(y) ?? Number.NaN);
    const painting: Painting = {
      context,
      width,
      height,
      spacing: view.spacing,
      span: this.#span,
      colours,
      hasPrices: pane === 'price',
      noteTooltip: (area) => tooltips.push(area),
      xOf: (index) => xOfIndex(view, width, index),
      yOf: scaleOf((value) => this.#yOf(pane, value), valueAt, height, isLinear),
    };
    if (layer === 'tables') {
      const seated = pane === 'own' ? this.#seat?.pane : 'price';
      picture.paintTables(painting, pane, this.#parts.legendBottom(seated ?? 'price'));
    } else picture.paint(painting, pane, layer);
  }

  #range(pane: PaneOfScript): ValueRange | undefined {
    const picture = this.#picture;
    if (picture === undefined || this.#script.isHidden || !this.#locate(picture)) return undefined;
    // Drawings far from the bars would squeeze them; in its own pane a script has the scale for itself.
    return visibleRange(picture.itemsIn(pane), this.#span, pane === 'own' ? picture.drawings : undefined);
  }

  #labels(pane: PaneOfScript): readonly AxisLabel[] {
    const picture = this.#picture;
    if (picture === undefined || this.#script.isHidden || !this.#isHere()) return [];
    const labels: AxisLabel[] = [];
    for (const item of picture.itemsIn(pane)) {
      if (item.declared.kind !== 'plot' || !item.isShownAt(display.priceScale)) continue;
      const row = standingRow(picture, item, picture.columns.length - 1);
      const value = item.valueAt(row);
      const colour = item.colours()(row);
      if (Number.isNaN(value) || isInvisible(colour)) continue;
      const known = this.#labelsKnown.get(item);
      const solid = (colour | 0xff) >>> 0;
      const isKnown = known !== undefined && known.value === value && known.solid === solid;
      const label = isKnown ? known.label : this.#labelOf(item, value, solid);
      if (!isKnown) this.#labelsKnown.set(item, { value, solid, label });
      labels.push(label);
    }
    return labels;
  }

  #labelOf(item: PlotItem, value: number, solid: number): AxisLabel {
    const text = valueText(
      this.#parts.settingsOf(this.key),
      item,
      this.#parts.surface.priceText,
      this.#parts.locale(),
    );
    return { value, text: text.format(value), colour: colourText(solid), ink: inkOn(solid) };
  }
}

/** A strategy runs on closed bars: while the newest one forms, it stands where it was on the one before. */
function standingRow({ declared, columns }: ScriptPicture, item: PlotItem, row: number, name = 'value') {
  const isForming = declared.script === 'strategy' && row === columns.length - 1 && row > 0;
  return isForming && Number.isNaN(item.valueAt(row, name)) ? row - 1 : row;
}

/** Black or white, whichever can be read on the colour. */
function inkOn(colour: number): string {
  const [red, green, blue] = [(colour >>> 24) & 0xff, (colour >>> 16) & 0xff, (colour >>> 8) & 0xff];
  return red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? '#000000' : '#ffffff';
}
