import type { BarRun, VisibleBars } from './chart-window.ts';

/**
 * What part of the series is on the screen. `right` is the index at the right border of the plot, in fractions of a
 * bar; `spacing` the pixels from bar to bar. The chart library follows this view and never moves on its own.
 */
export interface ChartView {
  readonly right: number;
  readonly spacing: number;
}

export const defaultSpacing = 7;
export const smallestSpacing = 0.8;
export const largestSpacing = 80;
/** Empty bars kept to the right of the newest one. */
export const rightMarginBars = 8;
const leastBarsInView = 3;

export function visibleBars(view: ChartView, width: number): VisibleBars {
  return { from: view.right - width / view.spacing + 1, to: view.right };
}

/** Pixel of a bar's middle. The same formula as the chart library's, so that drawings and bars agree. */
export function xOfIndex(view: ChartView, width: number, index: number): number {
  return width - (view.right - index + 0.5) * view.spacing - 1;
}

export function indexAtX(view: ChartView, width: number, x: number): number {
  return view.right + 0.5 - (width - 1 - x) / view.spacing;
}

/** Keeps some bars in view, whatever was asked for. */
export function clampView(view: ChartView, width: number, stored: BarRun): ChartView {
  // Behind another tab there is no width, and no saying what would be in view.
  if (width <= 0) return view;
  const spacing = Math.min(largestSpacing, Math.max(smallestSpacing, view.spacing));
  const inView = width / spacing;
  const most = stored.end - 1 + Math.max(0, inView - leastBarsInView);
  const least = Math.min(most, stored.start + leastBarsInView - 1);
  return { spacing, right: Math.min(most, Math.max(least, view.right)) };
}

export function panned(view: ChartView, pixels: number): ChartView {
  return { ...view, right: view.right - pixels / view.spacing };
}

/** Zooms by `factor` (over 1: closer) with the bar under `x` staying where it is. */
export function zoomedAt(view: ChartView, width: number, x: number, factor: number): ChartView {
  const spacing = Math.min(largestSpacing, Math.max(smallestSpacing, view.spacing * factor));
  const index = indexAtX(view, width, x);
  return { spacing, right: index - 0.5 + (width - 1 - x) / spacing };
}

/** The newest bars at the usual zoom. */
export function newestView(stored: BarRun, spacing = defaultSpacing): ChartView {
  return { right: stored.end - 1 + rightMarginBars, spacing };
}

/** As much of what is stored as can be told apart, ending with the newest bar. */
export function fittedView(stored: BarRun, width: number): ChartView {
  const bars = Math.max(leastBarsInView, stored.end - stored.start + 2);
  const spacing = Math.min(largestSpacing, Math.max(smallestSpacing, width / bars));
  return { spacing, right: stored.end - 1 + Math.min(rightMarginBars, 2) };
}

/** The view with a bar in the middle. */
export function centredView(view: ChartView, width: number, index: number): ChartView {
  return { ...view, right: index + width / view.spacing / 2 };
}

/** True when the newest bar can be seen, so that the chart goes along with new ones. */
export function isAtNewest(view: ChartView, end: number): boolean {
  return view.right >= end - 1;
}

/**
 * The view after bars came or went anywhere, a seek or a reconnect. `newestEnd` is where the bars ended before, while
 * they reached the newest. Whoever looked at the newest goes on doing so; so does who looked at bars that are gone.
 */
export function viewAfterChange(
  view: ChartView,
  width: number,
  stored: BarRun,
  newestEnd: number | undefined,
  isAutoScroll: boolean,
): ChartView {
  const isShorter = newestEnd !== undefined && stored.end < newestEnd;
  const isPlaceGone = isShorter && view.right > stored.end - 1 + rightMarginBars;
  const follows =
    isAutoScroll && newestEnd !== undefined && stored.end !== newestEnd && isAtNewest(view, newestEnd);
  return follows || isPlaceGone ? newestView(stored, view.spacing) : clampView(view, width, stored);
}
