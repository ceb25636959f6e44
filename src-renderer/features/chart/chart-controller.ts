import { createStore, type StoreApi } from 'zustand/vanilla';
import { barSpan } from '../../../src-shared/domain/bar-times.ts';
import { calendarKeys, calendarOf } from '../../../src-shared/domain/calendars.ts';
import type { Candle } from '../../../src-shared/domain/candle.ts';
import type { Instrument } from '../../../src-shared/domain/instrument.ts';
import { type SeriesKey, seriesName } from '../../../src-shared/domain/series.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import type { TradingCalendar } from '../../../src-shared/domain/trading-calendar.ts';
import type { Host } from '../../lib/host/host.ts';
import type { QuoteView } from '../../lib/market/market-feed.ts';
import { scriptFeedOf } from '../../lib/scripts/script-feed.ts';
import { unseenWaitMs } from './chart-face.ts';
import type { ChartSettings } from './chart-settings.ts';
import { type ChartStatus, initialStatus } from './chart-status.ts';
import { DrawingBook } from './drawings/drawing-book.ts';
import { DrawingLayer } from './drawings/drawing-layer.ts';
import { ChartLegend, legendParts } from './legend/chart-legend.ts';
import { BarFeed, type FeedChange } from './model/bar-feed.ts';
import { centredView, isAtNewest } from './model/chart-view.ts';
import { gapsFromOutages, type Outage } from './model/data-gaps.ts';
import { MarketClock, type ReplayMoment, timeLeft } from './model/market-clock.ts';
import { storedBehind } from './no-bars.ts';
import { ScriptLayer } from './scripts/script-layer.ts';
import { CanvasPrimitive } from './surface/canvas-primitive.ts';
import { readChartColours } from './surface/chart-colours.ts';
import { chartFrameOf } from './surface/chart-frame.ts';
import { ChartSurface } from './surface/chart-surface.ts';
import { CountdownLabel, countdownText } from './surface/countdown-label.ts';
import { PaintTurns } from './surface/paint-turns.ts';
import { PanZoom } from './surface/pan-zoom.ts';
import { createPriceText } from './surface/price-text.ts';
import { TimeBackdrop } from './surface/time-backdrop.ts';
import { createTimeText } from './surface/time-text.ts';

export interface ChartElements {
  /** Carries the `data-*` attributes that say what is shown. */
  readonly root: HTMLElement;
  readonly plot: HTMLElement;
  readonly legend: HTMLElement;
}

export interface ChartLook {
  readonly settings: ChartSettings;
  readonly timeZone: string;
  readonly locale: string;
}

const publishMs = 250;
/** Nobody reads digits that change more often. */
const legendMs = 100;
const secondMs = 1000;

const turns = new PaintTurns();

/** Joins feed, canvas and legend of one chart panel. Everything that happens per tick or per frame happens here. */
export class ChartController {
  readonly status: StoreApi<ChartStatus> = createStore<ChartStatus>(() => initialStatus);
  readonly surface: ChartSurface;
  readonly panZoom: PanZoom;
  readonly legend: ChartLegend;
  readonly book: DrawingBook;
  readonly #unwatchBook: () => void;
  readonly drawings: DrawingLayer;
  readonly scripts: ScriptLayer;
  readonly #host: Host;
  readonly #elements: ChartElements;
  readonly #backdrop: TimeBackdrop;
  readonly #countdown: CountdownLabel;
  #look: ChartLook;
  #instrument: Instrument | undefined;
  #calendar: TradingCalendar | undefined;
  #feed: BarFeed | undefined;
  #unwatchQuote: (() => void) | undefined;
  #quote: QuoteView | undefined;
  #newest: Candle | undefined;
  #crosshair: number | null = null;
  #legendTime = Number.NaN;
  #pointedTime = Number.NaN;
  readonly #clock = new MarketClock();
  #outages: Outage[] = [];
  /** A moment to show once the bars of a new timeframe are in. */
  #returnTo = Number.NaN;
  #isLegendDue = false;
  #legendWrittenAt = Number.NEGATIVE_INFINITY;
  /** What came since this chart last had its turn. */
  #live: { readonly fromIndex: number; readonly appended: number } | undefined;
  #isPublishDue = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #putTimer: ReturnType<typeof setTimeout> | undefined;
  #countdownTimer: ReturnType<typeof setTimeout> | undefined;
  #legendTimer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;

  constructor(host: Host, elements: ChartElements, look: ChartLook) {
    this.#host = host;
    this.#elements = elements;
    this.#look = look;
    this.surface = new ChartSurface(
      elements.plot,
      {
        colours: readChartColours(),
        style: look.settings.style,
        priceText: createPriceText(undefined, look.locale),
        timeText: createTimeText(look.timeZone, look.settings.timeframe, undefined, look.locale),
      },
      {
        onView: () => this.#onView(),
        onCrosshair: (index) => {
          this.#crosshair = index;
          this.#scheduleLegend();
        },
        onWindow: (isNew) => this.scripts.onWindow(isNew),
      },
    );
    this.scripts = new ScriptLayer({
      surface: this.surface,
      feed: scriptFeedOf(host),
      locale: () => this.#look.locale,
      isLogarithmic: () => this.#look.settings.scale === 'log',
      onValues: () => this.#scheduleLegend(),
    });
    this.legend = new ChartLegend(elements.legend);
    this.panZoom = new PanZoom(elements.plot, this.surface, (event, x, y) =>
      this.drawings.press(event, x, y),
    );
    this.#backdrop = new TimeBackdrop(this.surface);
    this.#countdown = new CountdownLabel(this.surface);
    this.surface.bars.attach(new CanvasPrimitive('bottom', this.#backdrop.paint));
    this.surface.bars.attach(this.#countdown);
    this.book = new DrawingBook(host.rpc.drawings);
    this.drawings = new DrawingLayer(elements.plot, this.surface, this.book, () => crypto.randomUUID());
    this.#unwatchBook = this.book.state.subscribe(() => this.#publishSoon());
    this.book.state.subscribe(() => this.#publishSoon());
    this.#applyLook();
  }

  get instrument(): Instrument | undefined {
    return this.#instrument;
  }

  /** When the bar whose values the legend shows opened; empty without one. */
  get legendTime(): string {
    return Number.isFinite(this.#legendTime) ? this.surface.timeText.full(this.#legendTime) : '';
  }

  /** When the bar opens that was pointed at last, the newest where none was; NaN without bars. */
  get pointedTime(): number {
    return Number.isFinite(this.#pointedTime) ? this.#pointedTime : this.#legendTime;
  }

  get look(): ChartLook {
    return this.#look;
  }

  close(): void {
    turns.forget(this.#paintLive);
    this.scripts.close();
    this.#feed?.close();
    this.#unwatchQuote?.();
    this.panZoom.close();
    this.drawings.close();
    this.#unwatchBook();
    this.book.close();
    clearTimeout(this.#timer);
    clearTimeout(this.#putTimer);
    clearTimeout(this.#countdownTimer);
    clearTimeout(this.#legendTimer);
    cancelAnimationFrame(this.#frame);
    this.surface.remove();
  }

  /** Shows a series; undefined shows nothing. The same series again changes nothing. */
  show(instrument: Instrument | undefined, key: SeriesKey | undefined): void {
    const isSame =
      key !== undefined && this.#feed !== undefined && seriesName(key) === seriesName(this.#feed.key);
    const isSameMarket = instrument?.id === this.#instrument?.id;
    if (isSame && isSameMarket && !isCorrected(this.#instrument, instrument)) return;
    this.#returnTo = this.#placeToReturnTo(instrument);
    this.#feed?.close();
    this.#feed = undefined;
    this.#newest = undefined;
    this.#live = undefined;
    turns.forget(this.#paintLive);
    clearTimeout(this.#putTimer);
    if (!isSameMarket) {
      this.#unwatchQuote?.();
      this.#unwatchQuote = undefined;
      this.#quote = undefined;
      this.#clock.forget();
    }
    this.#outages = [];
    this.#instrument = instrument;
    this.book.open(instrument?.id);
    this.scripts.show(key);
    if (instrument === undefined || key === undefined) {
      this.#put(undefined);
      this.status.setState(initialStatus);
      this.#publishSoon();
      return;
    }
    // The same market in another timeframe has been quiet for as long as before.
    const { quoteState, quietSince } = isSameMarket ? this.status.getState() : initialStatus;
    this.status.setState({ ...initialStatus, quoteState, quietSince, phase: 'loading' });
    const feed = new BarFeed(this.#host.market, key, {
      onPhase: (phase, sentence) => {
        if (phase !== 'loading') this.#put(feed);
        this.status.setState({ phase, sentence });
        if (phase === 'empty') {
          this.#newest = undefined;
          this.surface.bars.setLastPrice(Number.NaN);
          this.#setCountdown('');
        }
        this.#publishSoon();
      },
      onChange: (change) => this.#onChange(change),
      onNewest: (bar) => this.#onNewest(bar),
    });
    this.#feed = feed;
    // What was shown before stays for a moment: an empty chart in between would have to be painted too, just while the
    // bars are on their way.
    this.#putTimer = setTimeout(() => this.#put(feed), unseenWaitMs);
    this.#unwatchQuote ??= this.#host.market.watchQuote(instrument.id, (quote) => this.#onQuote(quote));
    this.#scheduleLegend();
  }

  /** Onto the canvas, in place of what was there. */
  #put(feed: BarFeed | undefined): void {
    clearTimeout(this.#putTimer);
    if (feed !== undefined && this.surface.feed === feed) return;
    this.#setCountdown('');
    this.#backdrop.gaps = [];
    const key = this.#instrument?.calendar;
    this.#calendar = key !== undefined && calendarKeys.includes(key) ? calendarOf(key) : undefined;
    this.#backdrop.calendar = this.#calendar;
    this.surface.showFeed(feed);
    this.#applyTexts(feed?.key);
  }

  retry(): void {
    this.#feed?.reload();
  }

  setLook(look: ChartLook): void {
    const before = this.#look;
    this.#look = look;
    this.#applyLook();
    if (before.timeZone !== look.timeZone || before.locale !== look.locale) this.#applyTexts(this.#feed?.key);
    this.#scheduleLegend();
  }

  /** After the theme or the price colours have changed. */
  refreshColours(): void {
    this.surface.setColours(readChartColours());
    this.scripts.repaint();
    this.#showLastPrice();
  }

  /** Where the replay stands that plays this market; undefined when none does. */
  setReplay(moment: ReplayMoment | undefined): void {
    this.#clock.setReplay(moment);
    this.#showCountdown();
  }

  /** The page lost the main process: what comes after may miss bars. */
  noteOutage(): void {
    const open = this.#outages.at(-1);
    if (open !== undefined && open.to === Number.POSITIVE_INFINITY) return;
    const from = this.#heardAt();
    if (Number.isFinite(from)) this.#outages.push({ from, to: Number.POSITIVE_INFINITY });
  }

  /** Shows a moment, or the nearest bar to it; then the sentence says where the bars begin or end. */
  async goTo(time: number): Promise<string | undefined> {
    const feed = this.#feed;
    const found = await feed?.goTo(time);
    if (feed === undefined || found === undefined || feed !== this.#feed) return undefined;
    this.surface.moveTo(centredView(this.surface.view, this.surface.width(), found.index));
    const bar = found.missed === undefined ? undefined : feed.store.at(found.index);
    if (bar === undefined) return undefined;
    const edge = found.missed === 'before' ? 'begin' : 'end';
    return `There are no bars then: they ${edge} at ${this.surface.timeText.full(bar.time)}, which is shown now.`;
  }

  /** The moment in the middle of the view. */
  middleTime(): number {
    const frame = chartFrameOf(this.surface);
    return frame === undefined ? Number.NaN : frame.timeOfX(frame.width / 2);
  }

  /** The zone that times are written in. */
  zone(): string {
    const { timeZone } = this.#look;
    return timeZone === 'exchange' ? (this.#calendar?.rules.zone ?? 'UTC') : timeZone;
  }

  /** Another timeframe of the same market keeps its place in history. */
  #placeToReturnTo(instrument: Instrument | undefined): number {
    const isSame = instrument !== undefined && instrument.id === this.#instrument?.id;
    return isSame && !this.status.getState().isAtNewest ? this.middleTime() : Number.NaN;
  }

  #onChange(change: FeedChange): void {
    if (change.kind === 'live') {
      const { fromIndex, appended } = this.#live ?? { fromIndex: Number.POSITIVE_INFINITY, appended: 0 };
      this.#live = {
        fromIndex: Math.min(fromIndex, change.fromIndex),
        appended: appended + change.appended,
      };
      turns.ask(this.#paintLive);
      this.#publishSoon();
      return;
    }
    // Everything is taken from the feed anew, what still waited included.
    this.#live = undefined;
    this.surface.take(change);
    if (change.kind === 'replaced' && Number.isFinite(this.#returnTo)) {
      const time = this.#returnTo;
      this.#returnTo = Number.NaN;
      // Not from inside the feed's own announcement.
      queueMicrotask(() => void this.goTo(time));
    }
    this.#findGaps();
    this.#scheduleLegend();
    this.#publishSoon();
  }

  readonly #paintLive = (): void => {
    const live = this.#live;
    this.#live = undefined;
    if (live !== undefined) this.surface.take({ kind: 'live', ...live });
    this.#showLastPrice();
    const wait = this.#legendWrittenAt + legendMs - performance.now();
    if (live?.appended === 0 && wait > 0) this.#scheduleLegend(wait);
    else this.#scheduleLegend();
  };

  #onNewest(bar: Candle): void {
    const before = this.#newest;
    this.#newest = bar;
    const open = this.#outages.at(-1);
    if (open?.to === Number.POSITIVE_INFINITY && before !== undefined && bar.time > open.from) {
      this.#outages[this.#outages.length - 1] = { from: open.from, to: bar.time };
      this.#findGaps();
    }
    turns.ask(this.#paintLive);
  }

  #onQuote(quote: QuoteView): void {
    const before = this.#quote;
    this.#quote = quote;
    if (quote.state !== before?.state) {
      const isQuiet = quote.state === 'stale' || quote.state === 'broken';
      if (isQuiet) this.noteOutage();
      // Since when a market is quiet that was so when the chart met it, only its last price can tell.
      const since = before === undefined ? this.#quietFrom(quote.time) : Date.now();
      this.status.setState({ quoteState: quote.state, quietSince: isQuiet ? since : Number.NaN });
    }
    if (quote.reference !== before?.reference) this.surface.bars.setBaseline(quote.reference);
    this.#clock.hear(quote.time, Date.now());
    this.#showCountdown();
    this.#publishSoon();
  }

  /** A replayed price has a time of its own, which says nothing of the wall clock. */
  #quietFrom(time: number): number {
    return this.#isReplayed() ? Number.NaN : time;
  }

  #findGaps(): void {
    const feed = this.#feed;
    if (feed === undefined || this.#outages.length === 0) return;
    this.#backdrop.gaps = gapsFromOutages(feed.store.all(), feed.barMs, this.#outages);
    this.surface.repaint();
  }

  #heardAt(): number {
    const quoteTime = this.#quote?.time ?? Number.NaN;
    const barTime = this.#newest?.time ?? Number.NaN;
    return Number.isFinite(quoteTime) ? quoteTime : barTime;
  }

  #showLastPrice(): void {
    const bar = this.#newest;
    if (bar === undefined) return;
    const { colours } = this.surface;
    this.surface.bars.setLastPrice(bar.close, bar.close >= bar.open ? colours.up : colours.down);
    this.#showCountdown();
  }

  /** Counts in the venue's time, which in a replay is not the wall clock's. */
  #showCountdown(): void {
    clearTimeout(this.#countdownTimer);
    if (this.surface.feed !== this.#feed) return;
    const left = this.#timeLeft();
    this.#setCountdown(left === undefined ? '' : countdownText(left));
    // A live market's clock goes on without prices; a replay tells where it stands.
    if (left !== undefined && !this.#isReplayed())
      this.#countdownTimer = setTimeout(() => this.#showCountdown(), secondMs);
  }

  #timeLeft(): number | undefined {
    const bar = this.#newest;
    const frame = this.#feed?.key.timeframe;
    const isQuiet = this.#quote?.state === 'stale' || this.#quote?.state === 'broken';
    if (bar === undefined || frame === undefined || this.#calendar === undefined || isQuiet) return undefined;
    const span = barSpan(frame, this.#calendar, epochMs(bar.time));
    return timeLeft(this.#clock.now(Date.now(), this.#isReplayed()), span, this.#calendar);
  }

  #isReplayed(): boolean {
    return this.#instrument !== undefined && storedBehind(this.#instrument.id) !== undefined;
  }

  #setCountdown(text: string): void {
    if (this.#countdown.set(text, this.#newest?.close ?? Number.NaN)) this.surface.repaint();
  }

  #onView(): void {
    const left = `${this.surface.left()}px`;
    const { style } = this.#elements.root;
    // Legends begin beside a left axis.
    if (style.getPropertyValue('--plot-left') !== left) style.setProperty('--plot-left', left);
    const feed = this.#feed;
    if (feed === undefined || this.surface.feed !== feed) return;
    const atNewest = feed.reachesNewest && isAtNewest(this.surface.view, feed.store.end);
    if (atNewest !== this.status.getState().isAtNewest) this.status.setState({ isAtNewest: atNewest });
  }

  #applyLook(): void {
    const { settings } = this.#look;
    this.surface.setStyle(settings.style);
    this.surface.setScale(settings.scale, settings.isInverted);
    this.surface.setVolume(settings.hasVolume);
    this.surface.setAutoScroll(settings.isAutoScroll);
    this.surface.setMagnet(settings.isMagnetic);
    this.surface.bars.setBaseline(this.#quote?.reference ?? Number.NaN);
    this.#backdrop.hasSessions = settings.hasSessions;
    this.drawings.isVisible = settings.hasDrawings;
    this.drawings.isMagnetic = settings.isMagnetic;
    this.scripts.set(settings.scripts);
    this.#showLastPrice();
    this.surface.repaint();
  }

  #applyTexts(key: SeriesKey | undefined): void {
    const { locale, settings } = this.#look;
    const frame = key?.timeframe ?? settings.timeframe;
    this.surface.setTexts(
      createPriceText(this.#instrument, locale),
      createTimeText(this.zone(), frame, this.#calendar, locale),
    );
    this.scripts.applyTexts();
  }

  /** With the next frame, or after a while; the earlier of two wishes counts. */
  #scheduleLegend(waitMs = 0): void {
    if (waitMs > 0) {
      this.#legendTimer ??= setTimeout(() => {
        this.#legendTimer = undefined;
        this.#scheduleLegend();
      }, waitMs);
      return;
    }
    if (this.#isLegendDue) return;
    this.#isLegendDue = true;
    this.#frame = requestAnimationFrame(() => {
      this.#isLegendDue = false;
      this.#writeLegend();
    });
  }

  #writeLegend(): void {
    clearTimeout(this.#legendTimer);
    this.#legendTimer = undefined;
    this.#legendWrittenAt = performance.now();
    const feed = this.#feed;
    const { locale, settings } = this.#look;
    const newest = (feed?.store.end ?? 0) - 1;
    const pointed = this.#crosshair ?? newest;
    // In empty space, as without a pointer, the newest bar is the one that counts.
    const index = feed?.store.at(pointed) === undefined ? newest : pointed;
    const bar = feed?.store.at(index) ?? this.#newest;
    const before = feed?.store.at(index - 1);
    const text = this.surface.priceText;
    const hasVolume = settings.hasVolume && this.surface.bars.isVolumeKnown;
    this.legend.show(legendParts(bar, before, text, hasVolume, locale), text);
    this.#legendTime = bar?.time ?? Number.NaN;
    if (this.#crosshair !== null) this.#pointedTime = this.#legendTime;
    // While other bars are on their way the index is none of those that are shown.
    this.scripts.writeLegends(this.surface.feed === feed ? index : Number.NaN);
  }

  #publishSoon(): void {
    if (this.#isPublishDue) return;
    this.#isPublishDue = true;
    this.#timer = setTimeout(() => {
      this.#isPublishDue = false;
      this.#publish();
    }, publishMs);
  }

  #publish(): void {
    const { dataset } = this.#elements.root;
    const feed = this.#feed;
    dataset.bars = String(feed?.store.length ?? 0);
    dataset.lastTime = String(this.#newest?.time ?? '');
    dataset.lastClose = String(this.#newest?.close ?? '');
    dataset.drawings = String(this.book.drawings.length);
    dataset.scripts = String(this.#look.settings.scripts.length);
  }
}

/** Whether the same market is known by other rules than before, so that its bars and prices must be shown anew. */
function isCorrected(before: Instrument | undefined, now: Instrument | undefined): boolean {
  if (before === undefined || now === undefined) return before !== now;
  const { tickSize, calendar, assetClass } = now;
  return before.tickSize !== tickSize || before.calendar !== calendar || before.assetClass !== assetClass;
}
