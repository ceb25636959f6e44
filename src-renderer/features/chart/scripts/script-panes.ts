import { type ISeriesApi, LineSeries, type Time, type UTCTimestamp } from 'lightweight-charts';
import type { ChartSurface } from '../surface/chart-surface.ts';
import { clampHeight } from './chart-script.ts';
import type { ScriptPrimitive } from './script-primitive.ts';
import type { ValueText } from './value-text.ts';

interface Pane {
  readonly key: string;
  /** Without a series a pane has no scale. This one shows nothing. */
  readonly carrier: ISeriesApi<'Line', Time>;
  readonly primitive: ScriptPrimitive;
}

export interface PanePlace {
  readonly key: string;
  readonly top: number;
  readonly height: number;
}

/** Share of all others together that a maximised pane leaves them: next to nothing. */
const squeezed = 0.0001;
const separator = 1;
/** Bars from the right border of the view within which the carriers' value stays. */
const anchorReach = 20;

/** The panes under the price's: one for each script that is not drawn over the bars, in the scripts' order. */
export class ScriptPanes {
  readonly #surface: ChartSurface;
  #panes: Pane[] = [];
  #maximised: string | null = null;
  #heights: ReadonlyMap<string, number> = new Map();
  /** The bar at which the carriers have their value. */
  #anchored = Number.NaN;

  constructor(surface: ChartSurface) {
    this.#surface = surface;
  }

  get maximised(): string | null {
    return this.#maximised;
  }

  get count(): number {
    return this.#panes.length;
  }

  add(key: string, primitive: ScriptPrimitive): void {
    const { chart } = this.#surface;
    const carrier = chart.addSeries(
      LineSeries,
      {
        lineVisible: false,
        pointMarkersVisible: false,
        crosshairMarkerVisible: false,
        lastValueVisible: false,
        priceLineVisible: false,
        // Its one value counts for nothing; the script says what the scale has to hold.
        autoscaleInfoProvider: () =>
          primitive.autoscaleInfo() ?? { priceRange: { minValue: 0, maxValue: 1 } },
      },
      chart.panes().length,
    );
    carrier.priceScale().applyOptions({ scaleMargins: { top: 0.12, bottom: 0.08 } });
    const pane: Pane = { key, carrier, primitive };
    this.#panes.push(pane);
    if (Number.isNaN(this.#anchored)) this.anchor(true);
    else this.#anchor(pane);
    carrier.attachPrimitive(primitive);
    carrier.getPane().attachPrimitive(primitive.behind);
    this.applyHeights(this.#heights);
  }

  remove(key: string): void {
    const pane = this.#panes.find((one) => one.key === key);
    if (pane === undefined) return;
    this.#panes = this.#panes.filter((one) => one !== pane);
    pane.carrier.detachPrimitive(pane.primitive);
    pane.carrier.getPane().detachPrimitive(pane.primitive.behind);
    // The library takes away a pane that has no series left.
    this.#surface.chart.removeSeries(pane.carrier);
    if (this.#maximised === key) this.#maximised = null;
    this.applyHeights(this.#heights);
  }

  has(key: string): boolean {
    return this.#panes.some((one) => one.key === key);
  }

  /** Puts the panes in this order. */
  order(keys: readonly string[]): void {
    const wanted = keys.filter((key) => this.has(key));
    if (wanted.every((key, at) => this.#panes[at]?.key === key)) return;
    this.#panes.sort((a, b) => wanted.indexOf(a.key) - wanted.indexOf(b.key));
    for (const [at, { carrier }] of this.#panes.entries()) carrier.getPane().moveTo(at + 1);
    this.applyHeights(this.#heights);
  }

  /** As shares of the price's pane. */
  applyHeights(heights: ReadonlyMap<string, number>): void {
    this.#heights = heights;
    const maximised = this.#maximised;
    this.#surface.pricePane().setStretchFactor(maximised === null ? 1 : squeezed);
    for (const { key, carrier } of this.#panes) {
      const height = clampHeight(heights.get(key) ?? Number.NaN);
      carrier.getPane().setStretchFactor(maximised === null ? height : maximised === key ? 1 : squeezed);
    }
  }

  /** Null restores all. */
  maximise(key: string | null): void {
    this.#maximised = key;
    this.applyHeights(this.#heights);
  }

  /** Heights as they stand, perhaps dragged by the pointer. Undefined while one is maximised. */
  heights(): ReadonlyMap<string, number> | undefined {
    const price = this.#surface.pricePane().getStretchFactor();
    if (this.#maximised !== null || !(price > 0)) return undefined;
    return new Map(
      this.#panes.map(({ key, carrier }) => [key, clampHeight(carrier.getPane().getStretchFactor() / price)]),
    );
  }

  places(): PanePlace[] {
    let top = this.#surface.height() + separator;
    return this.#panes.map(({ key, carrier }) => {
      const height = carrier.getPane().getHeight();
      const place = { key, top, height };
      top += height + separator;
      return place;
    });
  }

  yOf(key: string, value: number): number {
    const carrier = this.#panes.find((one) => one.key === key)?.carrier;
    return carrier?.priceToCoordinate(value) ?? Number.NaN;
  }

  valueAt(key: string, y: number): number {
    const carrier = this.#panes.find((one) => one.key === key)?.carrier;
    return carrier?.coordinateToPrice(y) ?? Number.NaN;
  }

  heightOf(key: string): number {
    return (
      this.#panes
        .find((one) => one.key === key)
        ?.carrier.getPane()
        .getHeight() ?? 0
    );
  }

  setText(key: string, text: ValueText): void {
    const carrier = this.#panes.find((one) => one.key === key)?.carrier;
    carrier?.applyOptions({
      priceFormat: { type: 'custom', minMove: text.step, formatter: (value: number) => text.format(value) },
    });
  }

  /** Other bars are in the library's series. A scale needs a value that is not left of what can be seen. */
  anchor(isNewWindow: boolean): void {
    const { window, view } = this.#surface;
    if (!isNewWindow && this.#anchored > view.right - anchorReach) return;
    this.#anchored = window.end - 1;
    for (const pane of this.#panes) this.#anchor(pane);
  }

  #anchor({ carrier }: Pane): void {
    const { feed } = this.#surface;
    const time = feed?.store.timeAt(this.#anchored) ?? Number.NaN;
    carrier.setData(Number.isFinite(time) ? [{ time: (time / 1000) as UTCTimestamp, value: 0 }] : []);
  }
}
