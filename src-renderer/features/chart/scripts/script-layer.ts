import { createStore } from 'zustand/vanilla';
import { deepestSource } from '../../../../src-shared/contract/script-limits.ts';
import type { PlotSources } from '../../../../src-shared/contract/scripts.ts';
import type { SeriesKey } from '../../../../src-shared/domain/series.ts';
import { seriesName } from '../../../../src-shared/domain/series.ts';
import type { ScriptFeed } from '../../../lib/scripts/script-feed.ts';
import { scriptRequests } from '../../../lib/scripts/script-requests.ts';
import type { DeclaredScript } from '../../../lib/scripts/script-run.ts';
import type { ChartSurface } from '../surface/chart-surface.ts';
import type { ChartScript } from './chart-script.ts';
import { type FaceOfScript, faceOf } from './face-of-script.ts';
import { type LegendValue, LegendValues } from './legend-values.ts';
import type { TooltipArea } from './paint/painting.ts';
import { resolveSources, type ScriptToRun } from './plot-sources.ts';
import { type PanePlace, ScriptPanes } from './script-panes.ts';
import { paneOrder, type Seat, seatOf } from './script-seats.ts';
import { ScriptView, type SeriesRunRequest } from './script-view.ts';
import { valueText } from './value-text.ts';

/** What React shows of the scripts; changes seldom. */
export interface ScriptLayerState {
  readonly faces: Readonly<Record<string, FaceOfScript>>;
  readonly places: readonly PanePlace[];
  /** The pane of each script, `price` for the bars'; those are missing of which it is not known yet. */
  readonly panes: Readonly<Record<string, string>>;
  readonly maximised: string | null;
}

export interface ScriptLayerParts {
  readonly surface: ChartSurface;
  readonly feed: ScriptFeed;
  locale(): string;
  isLogarithmic(): boolean;
  /** The legend's values are old. */
  onValues(): void;
}

/** Before there is a chart. */
export const idleLayerState = createStore<ScriptLayerState>(() => ({
  faces: {},
  places: [],
  panes: {},
  maximised: null,
}));

/** A line of the legend, for a picture of the chart. */
export interface WrittenLegend {
  readonly title: string;
  readonly summary: string;
  readonly values: readonly LegendValue[];
  /** Of its pane; undefined for those over the bars. */
  readonly top: number | undefined;
}

/** How much history runs are given, in steps: further back only where someone looks. */
const depths = [10_000, 20_000, 50_000];
const legendLine = 20;
const legendTop = 46;
const paneLegendTop = 4;
/** Bars that are coloured anew one by one; more are a new window. */
const fewRows = 3;

/** All scripts of one chart. */
export class ScriptLayer {
  readonly state = createStore<ScriptLayerState>(() => ({
    faces: {},
    places: [],
    panes: {},
    maximised: null,
  }));
  readonly panes: ScriptPanes;
  readonly #parts: ScriptLayerParts;
  readonly #views = new Map<string, ScriptView>();
  readonly #legends = new Map<string, LegendValues>();
  #scripts: readonly ChartScript[] = [];
  #series: SeriesKey | undefined;
  #depth = depths[0] as number;
  #isStateDue = false;
  #isClosed = false;
  readonly #unwatchDrafts: () => void;

  constructor(parts: ScriptLayerParts) {
    this.#parts = parts;
    this.panes = new ScriptPanes(parts.surface);
    this.#unwatchDrafts = scriptRequests.subscribe((now, before) => {
      if (now.drafts !== before.drafts) this.#startChanged();
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#unwatchDrafts();
    for (const view of this.#views.values()) view.clear();
    this.#views.clear();
  }

  view(key: string): ScriptView | undefined {
    return this.#views.get(key);
  }

  /** The scripts of the chart, in the order of their panes. */
  set(scripts: readonly ChartScript[]): void {
    const keys = new Set(scripts.map(({ key }) => key));
    for (const [key, view] of this.#views) {
      if (keys.has(key)) continue;
      this.#views.delete(key);
      this.#parts.surface.refitAxis();
      view.close();
    }
    this.#scripts = scripts.map((one) => ({
      ...one,
      isOverlay: this.#views.get(one.key)?.picture?.declared.isOverlay ?? one.isOverlay,
    }));
    for (const script of scripts) {
      const known = this.#views.get(script.key);
      if (known !== undefined && known.script.script === script.script) known.setScript(script);
      else {
        known?.close();
        this.#views.set(script.key, this.#makeView(script));
      }
    }
    this.#takeSeats();
    this.#startChanged();
    this.panes.applyHeights(new Map(scripts.map(({ key, height }) => [key, height])));
    this.#recolourBars(0);
    this.#tellSoon();
  }

  /** Another series. */
  show(series: SeriesKey | undefined): void {
    const name = (key: SeriesKey | undefined) => (key === undefined ? '' : seriesName(key));
    if (name(series) === name(this.#series)) return;
    this.#series = series;
    this.#depth = depths[0] as number;
    for (const view of this.#views.values()) this.#start(view, this.#requestOf(view));
  }

  /** The library's series hold other bars. */
  onWindow(isNew: boolean): void {
    this.panes.anchor(isNew);
    const length = this.#parts.surface.feed?.store.length ?? 0;
    const depth = depths.find((one) => one >= length) ?? (depths.at(-1) as number);
    if (depth <= this.#depth) return;
    this.#depth = depth;
    this.#startChanged();
  }

  /** A script of the library has another text. */
  rerun(script: string): void {
    const reads = (sources: PlotSources = {}): boolean =>
      Object.values(sources).some((one) => isSaved(one.script, script) || reads(one.sources));
    for (const view of this.#views.values()) {
      const { request } = view;
      if (request !== undefined && (isSaved(request.script, script) || reads(request.sources)))
        this.#start(view, this.#requestOf(view));
    }
  }

  /** What failed may have missed a library. */
  rerunFailed(): void {
    for (const view of this.#views.values())
      if (view.run?.state.getState().fault !== undefined) this.#start(view, this.#requestOf(view));
  }

  applyTexts(): void {
    for (const view of this.#views.values()) view.applyText();
  }

  repaint(): void {
    this.#parts.surface.repaint();
  }

  maximise(key: string | null): void {
    this.panes.maximise(key);
    this.#tellSoon();
  }

  /** Where the legend writes a script's values; undefined when it is gone. */
  setLegend(key: string, element: HTMLElement | null): void {
    if (element === null) this.#legends.delete(key);
    else this.#legends.set(key, new LegendValues(element));
    this.#parts.onValues();
  }

  writeLegends(index: number): void {
    const { surface } = this.#parts;
    const locale = this.#parts.locale();
    for (const [key, legend] of this.#legends) {
      const view = this.#views.get(key);
      const values = view === undefined || view.script.isHidden ? [] : view.valuesAt(index);
      legend.show(
        values.map(({ item, value, colour }) => ({
          title: item.declared.title,
          text: valueText(this.#settingsOf(key), item, surface.priceText, locale).format(value),
          colour,
        })),
      );
    }
  }

  /** The legend as it is written now. */
  writtenLegends(): readonly WrittenLegend[] {
    const { faces, places } = this.state.getState();
    const lines = new Map<string, number>();
    return this.#scripts.flatMap(({ key }) => {
      const face = faces[key];
      if (face === undefined) return [];
      const values = (this.#legends.get(key)?.shown ?? []).filter(({ text }) => text !== '');
      const pane = this.#views.get(key)?.pane ?? 'price';
      const place = places.find((one) => one.key === pane);
      const line = lines.get(pane) ?? 0;
      lines.set(pane, line + 1);
      const top = place === undefined ? undefined : place.top + line * legendLine;
      return [{ title: face.title, summary: face.summary, values, top }];
    });
  }

  /** What a script tells of the thing at a place of the chart, and where that is; undefined for nothing. */
  tooltipAt(x: number, y: number): TooltipArea | undefined {
    const place = this.paneAt(y);
    if (place === undefined) return undefined;
    for (const view of [...this.#views.values()].reverse()) {
      const found = view.tooltipAt(place.key, x, y - place.top);
      if (found !== undefined) return { ...found, y: found.y + place.top };
    }
    return undefined;
  }

  /** The pane at a height of the chart, `price` for the bars'; undefined on the time axis. */
  paneAt(y: number): PanePlace | undefined {
    const height = this.#parts.surface.height();
    if (y >= 0 && y <= height) return { key: 'price', top: 0, height };
    return this.panes.places().find((place) => y >= place.top && y <= place.top + place.height);
  }

  readonly barColourAt = (time: number): string | undefined => {
    let colour: string | undefined;
    for (const view of this.#views.values())
      if (view.hasBarColours) colour = view.barColourAt(time) ?? colour;
    return colour;
  };

  #makeView(script: ChartScript): ScriptView {
    return new ScriptView(script, {
      ...this.#parts,
      panes: this.panes,
      legendBottom: (pane) =>
        (pane === 'price' ? legendTop : paneLegendTop) + legendLine * this.#linesIn(pane),
      settingsOf: (key) => this.#settingsOf(key),
      seatOf: (key) => this.#seatOf(key),
      onState: () => this.#tellSoon(),
      onRows: (view, fromRow) => {
        if (view.hasBarColours || fromRow === 0) this.#recolourBars(fromRow, view);
        this.#parts.onValues();
      },
      onPaint: () => this.#notePlaces(),
    });
  }

  /** Lines of a pane's legend. */
  #linesIn(pane: string): number {
    let count = 0;
    for (const view of this.#views.values()) if ((view.pane ?? 'price') === pane) count += 1;
    return count;
  }

  #seatOf(key: string): Seat | undefined {
    const picture = this.#views.get(key)?.picture;
    const declared = this.#views.get(key)?.run?.state.getState().declared ?? picture?.declared;
    const known = this.#scripts.find((one) => one.key === key);
    if (declared !== undefined && known !== undefined && known.isOverlay !== declared.isOverlay) {
      const { isOverlay } = declared;
      this.#scripts = this.#scripts.map((one) => (one === known ? { ...one, isOverlay } : one));
    }
    return seatOf(this.#scripts, key, declared?.settings.scale);
  }

  /** One that has said where it wants to be may take others along, which share its pane. */
  #takeSeats(): void {
    for (const view of this.#views.values()) view.takeSeat();
    this.panes.order(paneOrder(this.#scripts));
  }

  /** What says nothing of its numbers writes them as what it reads: bands of an RSI as the RSI. */
  #settingsOf(key: string, depth = 0): DeclaredScript['settings'] | undefined {
    const view = this.#views.get(key);
    const settings = view?.picture?.declared.settings;
    const isPlain =
      typeof settings?.precision !== 'number' &&
      (settings?.format === undefined || settings.format === 'inherit');
    const [link] = Object.values(view?.script.sources ?? {});
    if (!isPlain || link === undefined || depth >= deepestSource) return settings;
    return this.#settingsOf(link.key, depth + 1) ?? settings;
  }

  #requestOf(view: ScriptView): SeriesRunRequest | { readonly trouble: string } | undefined {
    const series = this.#series;
    if (series === undefined) return undefined;
    const { drafts } = scriptRequests.getState();
    const toRun = (id: string): ScriptToRun => {
      const draft = drafts[id];
      return draft === undefined ? { id } : { source: draft };
    };
    const { script } = view;
    const resolved = resolveSources(this.#scripts, script, toRun);
    if (resolved.trouble !== undefined) return resolved;
    const { sources } = resolved;
    return {
      script: toRun(script.script),
      instrument: series.instrument,
      timeframe: series.timeframe,
      priceSide: series.priceSide,
      inputs: script.inputs,
      ...(Object.keys(sources).length === 0 ? {} : { sources }),
      bars: this.#depth,
    };
  }

  /** Runs anew what would now be another run. */
  #startChanged(): void {
    for (const view of this.#views.values()) {
      const request = this.#requestOf(view);
      const isOther = request === undefined || 'trouble' in request || view.request === undefined;
      if (isOther || !isSame(view.request ?? {}, request)) this.#start(view, request);
    }
  }

  #start(view: ScriptView, request: SeriesRunRequest | { readonly trouble: string } | undefined): void {
    if (request === undefined) view.clear();
    else if ('trouble' in request) view.stall(request.trouble);
    else view.start(request);
  }

  #recolourBars(fromRow: number, view?: ScriptView): void {
    if (this.#isClosed) return;
    const hasColours = [...this.#views.values()].some((one) => one.hasBarColours);
    const { surface } = this.#parts;
    const had = surface.bars.colourAt !== undefined;
    surface.bars.colourAt = hasColours ? this.barColourAt : undefined;
    if (!hasColours && !had) return;
    const rows = (view?.picture?.columns.length ?? Number.POSITIVE_INFINITY) - fromRow;
    surface.recolour(rows <= fewRows ? rows : Number.POSITIVE_INFINITY);
  }

  /** Panes have their heights when they are painted. */
  #notePlaces(): void {
    const places = this.panes.places();
    const known = this.state.getState().places;
    const isSamePlace = (one: PanePlace, at: number) =>
      known[at]?.key === one.key && known[at].top === one.top && known[at].height === one.height;
    if (places.length === known.length && places.every(isSamePlace)) return;
    queueMicrotask(() => this.state.setState({ places }));
  }

  #tellSoon(): void {
    if (this.#isStateDue || this.#isClosed) return;
    this.#isStateDue = true;
    queueMicrotask(() => {
      this.#isStateDue = false;
      if (this.#isClosed) return;
      const faces: Record<string, FaceOfScript> = {};
      const { faces: before, panes: knownPanes } = this.state.getState();
      this.#takeSeats();
      const panes: Record<string, string> = {};
      for (const { key } of this.#scripts) {
        const view = this.#views.get(key);
        if (view === undefined) continue;
        faces[key] = faceOf(view.script, view.run?.state.getState(), before[key], view.trouble);
        if (view.pane !== undefined) panes[key] = view.pane;
      }
      if (!isSame(panes, knownPanes)) this.state.setState({ panes });
      const keys = Object.keys(faces);
      const isSameFaces =
        keys.length === Object.keys(before).length && keys.every((key) => faces[key] === before[key]);
      if (!isSameFaces) this.state.setState({ faces });
      if (this.panes.maximised !== this.state.getState().maximised)
        this.state.setState({ maximised: this.panes.maximised });
      this.#notePlaces();
      this.#parts.onValues();
    });
  }
}

/** Whether that saved script is meant. */
function isSaved(script: ScriptToRun, id: string): boolean {
  return 'id' in script && script.id === id;
}

function isSame(a: object, b: object): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
