import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { type ImportLimits, sizeText } from './limits.ts';

/** The one file inside a zip archive. Layout of the records: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16. */
export interface ZipEntry {
  readonly name: string;
  readonly isDeflated: boolean;
  /** Where its packed bytes begin in the archive. */
  readonly start: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly checksum: number;
}

const endRecordBytes = 22;
const centralHeaderBytes = 46;
const localHeaderBytes = 30;
const longestComment = 0xffff;
const longestDirectory = 64 * 1024;
const symbolicLink = 0o120000;

/** @throws Failure for archives that hold anything but one plain file (rule I2). */
export async function findZipEntry(path: string, size: number, limits: ImportLimits): Promise<ZipEntry> {
  const file = await open(path, 'r');
  try {
    const read = async (from: number, length: number): Promise<Buffer> => {
      if (from < 0 || length < 0 || from + length > size) throw damaged();
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await file.read(bytes, 0, length, from);
      if (bytesRead !== length) throw damaged();
      return bytes;
    };
    const tailBytes = Math.min(size, endRecordBytes + longestComment);
    const end = endRecord(await read(size - tailBytes, tailBytes));
    const entry = onlyEntry(await read(end.directoryStart, end.directoryBytes), end.entries, limits);
    const local = await read(entry.headerStart, localHeaderBytes);
    if (local.readUInt32LE(0) !== 0x04034b50) throw damaged();
    const start = entry.headerStart + localHeaderBytes + local.readUInt16LE(26) + local.readUInt16LE(28);
    if (entry.packedBytes === 0 || start + entry.packedBytes > size) throw damaged();
    return { ...entry, start };
  } finally {
    await file.close();
  }
}

/** Passes the unpacked bytes on and compares them, at the end, with what the archive says of them. */
export async function* checkedEntry(
  chunks: AsyncIterable<Uint8Array>,
  entry: ZipEntry,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let checksum = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (bytes !== entry.bytes || checksum !== entry.checksum) throw damaged();
}

function endRecord(tail: Buffer): { entries: number; directoryStart: number; directoryBytes: number } {
  for (let at = tail.length - endRecordBytes; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== 0x06054b50) continue;
    if (at + endRecordBytes + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const entries = tail.readUInt16LE(at + 10);
    const directoryBytes = tail.readUInt32LE(at + 12);
    const directoryStart = tail.readUInt32LE(at + 16);
    if (directoryStart === 0xffff_ffff || entries === 0xffff) {
      throw new Failure(
        'unsupported',
        'Zip archives of the 64-bit kind are not supported. Unpack the file first.',
      );
    }
    if (directoryBytes > longestDirectory || entries > 1) {
      throw new Failure(
        'invalid',
        `The zip archive holds ${entries} files. Import them one by one: unpack it and choose a file.`,
      );
    }
    return { entries, directoryStart, directoryBytes };
  }
  throw damaged();
}

function onlyEntry(
  directory: Buffer,
  entries: number,
  limits: ImportLimits,
): Omit<ZipEntry, 'start'> & { headerStart: number } {
  if (entries !== 1) throw new Failure('invalid', 'The zip archive is empty.');
  if (directory.length < centralHeaderBytes || directory.readUInt32LE(0) !== 0x02014b50) throw damaged();
  const nameBytes = directory.readUInt16LE(28);
  if (centralHeaderBytes + nameBytes > directory.length) throw damaged();
  const name = directory.toString('utf8', centralHeaderBytes, centralHeaderBytes + nameBytes);
  const method = directory.readUInt16LE(10);
  const packedBytes = directory.readUInt32LE(20);
  const bytes = directory.readUInt32LE(24);
  if ((directory.readUInt16LE(8) & 1) !== 0) {
    throw new Failure('unsupported', 'The zip archive is locked with a password. Unpack the file first.');
  }
  if (method !== 0 && method !== 8) {
    throw new Failure('unsupported', 'The zip archive uses a rare compression. Unpack the file first.');
  }
  const unixMode = directory.readUInt32LE(38) >>> 16;
  if (!isPlainName(name) || (unixMode & 0o170000) === symbolicLink) {
    throw new Failure('invalid', 'The zip archive holds a path or a link instead of a plain file.');
  }
  if (bytes > limits.textBytes) {
    throw new Failure('invalid', `Unpacked, the file has more than ${sizeText(limits.textBytes)}.`);
  }
  return {
    name,
    isDeflated: method === 8,
    packedBytes,
    bytes,
    checksum: directory.readUInt32LE(16),
    headerStart: directory.readUInt32LE(42),
  };
}

/** Names are never used as paths here; an archive that carries such names is refused all the same. */
function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && name.length <= 255 && !/[/\\:\0]/.test(name);
}

function damaged(): Failure {
  return new Failure('invalid', 'The zip archive is damaged or cut off. Fetch it again.');
}
