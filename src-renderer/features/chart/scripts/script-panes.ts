import { type ISeriesApi, LineSeries, type Time, type UTCTimestamp } from 'lightweight-charts';
import type { ChartSurface } from '../surface/chart-surface.ts';
import { clampHeight } from './chart-script.ts';
import type { ScriptPrimitive } from './script-primitive.ts';
import type { Seat } from './script-seats.ts';
import type { ValueText } from './value-text.ts';

interface Seated {
  readonly key: string;
  readonly seat: Seat;
  /** Without a series there is no scale. This one shows nothing. */
  readonly carrier: ISeriesApi<'Line', Time>;
  readonly primitive: ScriptPrimitive;
}

export interface PanePlace {
  /** Of the script whose pane it is. */
  readonly key: string;
  readonly top: number;
  readonly height: number;
}

/** Share of all others together that a maximised pane leaves them: next to nothing. */
const squeezed = 0.0001;
const separator = 1;
/** Bars from the right border of the view within which the carriers' value stays. */
const anchorReach = 20;

/**
 * The scripts that are not on the prices' own scale: those in panes under the price's, several in one where they are put
 * together, and those over the bars with a scale of their own.
 */
export class ScriptPanes {
  readonly #surface: ChartSurface;
  #seated: Seated[] = [];
  /** The panes from the top, by their keys. */
  #order: readonly string[] = [];
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

  /** Puts a script into a pane, which is made where it is not there yet. */
  seat(key: string, primitive: ScriptPrimitive, seat: Seat): void {
    const before = this.#find(key);
    if (before !== undefined && before.seat.pane === seat.pane && before.seat.scale === seat.scale) return;
    const { chart } = this.#surface;
    const isOverBars = seat.pane === 'price';
    const there = this.#seated.find((one) => one.seat.pane === seat.pane && one.key !== key);
    const carrier = chart.addSeries(
      LineSeries,
      {
        priceScaleId: seat.scale === 'none' ? `script ${key}` : seat.scale,
        lineVisible: false,
        pointMarkersVisible: false,
        crosshairMarkerVisible: false,
        lastValueVisible: false,
        priceLineVisible: false,
        // Its one value counts for nothing; the script says what the scale has to hold.
        autoscaleInfoProvider: () =>
          primitive.autoscaleInfo() ?? { priceRange: { minValue: 0, maxValue: 1 } },
      },
      isOverBars ? 0 : (there?.carrier.getPane().paneIndex() ?? chart.panes().length),
    );
    // After the new one is there, so that a pane that it only changes its scale in stays.
    if (before !== undefined) this.#take(before);
    const scaleMargins = isOverBars ? { top: 0.1, bottom: 0.22 } : { top: 0.12, bottom: 0.08 };
    carrier.priceScale().applyOptions({ scaleMargins });
    const seated: Seated = { key, seat, carrier, primitive };
    this.#seated.push(seated);
    if (Number.isNaN(this.#anchored)) this.anchor(true);
    else this.#anchor(seated);
    carrier.attachPrimitive(primitive);
    carrier.getPane().attachPrimitive(primitive.behind);
    this.#arrange();
  }

  remove(key: string): void {
    const seated = this.#find(key);
    if (seated === undefined) return;
    this.#take(seated);
    this.#arrange();
  }

  #take(seated: Seated): void {
    this.#seated = this.#seated.filter((one) => one !== seated);
    const { carrier, primitive, seat } = seated;
    carrier.detachPrimitive(primitive);
    carrier.getPane().detachPrimitive(primitive.behind);
    // The library takes away a pane that has no series left.
    this.#surface.chart.removeSeries(carrier);
    const isGone = !this.#seated.some((one) => one.seat.pane === seat.pane);
    if (isGone && this.#maximised === seat.pane) this.#maximised = null;
  }

  /** Puts the panes in this order. */
  order(panes: readonly string[]): void {
    this.#order = panes;
    this.#arrange();
  }

  #arrange(): void {
    const panes = this.#panes();
    const isInOrder = panes.every(({ carrier }, at) => carrier.getPane().paneIndex() === at + 1);
    if (!isInOrder) for (const [at, { carrier }] of panes.entries()) carrier.getPane().moveTo(at + 1);
    const hasLeft = this.#seated.some(({ seat }) => seat.scale === 'left');
    this.#surface.setLeftAxis(hasLeft);
    this.applyHeights(this.#heights);
  }

  /** One of each pane under the price's, from the top. */
  #panes(): readonly Seated[] {
    const first = new Map<string, Seated>();
    for (const one of this.#seated)
      if (one.seat.pane !== 'price' && !first.has(one.seat.pane)) first.set(one.seat.pane, one);
    const place = ({ seat }: Seated) => {
      const at = this.#order.indexOf(seat.pane);
      return at < 0 ? this.#order.length : at;
    };
    return [...first.values()].sort((a, b) => place(a) - place(b));
  }

  #find(key: string): Seated | undefined {
    return this.#seated.find((one) => one.key === key);
  }

  /** As shares of the price's pane. */
  applyHeights(heights: ReadonlyMap<string, number>): void {
    this.#heights = heights;
    const maximised = this.#maximised;
    this.#surface.pricePane().setStretchFactor(maximised === null ? 1 : squeezed);
    for (const { seat, carrier } of this.#panes()) {
      const height = clampHeight(heights.get(seat.pane) ?? Number.NaN);
      carrier
        .getPane()
        .setStretchFactor(maximised === null ? height : maximised === seat.pane ? 1 : squeezed);
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
      this.#panes().map(({ seat, carrier }) => [
        seat.pane,
        clampHeight(carrier.getPane().getStretchFactor() / price),
      ]),
    );
  }

  places(): PanePlace[] {
    let top = this.#surface.height() + separator;
    return this.#panes().map(({ seat, carrier }) => {
      const height = carrier.getPane().getHeight();
      const place = { key: seat.pane, top, height };
      top += height + separator;
      return place;
    });
  }

  yOf(key: string, value: number): number {
    const carrier = this.#find(key)?.carrier;
    return carrier?.priceToCoordinate(value) ?? Number.NaN;
  }

  valueAt(key: string, y: number): number {
    const carrier = this.#find(key)?.carrier;
    return carrier?.coordinateToPrice(y) ?? Number.NaN;
  }

  heightOf(key: string): number {
    return this.#find(key)?.carrier.getPane().getHeight() ?? 0;
  }

  setText(key: string, text: ValueText): void {
    const carrier = this.#find(key)?.carrier;
    carrier?.applyOptions({
      priceFormat: { type: 'custom', minMove: text.step, formatter: (value: number) => text.format(value) },
    });
  }

  /** Other bars are in the library's series. A scale needs a value that is not left of what can be seen. */
  anchor(isNewWindow: boolean): void {
    const { window, view } = this.#surface;
    if (!isNewWindow && this.#anchored > view.right - anchorReach) return;
    this.#anchored = window.end - 1;
    for (const seated of this.#seated) this.#anchor(seated);
  }

  #anchor({ carrier }: Seated): void {
    const { feed } = this.#surface;
    const time = feed?.store.timeAt(this.#anchored) ?? Number.NaN;
    carrier.setData(Number.isFinite(time) ? [{ time: (time / 1000) as UTCTimestamp, value: 0 }] : []);
  }
}
