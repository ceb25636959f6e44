/*
 * The chart library rebuilds all of its points with every change, so its cost per tick and per frame grows with what it
 * is given. It is therefore given a window of some two thousand bars round what can be seen, never the history. These
 * functions say where that window lies and when it has to move. All indices are those of the bar store.
 */

/** Bars `start` up to, not including, `end`. */
export interface BarRun {
  readonly start: number;
  readonly end: number;
}

/** What can be seen, in fractions of a bar; may reach past either end of what is stored. */
export interface VisibleBars {
  readonly from: number;
  readonly to: number;
}

/** Bars in the series when less than a third of them can be seen at a time. */
export const windowBars = 2000;
/** The window moves when the view comes this close to an edge behind which more is stored. */
export const windowMargin = 250;
/** Live bars are added at the end without moving the start until the window is this much over its size. */
export const windowSlack = 500;
/** An older or newer page is asked for when fewer stored bars than this, or two views, are left on that side. */
export const prefetchBars = 1200;

function sizeFor(visible: VisibleBars): number {
  return Math.max(windowBars, Math.ceil((visible.to - visible.from) * 1.5) + 2 * windowMargin);
}

/** The window with the view in its middle, moved inward where the stored bars end. */
export function windowAround(visible: VisibleBars, stored: BarRun): BarRun {
  return windowOf(sizeFor(visible), visible, stored);
}

/** No more than serves until the view moves: what is seen first is to be there soon. */
export function firstWindow(visible: VisibleBars, stored: BarRun): BarRun {
  return windowOf(Math.ceil(visible.to - visible.from) + 2 * (windowMargin + 1), visible, stored);
}

function windowOf(most: number, visible: VisibleBars, stored: BarRun): BarRun {
  const size = Math.min(most, stored.end - stored.start);
  const middle = (visible.from + visible.to) / 2;
  const latestStart = stored.end - size;
  const start = Math.max(stored.start, Math.min(latestStart, Math.round(middle - size / 2)));
  return { start, end: start + size };
}

/** Where the window has to move, or undefined while it still serves. */
export function movedWindow(current: BarRun, visible: VisibleBars, stored: BarRun): BarRun | undefined {
  const isOutside = current.start < stored.start || current.end > stored.end;
  const isShortLeft = current.start > stored.start && visible.from - current.start < windowMargin;
  const isShortRight = current.end < stored.end && current.end - visible.to < windowMargin;
  const isTooLong = current.end - current.start > sizeFor(visible) + windowSlack;
  if (!isOutside && !isShortLeft && !isShortRight && !isTooLong) return undefined;
  const next = windowAround(visible, stored);
  return next.start === current.start && next.end === current.end ? undefined : next;
}

export interface PagesWanted {
  readonly older: boolean;
  readonly newer: boolean;
}

/** Which side of the stored bars the view is coming close to. */
export function pagesWanted(visible: VisibleBars, stored: BarRun): PagesWanted {
  const ahead = Math.max(prefetchBars, 2 * (visible.to - visible.from));
  return { older: visible.from - stored.start < ahead, newer: stored.end - visible.to < ahead };
}
