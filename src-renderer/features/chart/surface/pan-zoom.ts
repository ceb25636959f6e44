import { fittedView, newestView, panned, zoomedAt } from '../model/chart-view.ts';
import type { ChartSurface } from './chart-surface.ts';

/** Lets something on the chart (a drawing, a tool) take a press before it becomes a pan. True when it did. */
export type PressClaim = (event: PointerEvent, x: number, y: number) => boolean;

const wheelZoom = 0.0016;
const keyPanBars = 12;
const keyZoom = 1.25;
/** A released pan goes on while it loses this share of its speed each ms. */
const kineticDecay = 0.996;

/**
 * Moves the view by pointer, wheel and touch. Moves apply inside the event, before the frame is painted, so that the
 * chart stays under the finger. Price axis drags belong to the chart library.
 */
export class PanZoom {
  readonly #element: HTMLElement;
  readonly #surface: ChartSurface;
  readonly #claim: PressClaim;
  readonly #pointers = new Map<number, { x: number; y: number }>();
  #mode: 'pan' | 'stretch' | undefined;
  /** Whether the press was in the pane of the prices. */
  #isOnPrices = false;
  #speed = 0;
  #lastMove = 0;
  #frame = 0;
  readonly #controller = new AbortController();

  constructor(element: HTMLElement, surface: ChartSurface, claim: PressClaim) {
    this.#element = element;
    this.#surface = surface;
    this.#claim = claim;
    const { signal } = this.#controller;
    element.addEventListener('pointerdown', (event) => this.#press(event), { signal });
    element.addEventListener('pointermove', (event) => this.#move(event), { signal });
    element.addEventListener('pointerup', (event) => this.#release(event), { signal });
    element.addEventListener('pointercancel', (event) => this.#release(event), { signal });
    element.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
    element.addEventListener('dblclick', (event) => this.#doubleClick(event), { signal });
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#controller.abort();
  }

  panBars(bars: number): void {
    const { view } = this.#surface;
    this.#surface.moveTo({ ...view, right: view.right + bars });
  }

  panStep(direction: -1 | 1): void {
    this.panBars(direction * keyPanBars);
  }

  zoomStep(direction: -1 | 1): void {
    const surface = this.#surface;
    const factor = direction > 0 ? keyZoom : 1 / keyZoom;
    surface.moveTo(zoomedAt(surface.view, surface.width(), surface.width() * 0.85, factor));
  }

  toNewest(): void {
    const { feed, view } = this.#surface;
    if (feed === undefined) return;
    if (!feed.reachesNewest) feed.reload();
    else this.#surface.moveTo(newestView(feed.stored(), view.spacing));
  }

  toOldest(): void {
    const { feed, view } = this.#surface;
    if (feed !== undefined)
      this.#surface.moveTo({
        ...view,
        right: feed.stored().start + this.#surface.width() / view.spacing - 1,
      });
  }

  reset(): void {
    const { feed, chart } = this.#surface;
    chart.priceScale('right').setAutoScale(true);
    if (feed === undefined) return;
    if (!feed.reachesNewest) feed.reload();
    else this.#surface.moveTo(newestView(feed.stored()));
  }

  fit(): void {
    const { feed, chart } = this.#surface;
    chart.priceScale('right').setAutoScale(true);
    if (feed !== undefined) this.#surface.moveTo(fittedView(feed.stored(), this.#surface.width()));
  }

  #local(event: MouseEvent): { x: number; y: number } {
    const box = this.#element.getBoundingClientRect();
    return { x: event.clientX - box.left - this.#surface.left(), y: event.clientY - box.top };
  }

  #press(event: PointerEvent): void {
    cancelAnimationFrame(this.#frame);
    if (event.button !== 0) return;
    const { x, y } = this.#local(event);
    if (x < 0 || x > this.#surface.width() || this.#surface.isSeparator(y)) return;
    const isOnTimeAxis = y > this.#surface.timeAxisTop();
    this.#isOnPrices = y <= this.#surface.height();
    if (this.#isOnPrices && this.#pointers.size === 0 && this.#claim(event, x, y)) return;
    this.#pointers.set(event.pointerId, { x, y });
    this.#element.setPointerCapture(event.pointerId);
    this.#mode = isOnTimeAxis ? 'stretch' : 'pan';
    this.#speed = 0;
    this.#lastMove = event.timeStamp;
  }

  #move(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = this.#local(event);
    const surface = this.#surface;
    if (this.#pointers.size === 2) this.#pinch(event.pointerId, before, now);
    else if (this.#mode === 'stretch') {
      const factor = Math.exp((before.x - now.x) * -0.006);
      surface.moveTo(zoomedAt(surface.view, surface.width(), surface.width() * 0.85, factor));
    } else {
      surface.moveTo(panned(surface.view, now.x - before.x));
      if (this.#isOnPrices) this.#panPrices(now.y - before.y);
      const elapsed = Math.max(1, event.timeStamp - this.#lastMove);
      this.#speed = this.#speed * 0.4 + ((now.x - before.x) / elapsed) * 0.6;
      this.#lastMove = event.timeStamp;
    }
    this.#pointers.set(event.pointerId, now);
  }

  #pinch(id: number, before: { x: number; y: number }, now: { x: number; y: number }): void {
    const other = [...this.#pointers].find(([pointer]) => pointer !== id)?.[1];
    if (other === undefined) return;
    const surface = this.#surface;
    const factor = Math.max(8, Math.abs(now.x - other.x)) / Math.max(8, Math.abs(before.x - other.x));
    const middle = (now.x + other.x) / 2;
    surface.moveTo(panned(zoomedAt(surface.view, surface.width(), middle, factor), (now.x - before.x) / 2));
  }

  /** Up and down only where the user has taken the price scale in hand; else it fits itself. */
  #panPrices(pixels: number): void {
    const scale = this.#surface.chart.priceScale('right');
    if (pixels === 0 || scale.options().autoScale || scale.options().mode === 2) return;
    const { price: series } = this.#surface.bars;
    const height = this.#surface.height();
    const top = series.coordinateToPrice(-pixels);
    const bottom = series.coordinateToPrice(height - pixels);
    const upper = series.coordinateToPrice(0);
    const lower = series.coordinateToPrice(height);
    const range = scale.getVisibleRange();
    if (top === null || bottom === null || upper === null || lower === null || range === null) return;
    scale.setVisibleRange({ from: range.from + (bottom - lower), to: range.to + (top - upper) });
  }

  #release(event: PointerEvent): void {
    if (!this.#pointers.delete(event.pointerId) || this.#pointers.size > 0) return;
    const isFresh = event.timeStamp - this.#lastMove < 40;
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (this.#mode === 'pan' && isFresh && !isCalm && Math.abs(this.#speed) > 0.4) this.#glide();
    this.#mode = undefined;
  }

  #glide(): void {
    let before = performance.now();
    const step = (now: number) => {
      const elapsed = Math.max(0, now - before);
      before = now;
      this.#surface.moveTo(panned(this.#surface.view, this.#speed * elapsed));
      this.#speed *= kineticDecay ** elapsed;
      if (Math.abs(this.#speed) > 0.02) this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    cancelAnimationFrame(this.#frame);
    const surface = this.#surface;
    const unit = event.deltaMode === 1 ? 20 : event.deltaMode === 2 ? 400 : 1;
    const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
    if (isSideways) {
      surface.moveTo(panned(surface.view, -(event.deltaX || event.deltaY) * unit));
      return;
    }
    const { x } = this.#local(event);
    const factor = Math.exp(-event.deltaY * unit * wheelZoom);
    surface.moveTo(zoomedAt(surface.view, surface.width(), Math.min(x, surface.width()), factor));
  }

  #doubleClick(event: MouseEvent): void {
    const { x, y } = this.#local(event);
    if (y > this.#surface.timeAxisTop() && x <= this.#surface.width()) this.reset();
  }
}
