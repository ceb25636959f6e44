import { indexOfTime, timeOfIndex } from '../model/bar-axis.ts';
import { indexAtX, visibleBars, xOfIndex } from '../model/chart-view.ts';
import type { ChartSurface } from './chart-surface.ts';

/** Market coordinates to pixels and back, for this moment. Pixels count from the plot's top left. */
export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly barMs: number;
  xOfTime(time: number): number;
  timeOfX(x: number): number;
  yOfPrice(price: number): number;
  priceOfY(y: number): number;
  /** Times at the left and right border. */
  readonly from: number;
  readonly to: number;
}

/** Undefined while there are no bars: without them neither time nor price has a place. */
export function chartFrameOf(surface: ChartSurface): ChartFrame | undefined {
  const { feed, view } = surface;
  const { price: series } = surface.bars;
  const width = surface.width();
  const height = surface.height();
  if (feed === undefined || feed.store.length === 0 || width === 0) return undefined;
  const { store, barMs } = feed;
  const visible = visibleBars(view, width);
  return {
    width,
    height,
    barMs,
    xOfTime: (time) => xOfIndex(view, width, indexOfTime(store, time, barMs)),
    timeOfX: (x) => timeOfIndex(store, indexAtX(view, width, x), barMs),
    yOfPrice: (price) => series.priceToCoordinate(price) ?? Number.NaN,
    priceOfY: (y) => series.coordinateToPrice(y) ?? Number.NaN,
    from: timeOfIndex(store, visible.from - 0.5, barMs),
    to: timeOfIndex(store, visible.to + 0.5, barMs),
  };
}
