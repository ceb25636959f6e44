import {
  ColorType,
  CrosshairMode,
  createChartEx,
  type IChartApiBase,
  type IPaneApi,
  type MouseEventParams,
  PriceScaleMode,
  type Time,
} from 'lightweight-charts';
import type { ChartStyle, ScaleMode } from '../chart-settings.ts';
import type { BarFeed, FeedChange } from '../model/bar-feed.ts';
import {
  type ChartView,
  clampView,
  isAtNewest,
  newestView,
  viewAfterChange,
  visibleBars,
} from '../model/chart-view.ts';
import { type BarRun, firstWindow, movedWindow, windowAround } from '../model/chart-window.ts';
import { AxisWidth } from './axis-width.ts';
import { axisFontSize, type ChartColours, withAlpha } from './chart-colours.ts';
import { MarketBars } from './market-bars.ts';
import type { PriceText } from './price-text.ts';
import type { TimeText } from './time-text.ts';
import { createZonedTimeScale } from './zoned-time-scale.ts';

export interface SurfaceOptions {
  readonly colours: ChartColours;
  readonly style: ChartStyle;
  readonly timeText: TimeText;
  readonly priceText: PriceText;
}

export interface SurfaceListener {
  onView(): void;
  /** Index of the bar under the crosshair, null when it has left. */
  onCrosshair(index: number | null): void;
  /** The library holds other bars: wholly, or one more at the end. */
  onWindow(isNew: boolean): void;
}

const modes: Readonly<Record<ScaleMode, PriceScaleMode>> = {
  normal: PriceScaleMode.Normal,
  log: PriceScaleMode.Logarithmic,
  percent: PriceScaleMode.Percentage,
};

/** Pixels on either side of a line between panes at which it is taken hold of. */
const separatorReach = 4;

/**
 * The chart library behind a view of our own. It holds only the bars of a window round the view (see chart-window.ts)
 * and never scrolls by itself: every movement is a new `ChartView`, so that the window can move under it unnoticed.
 */
export class ChartSurface {
  readonly chart: IChartApiBase<Time>;
  readonly bars: MarketBars;
  readonly #container: HTMLElement;
  /** Outside the page until there is something to show: an empty chart would be painted all the same. */
  readonly #holder = document.createElement('div');
  readonly #sizes: ResizeObserver;
  /** Of the container, without asking the page to be laid out for it. */
  #room: { readonly width: number; readonly height: number } | undefined;
  readonly #listener: SurfaceListener;
  #colours: ChartColours;
  #priceText: PriceText;
  #timeText: TimeText;
  readonly #axis: AxisWidth;
  #feed: BarFeed | undefined;
  #window: BarRun = { start: 0, end: 0 };
  #view: ChartView = newestView({ start: 0, end: 0 });
  /** Where the bars ended at the last change, while they reached the newest. */
  #newestEnd: number | undefined;
  #isAutoScroll = true;
  #hasLeftAxis = false;

  constructor(container: HTMLElement, options: SurfaceOptions, listener: SurfaceListener) {
    this.#container = container;
    this.#listener = listener;
    this.#colours = options.colours;
    this.#priceText = options.priceText;
    this.#timeText = options.timeText;
    const scale = createZonedTimeScale((time) => this.#timeText.local(time));
    this.chart = createChartEx<Time, typeof scale>(this.#holder, scale, {
      width: 0,
      height: 0,
      handleScroll: false,
      handleScale: {
        axisPressedMouseMove: { price: true, time: false },
        axisDoubleClickReset: { price: true, time: false },
        mouseWheel: false,
        pinch: false,
      },
      crosshair: { mode: CrosshairMode.Normal },
      // From the first moment: the logo brings a style element, which a strict content policy refuses.
      layout: { attributionLogo: false },
      timeScale: {
        shiftVisibleRangeOnNewBar: false,
        minBarSpacing: 0.1,
        maxBarSpacing: 200,
        timeVisible: true,
        secondsVisible: true,
        minimumHeight: 24,
      },
    }) as IChartApiBase<Time>;
    this.bars = new MarketBars(this.chart, options.style, options.colours, options.priceText);
    this.#applyTexts();
    this.#applyColours();
    this.chart.subscribeCrosshairMove((event) => this.#listener.onCrosshair(this.#indexUnder(event)));
    this.#axis = new AxisWidth(this.chart);
    this.chart.timeScale().subscribeSizeChange(() => this.moveTo(this.#view));
    this.#sizes = new ResizeObserver(([entry]) => {
      this.#room = entry?.contentRect;
      this.#fit();
    });
    this.#sizes.observe(container);
  }

  get view(): ChartView {
    return this.#view;
  }

  get feed(): BarFeed | undefined {
    return this.#feed;
  }

  get colours(): ChartColours {
    return this.#colours;
  }

  get priceText(): PriceText {
    return this.#priceText;
  }

  get timeText(): TimeText {
    return this.#timeText;
  }

  /** What the library holds at the moment; its logical index 0 is `start`. */
  get window(): BarRun {
    return this.#window;
  }

  /** A second axis, on the left of all panes. */
  setLeftAxis(isShown: boolean): void {
    if (this.#hasLeftAxis === isShown) return;
    this.#hasLeftAxis = isShown;
    this.chart.applyOptions({ leftPriceScale: { visible: isShown, borderColor: this.#colours.line } });
  }

  /** Where the panes begin, beside the left axis if there is one. */
  left(): number {
    return this.#hasLeftAxis ? this.chart.priceScale('left').width() : 0;
  }

  width(): number {
    return this.chart.timeScale().width();
  }

  /** Of the pane with the prices, which is the uppermost. */
  height(): number {
    return this.chart.paneSize(0).height;
  }

  pricePane(): IPaneApi<Time> {
    return this.bars.price.getPane();
  }

  /** Where the time axis begins, below all panes. */
  timeAxisTop(): number {
    return this.chart.chartElement().clientHeight - this.chart.timeScale().height();
  }

  /** Whether a line between two panes is here, which the pointer drags. */
  isSeparator(y: number): boolean {
    let edge = 0;
    const panes = this.chart.panes();
    return panes.some((pane, at) => {
      edge += pane.getHeight() + (at === 0 ? 0 : 1);
      return at < panes.length - 1 && Math.abs(y - edge) <= separatorReach;
    });
  }

  /** Paints everything again with the next frame. */
  repaint(): void {
    this.bars.repaint();
  }

  /** Colours the newest bars anew, or all. */
  recolour(newest: number): void {
    const { feed } = this;
    const { start, end } = this.#window;
    if (feed === undefined || end <= start) return;
    if (!Number.isFinite(newest) || !this.bars.recolour(feed.store, end - newest, end)) this.#refill();
  }

  /** Shows another series. Its bars come with the feed's changes. */
  showFeed(feed: BarFeed | undefined): void {
    if (feed !== undefined && !this.#holder.isConnected) {
      this.#container.append(this.#holder);
      this.#fit();
    }
    if (feed?.key.instrument !== this.#feed?.key.instrument) this.#axis.startOver();
    this.#feed = feed;
    this.#newestEnd = undefined;
    this.#view = { ...this.#view, right: newestView({ start: 0, end: 0 }).right };
    this.#window = { start: 0, end: 0 };
    this.bars.clear();
    this.#listener.onWindow(true);
    this.bars.setLastPrice(Number.NaN);
    this.chart.priceScale('right').setAutoScale(true);
  }

  take(change: FeedChange): void {
    const feed = this.#feed;
    if (feed === undefined) return;
    this.#takeChange(feed, change);
    this.#newestEnd = feed.reachesNewest ? feed.stored().end : undefined;
  }

  #takeChange(feed: BarFeed, change: FeedChange): void {
    if (change.kind === 'replaced') {
      this.#view = newestView(feed.stored(), this.#view.spacing);
      this.#fill(firstWindow(this.#visible(), feed.stored()));
    } else if (change.kind === 'changed') {
      const stored = feed.stored();
      this.#view = viewAfterChange(this.#view, this.width(), stored, this.#newestEnd, this.#isAutoScroll);
      this.#fill(windowAround(this.#visible(), stored));
    } else if (!this.#takeLive(feed, change.fromIndex, change.appended)) {
      // A tick in the forming bar moves nothing: putting the view in place again would cost a layout of every pane.
      return;
    }
    this.#applyView();
  }

  moveTo(view: ChartView): void {
    const feed = this.#feed;
    if (feed === undefined || feed.store.length === 0) {
      this.#view = view;
      return;
    }
    const stored = feed.stored();
    this.#view = clampView(view, this.width(), stored);
    const visible = this.#visible();
    const next = movedWindow(this.#window, visible, stored);
    if (next !== undefined) this.#fill(next);
    this.#applyView();
    feed.prefetch(visible);
  }

  setAutoScroll(isAutoScroll: boolean): void {
    this.#isAutoScroll = isAutoScroll;
  }

  setStyle(style: ChartStyle): void {
    if (style === this.bars.style) return;
    this.bars.setStyle(style);
    this.#refill();
  }

  setColours(colours: ChartColours): void {
    this.#colours = colours;
    this.bars.setColours(colours);
    this.#applyColours();
    this.#refill();
  }

  setTexts(priceText: PriceText, timeText: TimeText): void {
    if (priceText.decimals !== this.#priceText.decimals) this.#axis.startOver();
    this.#priceText = priceText;
    this.#timeText = timeText;
    this.#applyTexts();
    this.#refill();
  }

  setScale(mode: ScaleMode, isInverted: boolean): void {
    const scale = this.chart.priceScale('right');
    const { mode: known, invertScale } = scale.options();
    if (known === modes[mode] && invertScale === isInverted) return;
    scale.applyOptions({ mode: modes[mode], invertScale: isInverted });
    this.refitAxis();
  }

  setVolume(hasVolume: boolean): void {
    if (this.bars.setVolume(hasVolume)) this.#refill();
  }

  /** The prices' axis may be narrower again: what made it wide is gone. */
  refitAxis(): void {
    this.#axis.startOver();
    this.#fitAxis();
  }

  setMagnet(isMagnetic: boolean): void {
    const mode = isMagnetic ? CrosshairMode.MagnetOHLC : CrosshairMode.Normal;
    if (this.chart.options().crosshair.mode !== mode) this.chart.applyOptions({ crosshair: { mode } });
  }

  remove(): void {
    this.#sizes.disconnect();
    this.chart.remove();
    this.#holder.remove();
  }

  #fit(): void {
    if (!this.#holder.isConnected) return;
    const { width, height } = this.#room ?? roomIn(this.#container);
    this.chart.resize(Math.floor(width), Math.floor(height));
  }

  #visible() {
    return visibleBars(this.#view, this.width());
  }

  /** True when the view has to be put in place again. */
  #takeLive(feed: BarFeed, fromIndex: number, appended: number): boolean {
    const stored = feed.stored();
    const follows = this.#isAutoScroll && isAtNewest(this.#view, stored.end - appended);
    if (follows && appended > 0) this.#view = { ...this.#view, right: this.#view.right + appended };
    const heldNewest = this.#window.end === stored.end - appended;
    if (!heldNewest) {
      const next = movedWindow(this.#window, this.#visible(), stored);
      if (next === undefined && fromIndex >= this.#window.end) return appended > 0;
      this.#fill(next ?? this.#window);
      return true;
    }
    const moved = movedWindow({ start: this.#window.start, end: stored.end }, this.#visible(), stored);
    if (moved !== undefined) {
      this.#fill(moved);
      return true;
    }
    if (!this.bars.update(feed.store, fromIndex, stored.end)) {
      this.#fill({ start: this.#window.start, end: stored.end });
      return true;
    }
    this.#window = { start: this.#window.start, end: stored.end };
    if (appended > 0) this.#listener.onWindow(false);
    return appended > 0;
  }

  #fill(window: BarRun): void {
    const feed = this.#feed;
    if (feed === undefined) return;
    this.#window = window;
    this.#fitAxis();
    this.bars.setAll(feed.store, window);
    this.#listener.onWindow(true);
  }

  /** The same bars again, drawn in another way. */
  #refill(): void {
    if (this.#window.end === this.#window.start) return;
    this.#fill(this.#window);
    this.#applyView();
  }

  /** For the prices of the newest bar, which are among the longest. */
  #fitAxis(): void {
    const bar = this.#feed?.store.at(this.#window.end - 1);
    if (bar === undefined) return;
    const lengths = [bar.high, bar.low].map((price) => this.#priceText.format(price).length);
    this.#axis.fit(Math.max(...lengths), this.#colours.fontFamily);
  }

  #applyView(): void {
    const { from, to } = this.#visible();
    const { start } = this.#window;
    if (this.width() > 0 && this.#window.end > start) {
      this.chart.timeScale().setVisibleLogicalRange({ from: from - start, to: to - start });
    }
    this.#listener.onView();
  }

  #indexUnder(event: MouseEventParams<Time>): number | null {
    if (event.point === undefined || event.logical === undefined) return null;
    return this.#window.start + Math.round(event.logical);
  }

  #applyTexts(): void {
    this.bars.setText(this.#priceText);
    this.chart.applyOptions({
      localization: { timeFormatter: (time: Time) => this.#timeText.full(Number(time) * 1000) },
      timeScale: {
        tickMarkFormatter: (time: Time, mark: number) => this.#timeText.axis(Number(time) * 1000, mark),
      },
    } as Parameters<IChartApiBase<Time>['applyOptions']>[0]);
  }

  #applyColours(): void {
    const colours = this.#colours;
    const crosshair = { color: colours.textFaint, labelBackgroundColor: colours.lineStrong };
    this.chart.applyOptions({
      layout: {
        background: { type: ColorType.Solid, color: colours.ground },
        textColor: colours.textDim,
        fontFamily: colours.fontFamily,
        fontSize: axisFontSize,
        attributionLogo: false,
        panes: { separatorColor: colours.line, separatorHoverColor: withAlpha(colours.accent, 0.35) },
      },
      grid: { vertLines: { color: colours.line }, horzLines: { color: colours.line } },
      crosshair: { vertLine: crosshair, horzLine: crosshair },
      rightPriceScale: { borderColor: colours.line },
      leftPriceScale: { borderColor: colours.line },
      timeScale: { borderColor: colours.line },
    });
  }
}

function roomIn({ clientWidth, clientHeight }: HTMLElement) {
  return { width: clientWidth, height: clientHeight };
}
