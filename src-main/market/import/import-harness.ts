import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished } from 'vitest';
import { type Candle, candlesOf } from '../../../src-shared/domain/candle.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { TickColumns } from '../../../src-shared/domain/ticks.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { RunOptions, RunRequest } from './import-types.ts';
import { createImporter } from './index.ts';
import { type ImportLimits, importLimits } from './limits.ts';
import { MemoryMarketStore } from './memory-market-store.ts';

/** Where the hand-made files are. */
export const fixtures = join(import.meta.dirname, '../../../tests/fixtures/import');
const everything = { from: -9e15 as EpochMs, to: 9e15 as EpochMs };

/** An importer over a store in memory and a folder of its own, both gone after the test that made them, or after all tests of the describe that did. */
export function importerForTests(limits: Partial<ImportLimits> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'tidemark-import-'));
  const market = new MemoryMarketStore();
  const importer = createImporter({
    market,
    now: () => 0 as EpochMs,
    log: () => undefined,
    limits: { ...importLimits, ...limits },
  });
  const isInTest = expect.getState().currentTestName !== undefined;
  const afterwards = isInTest ? onTestFinished : afterAll;
  afterwards(async () => {
    await importer.close();
    rmSync(directory, { recursive: true });
  });
  return {
    market,
    importer,
    /** Writes a file and gives its path. */
    file(name: string, content: string | Uint8Array): string {
      const path = join(directory, name);
      writeFileSync(path, content);
      return path;
    },
    async run(
      name: string,
      content: string | Uint8Array,
      request: Omit<RunRequest, 'path'> = {},
      options: RunOptions = {},
    ) {
      return importer.run({ path: this.file(name, content), ...request }, options);
    },
  };
}

/** Bars as rows of plain numbers, times in ISO: what a test can show in a line each. */
export function barsIn(market: MemoryMarketStore): (string | number)[][] {
  return market
    .seriesSummaries()
    .flatMap((series) => candlesOf(market.candles(series, everything)).map(rowOf));
}

function rowOf({ time, open, high, low, close, volume }: Candle): (string | number)[] {
  return [shortTime(time), open, high, low, close, volume];
}

export function ticksIn(market: MemoryMarketStore): (string | number)[][] {
  return market.tickSummaries().flatMap(({ instrument, kind }) => {
    const ticks: TickColumns = market.ticks(instrument, kind, everything, 1e9);
    return Array.from({ length: ticks.length }, (_, index) => [
      shortTime(ticks.time[index] as number),
      ...(ticks.kind === 'quote'
        ? [ticks.bid[index] as number, ticks.ask[index] as number]
        : [ticks.price[index] as number, ticks.size[index] as number, ticks.side[index] as number]),
    ]);
  });
}

function shortTime(time: number): string {
  return new Date(time)
    .toISOString()
    .replace(/(:00)?\.000Z$/, '')
    .replace('Z', '');
}

/** The failure that a promise must end in. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('a failure was expected, but it succeeded');
}
