import { createStore } from 'zustand/vanilla';
import type { SeriesKey } from '../../../../src-shared/domain/series.ts';
import { seriesName } from '../../../../src-shared/domain/series.ts';
import type { ScriptFeed } from '../../../lib/scripts/script-feed.ts';
import { scriptRequests } from '../../../lib/scripts/script-requests.ts';
import type { ScriptRunRequest } from '../../../lib/scripts/script-run.ts';
import type { ChartSurface } from '../surface/chart-surface.ts';
import type { ChartScript } from './chart-script.ts';
import { type FaceOfScript, faceOf } from './face-of-script.ts';
import { type LegendValue, LegendValues } from './legend-values.ts';
import { type PanePlace, ScriptPanes } from './script-panes.ts';
import { ScriptView } from './script-view.ts';
import { valueText } from './value-text.ts';

/** What React shows of the scripts; changes seldom. */
export interface ScriptLayerState {
  readonly faces: Readonly<Record<string, FaceOfScript>>;
  readonly places: readonly PanePlace[];
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
/** Bars that are coloured anew one by one; more are a new window. */
const fewRows = 3;

/** All scripts of one chart. */
export class ScriptLayer {
  readonly state = createStore<ScriptLayerState>(() => ({ faces: {}, places: [], maximised: null }));
  readonly panes: ScriptPanes;
  readonly #parts: ScriptLayerParts;
  readonly #views = new Map<string, ScriptView>();
  readonly #legends = new Map<string, LegendValues>();
  #order: readonly string[] = [];
  #series: SeriesKey | undefined;
  #depth = depths[0] as number;
  #isStateDue = false;
  #isClosed = false;
  readonly #unwatchDrafts: () => void;

  constructor(parts: ScriptLayerParts) {
    this.#parts = parts;
    this.panes = new ScriptPanes(parts.surface);
    this.#unwatchDrafts = scriptRequests.subscribe((now, before) => {
      for (const view of this.#views.values()) {
        const { script } = view.script;
        if (now.drafts[script] !== before.drafts[script]) this.#start(view, true);
      }
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
      view.close();
    }
    for (const script of scripts) {
      const known = this.#views.get(script.key);
      if (known !== undefined) {
        const before = known.script;
        known.setScript(script);
        if (before.script !== script.script || !isSame(before.inputs, script.inputs))
          this.#start(known, true);
        continue;
      }
      const view = this.#makeView(script);
      this.#views.set(script.key, view);
      if (script.isOverlay === false) view.place(false);
      this.#start(view, false);
    }
    this.#order = scripts.map(({ key }) => key);
    this.panes.order(this.#order);
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
    for (const view of this.#views.values()) this.#start(view, false);
  }

  /** The library's series hold other bars. */
  onWindow(isNew: boolean): void {
    this.panes.anchor(isNew);
    const length = this.#parts.surface.feed?.store.length ?? 0;
    const depth = depths.find((one) => one >= length) ?? (depths.at(-1) as number);
    if (depth <= this.#depth) return;
    this.#depth = depth;
    for (const view of this.#views.values()) this.#start(view, true);
  }

  /** A script of the library has another text. */
  rerun(script: string): void {
    for (const view of this.#views.values()) if (view.script.script === script) this.#start(view, true);
  }

  applyTexts(): void {
    for (const view of this.#views.values()) view.applyText();
  }

  repaint(): void {
    for (const view of this.#views.values()) view.repaint();
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
          text: valueText(view?.picture?.declared, item, surface.priceText, locale).format(value),
          colour,
        })),
      );
    }
  }

  /** The legend as it is written now. */
  writtenLegends(): readonly WrittenLegend[] {
    const { faces, places } = this.state.getState();
    return this.#order.flatMap((key) => {
      const face = faces[key];
      if (face === undefined) return [];
      const values = (this.#legends.get(key)?.shown ?? []).filter(({ text }) => text !== '');
      const top = places.find((place) => place.key === key)?.top;
      return [{ title: face.title, summary: face.summary, values, top }];
    });
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
      legendBottom: () => legendTop + legendLine * this.#overlays(),
      onState: () => this.#tellSoon(),
      onRows: (view, fromRow) => {
        if (view.hasBarColours || fromRow === 0) this.#recolourBars(fromRow, view);
        this.#parts.onValues();
      },
      onPaint: () => this.#notePlaces(),
    });
  }

  #overlays(): number {
    let count = 0;
    for (const key of this.#views.keys()) if (!this.panes.has(key)) count += 1;
    return count;
  }

  #start(view: ScriptView, keepsPicture: boolean): void {
    const series = this.#series;
    if (series === undefined) {
      view.clear();
      return;
    }
    const { script, inputs } = view.script;
    const draft = scriptRequests.getState().drafts[script];
    const request: ScriptRunRequest = {
      script: draft === undefined ? { id: script } : { source: draft },
      instrument: series.instrument,
      timeframe: series.timeframe,
      priceSide: series.priceSide,
      inputs,
      bars: this.#depth,
    };
    view.start(request, keepsPicture);
  }

  #recolourBars(fromRow: number, view?: ScriptView): void {
    if (this.#isClosed) return;
    const hasColours = [...this.#views.values()].some((one) => one.hasBarColours);
    const { surface } = this.#parts;
    const had = surface.barColourAt !== undefined;
    surface.barColourAt = hasColours ? this.barColourAt : undefined;
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
      const before = this.state.getState().faces;
      for (const key of this.#order) {
        const view = this.#views.get(key);
        if (view !== undefined) faces[key] = faceOf(view.script, view.run?.state.getState(), before[key]);
      }
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

function isSame(a: object, b: object): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
