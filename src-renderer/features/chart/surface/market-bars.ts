import {
  HistogramSeries,
  type IChartApiBase,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesPrimitive,
  LineStyle,
  type Time,
} from 'lightweight-charts';
import type { CandleColumns } from '../../../../src-shared/domain/candle.ts';
import type { ChartStyle } from '../chart-settings.ts';
import type { BarStore } from '../model/bar-store.ts';
import type { BarRun } from '../model/chart-window.ts';
import { heikinAshi, heikinAshiWarmUp } from '../model/heikin-ashi.ts';
import type { ChartColours } from './chart-colours.ts';
import type { PriceText } from './price-text.ts';
import {
  hasVolumeIn,
  isOhlcStyle,
  type PriceData,
  priceDataAt,
  type VolumeColours,
  volumeColours,
  volumeDataAt,
} from './series-data.ts';
import { addPriceSeries, type PriceSeries, styleColours } from './series-styles.ts';

/** Share of the height, at the bottom, that volume takes. */
const volumeShare = 0.18;
/** More bars than these are cheaper given to the library all anew. */
const mostUpdates = 2;

/** A market's bars in the library: the price in its style, the volume below it, the line of the newest price. */
export class MarketBars {
  /** The colour of the bar that opens then, where it has another than usual. */
  colourAt: ((time: number) => string | undefined) | undefined;
  readonly #chart: IChartApiBase<Time>;
  readonly #volume: ISeriesApi<'Histogram', Time>;
  /** Never seen. To change it has the library paint all panes without laying them out, which no primitive can ask for. */
  readonly #painter: IPriceLine;
  readonly #primitives = new Set<ISeriesPrimitive<Time>>();
  #price: PriceSeries;
  #style: ChartStyle;
  #text: PriceText;
  #colours: ChartColours;
  #volumeColours: VolumeColours;
  #lastPrice: IPriceLine | undefined;
  #hasVolume = true;
  #isVolumeKnown = false;

  constructor(chart: IChartApiBase<Time>, style: ChartStyle, colours: ChartColours, text: PriceText) {
    this.#chart = chart;
    this.#style = style;
    this.#text = text;
    this.#colours = colours;
    this.#volumeColours = volumeColours(colours);
    this.#volume = chart.addSeries(HistogramSeries, {
      priceScaleId: 'volume',
      priceFormat: { type: 'volume' },
      lastValueVisible: false,
      priceLineVisible: false,
    });
    this.#painter = this.#volume.createPriceLine({ price: 0, lineVisible: false, axisLabelVisible: false });
    chart.priceScale('volume').applyOptions({ scaleMargins: { top: 1 - volumeShare, bottom: 0 } });
    this.#price = addPriceSeries(chart, style, colours);
    this.#applyText();
    this.#makeRoomForVolume();
  }

  get price(): PriceSeries {
    return this.#price;
  }

  get style(): ChartStyle {
    return this.#style;
  }

  /** Whether any bar that is held has a volume: series of quotes have none at all. */
  get isVolumeKnown(): boolean {
    return this.#isVolumeKnown;
  }

  clear(): void {
    this.#price.setData([]);
    this.#volume.setData([]);
  }

  setAll(store: BarStore, { start, end }: BarRun): void {
    const raw = store.slice(start, end);
    const bars = this.#drawn(store, start, end, raw);
    const skip = bars.length - raw.length;
    this.#price.setData(Array.from(raw.time, (_, index) => this.#priceData(bars, index + skip)));
    const isKnown = hasVolumeIn(raw);
    if (isKnown !== this.#isVolumeKnown) {
      this.#isVolumeKnown = isKnown;
      this.#makeRoomForVolume();
    }
    const colours = this.#volumeColours;
    this.#volume.setData(
      this.#hasVolume && isKnown ? Array.from(raw.time, (_, index) => volumeDataAt(raw, index, colours)) : [],
    );
  }

  /** Takes the newest bars from an index on. False when they all have to be set anew instead. */
  update(store: BarStore, from: number, end: number): boolean {
    if (end - from > mostUpdates) return false;
    const raw = store.slice(from, end);
    if (!this.#isVolumeKnown && hasVolumeIn(raw)) return false;
    const bars = this.#drawn(store, from, end, raw);
    const skip = bars.length - raw.length;
    for (let index = 0; index < raw.length; index += 1) {
      this.#price.update(this.#priceData(bars, index + skip));
      if (this.#hasVolume && this.#isVolumeKnown)
        this.#volume.update(volumeDataAt(raw, index, this.#volumeColours));
    }
    return true;
  }

  /** Colours some of the newest bars anew. False when they all have to be set anew instead. */
  recolour(store: BarStore, from: number, end: number): boolean {
    if (this.#style === 'heikin-ashi') return false;
    const bars = store.slice(from, end);
    for (let index = 0; index < bars.length; index += 1) {
      const isOlder = index < bars.length - 1;
      this.#price.update(this.#priceData(bars, index), isOlder);
    }
    return true;
  }

  /** Paints everything again with the next frame. */
  repaint(): void {
    this.#painter.applyOptions({});
  }

  /** The bars have to be set anew after it. */
  setStyle(style: ChartStyle): void {
    this.#style = style;
    for (const primitive of this.#primitives) this.#price.detachPrimitive(primitive);
    this.#chart.removeSeries(this.#price);
    this.#lastPrice = undefined;
    this.#price = addPriceSeries(this.#chart, style, this.#colours);
    this.#applyText();
    for (const primitive of this.#primitives) this.#price.attachPrimitive(primitive);
  }

  /** The bars have to be set anew after it. */
  setColours(colours: ChartColours): void {
    this.#colours = colours;
    this.#volumeColours = volumeColours(colours);
    this.#price.applyOptions(styleColours(this.#style, colours));
    this.#lastPrice?.applyOptions({ color: colours.textDim, axisLabelTextColor: colours.ground });
  }

  setText(text: PriceText): void {
    this.#text = text;
    this.#applyText();
  }

  /** True when the bars have to be set anew after it. */
  setVolume(hasVolume: boolean): boolean {
    if (hasVolume === this.#hasVolume) return false;
    this.#hasVolume = hasVolume;
    this.#makeRoomForVolume();
    return true;
  }

  setBaseline(price: number): void {
    if (this.#style !== 'baseline' || !Number.isFinite(price)) return;
    this.#price.applyOptions({ baseValue: { type: 'price', price } });
  }

  /** Draws the line of the newest price; unknown takes it away. */
  setLastPrice(price: number, colour = this.#colours.textDim): void {
    if (!Number.isFinite(price)) {
      if (this.#lastPrice !== undefined) this.#price.removePriceLine(this.#lastPrice);
      this.#lastPrice = undefined;
      return;
    }
    const options = {
      price,
      color: colour,
      lineWidth: 1 as const,
      lineStyle: LineStyle.Dotted,
      axisLabelVisible: true,
      axisLabelTextColor: this.#colours.ground,
      title: '',
    };
    if (this.#lastPrice === undefined) this.#lastPrice = this.#price.createPriceLine(options);
    else this.#lastPrice.applyOptions(options);
  }

  attach(primitive: ISeriesPrimitive<Time>): void {
    this.#primitives.add(primitive);
    this.#price.attachPrimitive(primitive);
  }

  detach(primitive: ISeriesPrimitive<Time>): void {
    if (this.#primitives.delete(primitive)) this.#price.detachPrimitive(primitive);
  }

  /** As the style shows them; averaged bars come with the ones before that they are made of. */
  #drawn(store: BarStore, start: number, end: number, raw: CandleColumns): CandleColumns {
    return this.#style === 'heikin-ashi' ? heikinAshi(store.slice(start - heikinAshiWarmUp, end)) : raw;
  }

  #applyText(): void {
    const text = this.#text;
    const formatter = (value: number) => text.format(value);
    this.#price.applyOptions({ priceFormat: { type: 'custom', minMove: text.axisStep, formatter } });
  }

  #priceData(bars: CandleColumns, index: number): PriceData {
    const data = priceDataAt(bars, index, this.#style);
    const color = this.colourAt?.(bars.time[index] as number);
    if (color === undefined) return data;
    return isOhlcStyle(this.#style)
      ? { ...data, color, wickColor: color, borderColor: color }
      : { ...data, color };
  }

  #makeRoomForVolume(): void {
    const isShown = this.#hasVolume && this.#isVolumeKnown;
    this.#volume.applyOptions({ visible: isShown });
    const bottom = isShown ? volumeShare + 0.04 : 0.08;
    this.#chart.priceScale('right').applyOptions({ scaleMargins: { top: 0.1, bottom } });
  }
}
