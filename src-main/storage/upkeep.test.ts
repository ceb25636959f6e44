import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dayMs } from '../../src-shared/domain/timeframe.ts';
import { backupFiles } from './backup/backup-files.ts';
import { openDatabaseFile } from './database-file.ts';
import type { JournalOperations } from './journal/journal-operations.ts';
import type { MarketOperations } from './market/market-operations.ts';
import { temporaryProfile } from './testing/temporary-profile.ts';
import { startUpkeep } from './upkeep.ts';

async function opened() {
  const parts = temporaryProfile();
  const folder = join(parts.profile, 'backups');
  const open = <Ops extends JournalOperations | MarketOperations>(file: 'journal' | 'market') =>
    openDatabaseFile<Ops>(
      file,
      new URL(`./${file}/${file}-writer.worker.ts`, import.meta.url),
      { path: join(parts.profile, `${file}.db`), backupFolder: undefined, startedAt: parts.now() },
      parts.log,
    );
  const journal = await open<JournalOperations>('journal');
  const market = await open<MarketOperations>('market');
  const upkeep = startUpkeep({ ...parts, journal, market });
  onTestFinished(async () => {
    await upkeep.stop();
    await Promise.all([journal.close(), market.close()]);
  });
  return { parts, folder, upkeep, journal, market };
}

test('J6: a backup is made a day, and seven days and four weeks of them stay', async () => {
  const { parts, folder, upkeep } = await opened();
  for (let day = 0; day < 12; day += 1) {
    await upkeep.look();
    parts.pass(dayMs / 2);
    await upkeep.look();
    parts.pass(dayMs / 2);
  }
  const days = backupFiles(folder, 'journal').map(({ madeAt }) => new Date(madeAt).getUTCDate());
  // From Monday the 2nd to Friday the 13th: the last seven days, and Sunday the 8th is also a week's last.
  expect(days).toEqual([13, 12, 11, 10, 9, 8, 7]);
  expect(parts.logged.filter((event) => event === 'storage-backup-made')).toHaveLength(12);
}, 30_000);

test('J5: the market file is checked whole once a week', async () => {
  const { parts, upkeep, market } = await opened();
  const checked = () => market.health().lastCheck?.at;
  await upkeep.look();
  const first = checked();
  expect(first).toBe(parts.now());
  parts.pass(6 * dayMs);
  await upkeep.look();
  expect(checked()).toBe(first);
  parts.pass(dayMs);
  await upkeep.look();
  expect(checked()).toBe(parts.now());
});

test('J6: a backup that cannot be made is a warning, and the ones before stay', async () => {
  const { parts, folder, upkeep, journal } = await opened();
  await upkeep.backUp('daily');
  journal.noteCheck({ kind: 'integrity_check', at: parts.now(), problems: ['page 3 is gone'] });
  expect(journal.health()).toMatchObject({
    state: 'read-only',
    reason: expect.stringContaining('page 3 is gone'),
  });
  parts.pass(10 * dayMs);
  await upkeep.look();
  expect(backupFiles(folder, 'journal')).toHaveLength(1);
});
