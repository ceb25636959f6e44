import type { Bar } from '../../src-shared/pine/runtime/instance.ts';
import type { SeriesNews } from './worker-messages.ts';
import { barsIn } from './worker-series.ts';

/** One bar that changes a series: it begins (nothing is known but its open), it has closed, or it is still going on. */
export interface Step {
  readonly series: number;
  readonly bar: Bar;
  readonly what: 'begins' | 'closed' | 'forming';
}

interface OrderParts {
  /** When a bar of the series ends that opens then. */
  endOf(series: number, time: number): number;
  /** Whether scripts run on its bars, rather than only asking for them. */
  isCharted(series: number): boolean;
}

/**
 * News of several series in the order in which they happened, as far as bars can tell. A worker that was busy gets many bars
 * at once; a script that asks for a longer timeframe must then see on each bar what it would have seen at that moment, and
 * nothing of later.
 */
export function inOrder(news: readonly SeriesNews[], parts: OrderParts): Step[] {
  const timed: (Step & { readonly at: number; readonly rank: number })[] = [];
  const last: Step[] = [];
  for (const { series, closed, forming } of news) {
    const isCharted = parts.isCharted(series);
    const begins = (bar: Bar) => {
      if (isCharted || news.length === 1) return;
      const { time, open } = bar;
      const flat = { time, open, high: open, low: open, close: open, volume: 0 };
      timed.push({ series, bar: flat, what: 'begins', at: time, rank: 2 });
    };
    for (const bar of barsIn(closed)) {
      begins(bar);
      timed.push({ series, bar, what: 'closed', at: parts.endOf(series, bar.time), rank: isCharted ? 1 : 0 });
    }
    for (const bar of barsIn(forming)) {
      begins(bar);
      const step: Step = { series, bar, what: 'forming' };
      if (isCharted) last.push(step);
      else last.unshift(step);
    }
  }
  return [...timed.sort((a, b) => a.at - b.at || a.rank - b.rank), ...last];
}
