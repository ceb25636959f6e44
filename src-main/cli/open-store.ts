import { epochMs } from '../../src-shared/domain/time.ts';
import { createLog } from '../log.ts';
import { openStorage, type Storage } from '../storage/index.ts';

/** The profile's storage for one command, closed afterwards whatever happens. */
export async function withStorage<T>(profile: string, use: (storage: Storage) => Promise<T>): Promise<T> {
  const log = createLog(profile);
  try {
    const storage = await openStorage({ profile, host: 'command line', now: () => epochMs(Date.now()), log });
    try {
      return await use(storage);
    } finally {
      await storage.close();
    }
  } finally {
    log.close();
  }
}
