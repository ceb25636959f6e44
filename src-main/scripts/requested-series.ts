import {
  type Instrument,
  type InstrumentId,
  isInstrumentId,
  sourceOf,
  symbolOf,
} from '../../src-shared/domain/instrument.ts';
import { nominalMs, type Timeframe } from '../../src-shared/domain/timeframe.ts';
import type { MarketHub } from '../market/index.ts';

/** Bars before the chart's first one, for averages to settle. */
const warmUpBars = 500;
const mostRequestedBars = 100_000;
const mostFound = 50;

export interface FoundSymbol {
  readonly instrument: Instrument;
  /** False where only what is stored is there. */
  readonly isStreamed: boolean;
}

/**
 * The instrument that a script means: by exact id, else by symbol, what comes from the chart's own source first. From a chart
 * that replays the past a market is the replayed one, if it is played.
 */
export async function findSymbol(
  hub: MarketHub,
  text: string,
  chart: InstrumentId,
): Promise<FoundSymbol | undefined> {
  const id = text.trim().toUpperCase();
  const source = sourceOf(chart);
  const colon = id.indexOf(':');
  const replayed = `${source}:${id.replace(':', '.')}`;
  if (colon > 0 && source === replaySource && isInstrumentId(replayed)) {
    const found = await hub.find(replayed);
    if (found?.venue !== undefined) return { instrument: found.instrument, isStreamed: true };
  }
  if (isInstrumentId(id)) {
    const found = await hub.find(id);
    return found === undefined
      ? undefined
      : { instrument: found.instrument, isStreamed: found.venue !== undefined };
  }
  if (colon >= 0 || id === '') return undefined;
  const named = (await hub.search(id, mostFound)).filter(({ instrument }) => {
    const symbol = symbolOf(instrument.id);
    return symbol === id || symbol.slice(symbol.lastIndexOf('.') + 1) === id;
  });
  const found = named.find(({ instrument }) => sourceOf(instrument.id) === source) ?? named[0];
  return found === undefined
    ? undefined
    : { instrument: found.instrument, isStreamed: found.venue !== undefined };
}

export const replaySource = 'REPLAY';

/** How many bars of a timeframe reach as far back as the chart's, and some more. */
export function barsToCover(fromMs: number, nowMs: number, timeframe: Timeframe): number {
  const spanMs = Math.max(0, nowMs - fromMs);
  const needed = Math.ceil(spanMs / nominalMs(timeframe)) + warmUpBars;
  // Rounded up, so that charts that differ by a few bars share theirs.
  return Math.min(mostRequestedBars, Math.ceil(needed / 1000) * 1000);
}
