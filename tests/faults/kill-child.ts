import { appendFileSync } from 'node:fs';
import { openStorage } from '../../src-main/storage/index.ts';
import { createCandleColumns } from '../../src-shared/domain/candle.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { epochMs } from '../../src-shared/domain/time.ts';

/**
 * Writes settings and bars without end until it is killed, and notes in a file `setting <key>` and `bars <instrument> <count>` as
 * each is answered. `TIDEMARK_FAULT_HASTY=1` notes so before the answer: the control that must lose rows.
 */
const [profile = '', answers = '', run = '0'] = process.argv.slice(2);
const isHasty = process.env.TIDEMARK_FAULT_HASTY === '1';
const barsPerMerge = 700;
const tell = (line: string) => appendFileSync(answers, `${line}\n`);

const storage = await openStorage({
  profile,
  host: 'headless',
  now: () => epochMs(Date.now()),
  log: () => undefined,
});
tell('ready');
await Promise.all([writeSettings(), writeBars()]);

async function writeSettings(): Promise<never> {
  for (let burst = 0; ; burst += 1) {
    // The control keeps many answers ahead of their commits, so that a kill at any moment finds some.
    const size = isHasty ? 40 : 1 + (burst % 5);
    const writes = Array.from({ length: size }, async (_, index) => {
      const key = `run-${run}.row-${burst}-${index}`;
      const stored = storage.journal.settings.set(key, { run, text: 'x'.repeat(burst % 2000) });
      if (!isHasty) await stored;
      tell(`setting ${key}`);
      await stored;
    });
    await Promise.all(writes);
  }
}

async function writeBars(): Promise<never> {
  const key = { instrument: instrumentId(`TEST:RUN${run}`), timeframe: '1m', priceSide: 'trade' } as const;
  for (let merge = 0; ; merge += 1) {
    const bars = createCandleColumns(barsPerMerge);
    for (let row = 0; row < barsPerMerge; row += 1) bars.time[row] = (merge * barsPerMerge + row) * 60_000;
    await storage.market.mergeCandles(key, bars);
    tell(`bars ${key.instrument} ${(merge + 1) * barsPerMerge}`);
  }
}
