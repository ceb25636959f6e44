import { useEffect, useRef } from 'react';
import type { Instrument } from '../../../src-shared/domain/instrument.ts';
import { dayMs } from '../../../src-shared/domain/timeframe.ts';
import { useHost } from '../../lib/host/host-context.tsx';
import type { MarketFeed } from '../../lib/market/market-feed.ts';
import { sparklinePath } from './sparkline-path.ts';

const width = 56;
const height = 16;
const timeframe = '15m';
const barsOfDay = dayMs / (15 * 60_000);

/** The last day of a market as a line without axes. Drawn by hand: it follows the stream, React does not. */
export function Sparkline({ instrument }: { instrument: Instrument }) {
  const { market } = useHost();
  const path = useRef<SVGPathElement>(null);
  useEffect(
    () => (path.current === null ? undefined : follow(market, instrument, path.current)),
    [market, instrument],
  );
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 -1 ${width} ${height + 2}`}
      aria-hidden="true"
      className="inline-block"
    >
      <path ref={path} fill="none" stroke="currentColor" strokeWidth="1.25" strokeLinejoin="round" />
    </svg>
  );
}

function follow(market: MarketFeed, instrument: Instrument, path: SVGPathElement): () => void {
  const key = { instrument: instrument.id, timeframe, priceSide: instrument.priceSide } as const;
  const closes = new Map<number, number>();
  let controller = new AbortController();
  const draw = () => {
    const times = [...closes.keys()].sort((a, b) => a - b);
    const newest = times.at(-1) ?? 0;
    for (const time of times) if (time <= newest - dayMs) closes.delete(time);
    const values = times.filter((time) => closes.has(time)).map((time) => closes.get(time) ?? Number.NaN);
    path.setAttribute('d', sparklinePath(values, width, height));
    const way = Math.sign((values.at(-1) ?? 0) - (values[0] ?? 0));
    path.style.color = way > 0 ? 'var(--up)' : way < 0 ? 'var(--down)' : 'var(--text-3)';
  };
  const load = async () => {
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    try {
      const { candles } = await market.history(key, null, barsOfDay, signal);
      if (signal.aborted) return;
      closes.clear();
      for (let index = 0; index < candles.length; index += 1) {
        closes.set(candles.time[index] ?? Number.NaN, candles.close[index] ?? Number.NaN);
      }
      draw();
    } catch {
      // No history to draw: the cell stays empty, and the next reset asks again.
      if (!signal.aborted) path.setAttribute('d', '');
    }
  };
  const stop = market.watchSeries(key, {
    onBars(updates) {
      for (const { candle } of updates) closes.set(candle.time, candle.close);
      draw();
    },
    onReset: () => void load(),
  });
  void load();
  return () => {
    controller.abort();
    stop();
  };
}
