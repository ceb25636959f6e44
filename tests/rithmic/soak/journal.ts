import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journalKind } from '../../../src-main/storage/journal/journal-kind.ts';
import {
  type JournalOperations,
  journalOperations,
} from '../../../src-main/storage/journal/journal-operations.ts';
import { tradingRepository } from '../../../src-main/storage/journal/trading.ts';
import { openReader } from '../../../src-main/storage/sqlite/reader.ts';
import type { TradingRepository } from '../../../src-main/storage/trading-store.ts';
import { openFile } from '../../../src-main/storage/writer/open-file.ts';
import type { Writer } from '../../../src-main/storage/writer/writer.ts';

export interface StoredFill {
  readonly key: string;
  readonly venueOrderId: string;
  readonly side: 'buy' | 'sell';
  readonly price: string;
  readonly quantity: string;
  readonly fee: string | null;
  readonly time: number;
  readonly isSynthetic: 0 | 1;
  /** What of a synthetic one is not explained by real ones. */
  readonly remaining: string;
}

export interface SoakJournal {
  readonly repository: TradingRepository;
  /** Everything that is in the file, by time. */
  fills(): StoredFill[];
  anomalies(): string[];
  close(): void;
}

/**
 * The real journal without its writer thread: in virtual time nothing may take a while outside of it. It need not
 * survive a power cut either, so the disk is not waited for.
 */
export async function openSoakJournal(): Promise<SoakJournal> {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-soak-'));
  const path = join(folder, 'journal.db');
  const { connection } = await openFile(journalKind, { path, backupFolder: undefined, startedAt: 0 });
  if (connection === undefined) throw new Error('the journal of the soak does not open');
  connection.pragma('synchronous = OFF');
  const operations = journalOperations(connection);
  const run = (name: keyof JournalOperations, argument: never): unknown =>
    connection.transaction(() => (operations[name] as (argument: never) => unknown)(argument))();
  const writer = {
    run: async (name: keyof JournalOperations, argument: never) => run(name, argument),
  } as unknown as Writer<JournalOperations>;
  const reader = openReader(path, 'journal.db');
  return {
    repository: tradingRepository({ reader, writer }),
    fills: () =>
      reader.all<StoredFill>(
        `SELECT key, venue_order_id AS "venueOrderId", side, price, quantity, fee_amount AS fee, time,
           is_synthetic AS "isSynthetic", coalesce((SELECT remaining FROM fill_superseded
             WHERE synthetic = fill.key ORDER BY sequence DESC LIMIT 1), quantity) AS remaining
         FROM fill ORDER BY time, key`,
      ),
    anomalies: () =>
      reader
        .all<{ readonly sentence: string }>('SELECT sentence FROM trading_anomaly')
        .map(({ sentence }) => sentence),
    close() {
      reader.close();
      connection.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
