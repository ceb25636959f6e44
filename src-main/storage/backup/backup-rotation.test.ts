import { expect, test } from 'vitest';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { dayMs } from '../../../src-shared/domain/timeframe.ts';
import type { BackupFile, BackupReason } from './backup-files.ts';
import { backupsToDrop } from './backup-rotation.ts';

const monday = Date.UTC(2026, 2, 2);
const backup = (day: number, reason: BackupReason = 'daily', hour = 12): BackupFile => ({
  name: `${day} ${reason} ${hour}`,
  path: '',
  reason,
  madeAt: epochMs(monday + day * dayMs + hour * 3_600_000),
  bytes: 0,
});
const keptOf = (all: readonly BackupFile[]) => {
  const dropped = new Set(backupsToDrop(all).map(({ name }) => name));
  return all.filter(({ name }) => !dropped.has(name)).map(({ name }) => name);
};

test('J6: seven days and four weeks are kept, one backup each', () => {
  const days = Array.from({ length: 60 }, (_, day) => backup(day));
  // Day 0 is a Monday, so weeks end with days 41, 48 and 55; day 59 is the newest.
  expect(keptOf(days)).toEqual([41, 48, 53, 54, 55, 56, 57, 58, 59].map((day) => `${day} daily 12`));
});

test('J6: of several backups of one day the newest is kept', () => {
  expect(keptOf([backup(1, 'daily', 8), backup(1, 'daily', 20), backup(0)])).toEqual([
    '1 daily 20',
    '0 daily 12',
  ]);
});

test('J6: days without a backup do not push out older ones', () => {
  const rare = [0, 40, 80, 120, 160, 200, 240, 280].map((day) => backup(day));
  expect(keptOf(rare)).toHaveLength(7);
});

test('J6: manual backups stay, and the last two made before a migration', () => {
  const migrations = [backup(1, 'before-20'), backup(2, 'before-30'), backup(3, 'before-40')];
  expect(keptOf([backup(0, 'manual'), ...migrations])).toEqual([
    '0 manual 12',
    '2 before-30 12',
    '3 before-40 12',
  ]);
});
