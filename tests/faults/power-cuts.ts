import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { journalKind } from '../../src-main/storage/journal/journal-kind.ts';
import { openFile } from '../../src-main/storage/writer/open-file.ts';
import { CachedDisk } from './disk.ts';
import type { DiskEvent } from './disk-log.ts';
import type { Random } from './random.ts';

export interface PowerCutFigures {
  readonly cuts: number;
  /** Sums over all cuts. */
  readonly acknowledged: number;
  readonly lost: number;
  /** Cuts after which at least one acknowledged row was gone. */
  readonly cutsWithLoss: number;
  /** Cuts after which the file could not be opened or failed its check. */
  readonly damaged: number;
}

/**
 * Cuts the power at random moments of a recorded run, opens what the disk then holds the way the product does, and asks
 * for every row that had been acknowledged by then.
 */
export async function cutPower(
  events: readonly DiskEvent[],
  cuts: number,
  random: Random,
  scratch: string,
): Promise<PowerCutFigures> {
  const moments = Array.from({ length: cuts }, () => random.below(events.length)).sort((a, b) => a - b);
  const disk = new CachedDisk();
  let applied = 0;
  let acknowledged = 0;
  let lost = 0;
  let cutsWithLoss = 0;
  let damaged = 0;
  for (const moment of moments) {
    for (; applied < moment; applied += 1) disk.apply(events[applied] as DiskEvent);
    const found = await rowsAfter(disk.afterPowerCut(random), scratch);
    const gone = [...disk.acknowledged].filter((key) => !found?.has(key)).length;
    acknowledged += disk.acknowledged.size;
    lost += gone;
    cutsWithLoss += gone > 0 ? 1 : 0;
    damaged += found === undefined ? 1 : 0;
  }
  return { cuts, acknowledged, lost, cutsWithLoss, damaged };
}

/** The keys that a start after the cut finds, or undefined when the file is damaged. */
async function rowsAfter(
  files: ReadonlyMap<string, Buffer>,
  scratch: string,
): Promise<Set<string> | undefined> {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch);
  for (const [file, content] of files) writeFileSync(join(scratch, file), content);
  const path = join(scratch, 'journal.db');
  try {
    const { connection } = await openFile(journalKind, { path, backupFolder: undefined, startedAt: 0 });
    if (connection === undefined) return undefined;
    const keys = connection.prepare('SELECT key FROM setting').pluck().all() as string[];
    connection.close();
    return new Set(keys);
  } catch (error) {
    // A file that is refused or breaks while it is read is as lost as a damaged one; the figures say how often.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
