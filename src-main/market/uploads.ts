import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../src-shared/domain/failure.ts';

/** Files on their way from a page, piece by piece, in a folder of their own until imported or dropped. */
export interface Uploads {
  begin(name: string, size: number): Promise<string>;
  /** Pieces come in order. Answers how many bytes are there. @throws Failure when a piece does not fit. */
  append(upload: string, offset: number, bytes: Uint8Array): Promise<number>;
  /** Where the whole file is. @throws Failure while pieces are missing. */
  complete(upload: string): { readonly path: string; readonly name: string };
  discard(upload: string): Promise<boolean>;
  /** Removes what an earlier run left behind, and nothing that is on its way. */
  sweep(): Promise<void>;
}

/** More than anyone drops at once, and a bound on what a runaway page can put on the disk. */
const mostUploads = 32;

interface Upload {
  readonly name: string;
  readonly size: number;
  readonly path: string;
  /** Bytes taken in, the ones still being written included: where the next piece begins. */
  received: number;
  /** Bytes that are on the disk. */
  written: number;
}

export function createUploads(folder: string, newId: () => string): Uploads {
  const uploads = new Map<string, Upload>();
  const find = (id: string) => {
    const upload = uploads.get(id);
    if (upload === undefined) throw new Failure('not-found', 'This upload is gone. Choose the file again.');
    return upload;
  };
  return {
    async begin(name, size) {
      if (uploads.size >= mostUploads) {
        throw new Failure('rate-limited', 'Too many files are waiting. Finish or discard some first.');
      }
      const id = newId();
      const path = join(folder, id);
      uploads.set(id, { name, size, path, received: 0, written: 0 });
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const file = await open(path, 'wx', 0o600);
        await file.close();
      } catch (error) {
        uploads.delete(id);
        throw error;
      }
      return id;
    },
    async append(id, offset, bytes) {
      const upload = find(id);
      if (offset !== upload.received || upload.received + bytes.byteLength > upload.size) {
        throw new Failure('invalid', 'A piece of the file came out of order. Choose the file again.');
      }
      upload.received += bytes.byteLength;
      try {
        await writeAt(upload.path, bytes, offset);
        upload.written += bytes.byteLength;
      } catch (error) {
        // A piece is missing now, and the file must not be taken for whole.
        uploads.delete(id);
        await rm(upload.path, { force: true });
        throw error;
      }
      return upload.received;
    },
    complete(id) {
      const upload = find(id);
      if (upload.written < upload.size) {
        throw new Failure('invalid', `Only ${upload.written} of ${upload.size} bytes have arrived.`);
      }
      return upload;
    },
    async discard(id) {
      const upload = uploads.get(id);
      uploads.delete(id);
      if (upload !== undefined) await rm(upload.path, { force: true });
      return upload !== undefined;
    },
    async sweep() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const found of await readdir(folder)) {
        if (!uploads.has(found)) await rm(join(folder, found), { force: true });
      }
    },
  };
}

async function writeAt(path: string, bytes: Uint8Array, offset: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    for (let written = 0; written < bytes.byteLength; ) {
      const left = bytes.byteLength - written;
      written += (await file.write(bytes, written, left, offset + written)).bytesWritten;
    }
  } finally {
    await file.close();
  }
}
