import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { type ImportLimits, sizeText } from './limits.ts';
import { parquetText } from './parquet/parquet-text.ts';
import { checkedEntry, findZipEntry } from './zip-entry.ts';

export type Container = 'plain' | 'gzip' | 'zip' | 'parquet';

/** A file's text as bytes, unpacked where it was packed, and made where the file is none. */
export interface OpenBytes {
  readonly container: Container;
  /** Name of the packed file inside a zip. */
  readonly entryName?: string;
  /** Size on disk, which `bytesRead` counts up to. */
  readonly bytesTotal: number;
  bytesRead(): number;
  /** One pass over the text. @throws Failure when a limit is passed or the packing is damaged. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

const chunkBytes = 512 * 1024;

/** @throws Failure when the file is not there, too large, or packed in a way that is not supported. */
export async function openBytes(path: string, limits: ImportLimits): Promise<OpenBytes> {
  const { size, head, tail } = await look(path);
  if (size === 0) throw new Failure('invalid', 'The file is empty.');
  if (size > limits.fileBytes) {
    throw new Failure(
      'invalid',
      `The file has ${sizeText(size)}; imports take up to ${sizeText(limits.fileBytes)}. Split it first.`,
    );
  }
  if (isParquet(head) || isEncryptedParquet(head, tail)) return parquet(path, size, limits);
  if (head[0] === 0x1f && head[1] === 0x8b) {
    const file = createReadStream(path, { highWaterMark: chunkBytes });
    return packed('gzip', file, createGunzip({ chunkSize: chunkBytes }), size, limits);
  }
  if (head.readUInt32LE(0) === 0x04034b50 || head.readUInt32LE(0) === 0x06054b50) {
    const entry = await findZipEntry(path, size, limits);
    const file = createReadStream(path, {
      start: entry.start,
      end: entry.start + entry.packedBytes - 1,
      highWaterMark: chunkBytes,
    });
    const opened = entry.isDeflated
      ? packed('zip', file, createInflateRaw({ chunkSize: chunkBytes }), size, limits)
      : plain('zip', file, size, limits);
    return { ...opened, entryName: entry.name, chunks: checkedEntry(opened.chunks, entry) };
  }
  return plain('plain', createReadStream(path, { highWaterMark: chunkBytes }), size, limits);
}

async function look(path: string): Promise<{ size: number; head: Buffer; tail: Buffer }> {
  try {
    const file = await open(path, 'r');
    try {
      const stat = await file.stat();
      if (!stat.isFile()) throw new Failure('invalid', 'That is a folder or a device, not a file.');
      const head = Buffer.alloc(8);
      await file.read(head, 0, head.length, 0);
      const tail = Buffer.alloc(4);
      await file.read(tail, 0, tail.length, Math.max(0, stat.size - tail.length));
      return { size: stat.size, head, tail };
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw isMissing
      ? new Failure('not-found', 'There is no such file.', { cause })
      : new Failure('unavailable', 'The file cannot be read.', { cause });
  }
}

function isParquet(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 4)).toString('latin1') === 'PAR1';
}

/** By both ends: a name of a column may begin like that. */
function isEncryptedParquet(head: Buffer, tail: Buffer): boolean {
  return head.toString('latin1', 0, 4) === 'PARE' && tail.toString('latin1') === 'PARE';
}

function parquet(path: string, size: number, limits: ImportLimits): OpenBytes {
  let bytesRead = 0;
  const chunks = parquetText(path, size, limits, (bytes) => {
    bytesRead = bytes;
  });
  return { container: 'parquet', bytesTotal: size, bytesRead: () => bytesRead, chunks };
}

function plain(
  container: Container,
  file: Readable & { bytesRead: number },
  size: number,
  limits: ImportLimits,
): OpenBytes {
  const chunks = limited(file, file, limits, false);
  return { container, bytesTotal: size, bytesRead: () => file.bytesRead, chunks };
}

function packed(
  container: Container,
  file: Readable & { bytesRead: number },
  unpack: Transform,
  size: number,
  limits: ImportLimits,
): OpenBytes {
  // The iteration below reports the error; without a callback here pipeline would throw it as uncaught.
  const text = pipeline(file, unpack, () => undefined);
  const chunks = limited(text, file, limits, true);
  return { container, bytesTotal: size, bytesRead: () => file.bytesRead, chunks };
}

async function* limited(
  text: Readable,
  file: { bytesRead: number },
  limits: ImportLimits,
  isPacked: boolean,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of text as AsyncIterable<Buffer>) {
      if (bytes === 0 && isParquet(chunk)) {
        throw new Failure('unsupported', 'Inside is a Parquet file. Unpack it and import that.');
      }
      bytes += chunk.length;
      if (bytes > limits.textBytes) {
        throw new Failure('invalid', `Unpacked, the file has more than ${sizeText(limits.textBytes)}.`);
      }
      if (isPacked && bytes > limits.ratioFreeBytes && bytes > limits.ratio * Math.max(file.bytesRead, 1)) {
        throw new Failure(
          'invalid',
          `The file unpacks to more than ${limits.ratio} times its size, which no market history does.`,
        );
      }
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw isPacked
      ? new Failure('invalid', 'The compressed file is damaged or cut off. Fetch it again.', { cause })
      : new Failure('unavailable', 'The file could not be read to its end.', { cause });
  }
}
