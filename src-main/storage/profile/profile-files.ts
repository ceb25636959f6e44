import { join } from 'node:path';

/** What a profile folder holds for storage. */
export interface ProfileFiles {
  readonly journal: string;
  readonly market: string;
  readonly attachments: string;
  readonly backups: string;
  /** A checked copy that is about to become the journal; only there between a restore and its last step. */
  readonly restored: string;
}

export function profileFiles(folder: string): ProfileFiles {
  return {
    journal: join(folder, 'journal.db'),
    market: join(folder, 'market.db'),
    attachments: join(folder, 'attachments'),
    backups: join(folder, 'backups'),
    restored: join(folder, 'journal.restored.db'),
  };
}
