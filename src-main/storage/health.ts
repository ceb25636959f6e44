import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { BackupFile } from './backup/backup-files.ts';
import type { CheckKind } from './sqlite/integrity.ts';

export interface FileCheck {
  readonly kind: CheckKind;
  readonly at: EpochMs;
  /** One sentence each; empty when nothing was found. */
  readonly problems: readonly string[];
}

/** How one database file is. */
export interface FileHealth {
  readonly file: 'journal' | 'market';
  readonly path: string;
  /** `read-only`: it can be read as far as it is whole, and nothing is written. */
  readonly state: 'ready' | 'read-only';
  /** Why it is read-only, in a sentence; empty when ready. */
  readonly reason: string;
  readonly schemaVersion: number;
  readonly lastCheck: FileCheck | undefined;
}

export interface StorageHealth {
  readonly sqliteVersion: string;
  readonly journal: FileHealth;
  readonly market: FileHealth;
  /** False when the process before this one did not say goodbye (crash, kill, power cut). */
  readonly endedCleanly: boolean;
  /** Sentences for the person at the screen: an uncertain place, a full disk, a backup that failed. */
  readonly warnings: readonly string[];
  readonly lastBackup: BackupFile | undefined;
  /** Offered when the journal is read-only: backups to restore from, newest first. */
  readonly restorable: readonly BackupFile[];
}
