import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { openStorage, type Storage, type StorageParts } from '../index.ts';

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-storage-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestProfile extends StorageParts {
  /** What was logged, by the event's name. */
  readonly logged: string[];
  /** Moves the clock. */
  pass(ms: number): void;
}

/** A new profile with a clock of its own that starts on Monday, 2 March 2026. */
export function temporaryProfile(): TestProfile {
  let time = Date.UTC(2026, 2, 2, 9, 30);
  const logged: string[] = [];
  return {
    profile: temporaryFolder(),
    host: 'headless',
    now: () => epochMs(time),
    log: (event) => logged.push(event),
    logged,
    pass: (ms) => {
      time += ms;
    },
  };
}

/** Storage that is closed when the test ends, unless the test closed it. */
export async function openedStorage(parts: StorageParts = temporaryProfile()): Promise<Storage> {
  const storage = await openStorage(parts);
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await storage.close();
  };
  onTestFinished(close);
  return { ...storage, close };
}
