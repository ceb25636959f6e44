import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { SettingsRepository } from '../../../src-main/storage/journal-store.ts';
import type { Measurement, RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';
import { median } from '../statistics.ts';
import { withStorage } from '../temporary-storage.ts';

const writes = 200;
const together = 50;
const logPage = new Uint8Array(4120).fill(7);

/** Single durable writes, one after the other: each has reached the disk when it is answered. Median of them. */
export function run(options: RunOptions): Promise<void> {
  return withStorage(async ({ journal: { settings } }, folder) => {
    const file = openSync(join(folder, 'plain.bin'), 'w');
    writeSync(file, new Uint8Array(writes * logPage.byteLength));
    fdatasyncSync(file);
    const database = new Database(join(folder, 'peer.db'));
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec('CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT)');
    const upsert = database.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)');
    await compare(
      {
        name: 'db.journal',
        unit: 'us/write',
        note: `${writes} writes in a row; a log page of 4,120 bytes for the plain file; durable on whatever the temporary folder is on`,
        candidates: [
          { role: 'ours', label: 'settings.set', run: () => oneByOne(settings) },
          { role: 'limit', label: 'write + fdatasync', isComparable: false, run: () => plain(file) },
          {
            role: 'peer',
            label: 'better-sqlite3, synchronous FULL',
            isComparable: false,
            run: () => durations((index) => void upsert.run(`key-${index % 20}`, JSON.stringify({ index }))),
          },
          {
            role: 'beside',
            label: `settings.set, ${together} at once, each`,
            isComparable: false,
            run: () => atOnce(settings),
          },
        ],
        goals: [{ text: '≤ 1.2x write + fdatasync', isReached: ({ ours, limit }) => ours <= 1.2 * limit }],
      },
      options,
    );
    database.close();
    closeSync(file);
  });
}

async function oneByOne(settings: SettingsRepository): Promise<Measurement> {
  const times: number[] = [];
  for (let index = 0; index < writes; index += 1) {
    const started = performance.now();
    await settings.set(`bench.key-${index % 20}`, { index });
    times.push((performance.now() - started) * 1000);
  }
  const last = settings.get(`bench.key-${(writes - 1) % 20}`) as { index: number };
  if (last.index !== writes - 1) throw new Error('the last write cannot be read');
  return { cost: median(times), result: [] };
}

/** What the writer's group commit is for: many callers at once share a flush of the disk. */
async function atOnce(settings: SettingsRepository): Promise<Measurement> {
  const started = performance.now();
  await Promise.all(
    Array.from({ length: together }, (_, index) => settings.set(`bench.key-${index}`, { index })),
  );
  return { cost: ((performance.now() - started) * 1000) / together, result: [] };
}

function plain(file: number): Measurement {
  // Inside a file of full size, as in a log that is written again after a checkpoint: no new length to flush.
  return durations((index) => {
    writeSync(file, logPage, 0, logPage.byteLength, index * logPage.byteLength);
    fdatasyncSync(file);
  });
}

function durations(write: (index: number) => void): Measurement {
  const times: number[] = [];
  for (let index = 0; index < writes; index += 1) {
    const started = performance.now();
    write(index);
    times.push((performance.now() - started) * 1000);
  }
  return { cost: median(times), result: [] };
}
