import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage, type Storage } from '../../src-main/storage/index.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { epochMs } from '../../src-shared/domain/time.ts';

export const benchInstrument = instrumentId('BENCH:WALK');

/** Saved by workloads that need it known. */
export const benchInstrumentRow = {
  id: benchInstrument,
  name: 'Seeded walk',
  assetClass: 'other',
  currency: 'USD',
  tickSize: '0.01',
  lotStep: '0.001',
  multiplier: '1',
  calendar: 'crypto-24-7',
  priceSide: 'trade',
} as const;

/** Runs something with a folder that goes afterwards. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-bench-')));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs something with the storage of a new profile, closed and removed afterwards. */
export function withStorage<T>(use: (storage: Storage, folder: string) => Promise<T>): Promise<T> {
  return withFolder(async (folder) => {
    const storage = await openStorage({
      profile: join(folder, 'profile'),
      now: () => epochMs(Date.now()),
      log: () => undefined,
    });
    try {
      return await use(storage, folder);
    } finally {
      await storage.close();
    }
  });
}
