import type { Bars } from '../../src-shared/pine/runtime/bars.ts';
import type { Candidate } from './comparison.ts';
import { peer } from './peers.ts';
import { processorTime } from './processor-time.ts';

interface PineTs {
  run(source: string): Promise<unknown>;
}

/** PineTS, run on the same bars as a black box; undefined where it is not installed. */
export async function pineTs(text: string, bars: Bars): Promise<Candidate | undefined> {
  const module = (await peer('pinets')) as { PineTS: new (candles: readonly object[]) => PineTs } | undefined;
  if (module === undefined) return undefined;
  const candles = Array.from({ length: bars.count }, (_, bar) => ({
    openTime: bars.time[bar],
    closeTime: (bars.time[bar] as number) + 59_999,
    open: bars.open[bar],
    high: bars.high[bar],
    low: bars.low[bar],
    close: bars.close[bar],
    volume: bars.volume[bar],
  }));
  return {
    role: 'peer',
    label: 'PineTS',
    isComparable: false,
    async run() {
      const engine = new module.PineTS(candles);
      const started = processorTime();
      await engine.run(text);
      return { cost: processorTime() - started, result: [] };
    },
  };
}
