import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { Attachment, AttachmentRepository } from '../journal-store.ts';
import { syncFolder } from '../profile/sync-folder.ts';
import type { JournalFile } from './documents.ts';

export interface AttachmentParts extends JournalFile {
  readonly folder: string;
  now(): EpochMs;
}

const columns = 'sha256, name, media_type AS "mediaType", size, added_at AS "addedAt"';
const hashPattern = /^[0-9a-f]{64}$/;

/**
 * Files kept under the hash of their bytes (J10): `ab/ab34…`. A file is whole and on the disk before the row that names
 * it, and goes after it; so whatever moment a crash picks, no row is without its file, and the sweep finds the rest.
 */
export function attachmentRepository({ reader, writer, folder, now }: AttachmentParts): AttachmentRepository {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  const find = (sha256: string) =>
    reader.get<Attachment>(`SELECT ${columns} FROM attachment WHERE sha256 = ?`, sha256);
  const inTurn = oneAtATime();

  return {
    list: () => reader.all<Attachment>(`SELECT ${columns} FROM attachment ORDER BY added_at, sha256`),

    add: (name, mediaType, bytes) =>
      inTurn(async () => {
        const sha256 = hashOf(bytes);
        const known = find(sha256);
        if (known === undefined || (await readWhole(pathOf(sha256), sha256)) === undefined) {
          await writeDurably(pathOf(sha256), bytes);
        }
        if (known !== undefined) return known;
        const attachment = { sha256, name, mediaType, size: bytes.byteLength, addedAt: now() };
        await writer.run('addAttachment', attachment);
        return attachment;
      }),

    read: async (sha256) => {
      const attachment = find(sha256);
      if (attachment === undefined) return undefined;
      const bytes = await readWhole(pathOf(sha256), sha256);
      if (bytes !== undefined) return bytes;
      throw new Failure(
        'unavailable',
        `The file of “${attachment.name}” is missing or damaged. Add it again to repair it.`,
        { data: { sha256 } },
      );
    },

    remove: (sha256) =>
      inTurn(async () => {
        const removed = await writer.run('removeAttachment', sha256);
        if (removed) await rm(pathOf(sha256), { force: true });
        return removed;
      }),

    sweep: () =>
      inTurn(async () => {
        const files = await filesBelow(folder);
        const orphans = files.filter(({ name }) => !hashPattern.test(name) || find(name) === undefined);
        for (const { path } of orphans) await rm(path, { force: true });
        return orphans.length;
      }),
  };
}

/** Additions, removals and sweeps follow one another, so that a sweep never meets a file whose row is on its way. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The file's bytes if it is there and still what its name says. */
async function readWhole(path: string, sha256: string): Promise<Uint8Array | undefined> {
  try {
    const bytes = await readFile(path);
    return hashOf(bytes) === sha256 ? bytes : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await syncFolder(dirname(folder));
  const temporary = join(folder, `${randomUUID()}.part`);
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(folder);
}

async function filesBelow(folder: string): Promise<{ name: string; path: string }[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name, parentPath }) => ({ name, path: join(parentPath, name) }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
