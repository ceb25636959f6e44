import { Failure } from '../../../src-shared/domain/failure.ts';
import { cellText } from './bytes.ts';
import type { ImportLimits } from './limits.ts';
import { type Container, openBytes } from './open-bytes.ts';
import { readLines } from './read-lines.ts';
import { decodeText, type FoundEncoding } from './text-encoding.ts';

/** The beginning of a file, enough to tell its layout. */
export interface FileSample {
  readonly container: Container;
  readonly entryName?: string;
  readonly encoding: FoundEncoding;
  /** Lines that are not empty, whole ones only unless the file has no other. */
  readonly lines: readonly string[];
}

/** Enough for two weeks of minute bars, which tells days from months in most dates. */
const sampleBytes = 1024 * 1024;
const mostLines = 20_000;

/** @throws Failure when the file cannot be opened, is not text, or has no line. */
export async function readSample(path: string, limits: ImportLimits): Promise<FileSample> {
  const file = await openBytes(path, limits);
  const start = await readStart(file.chunks, Math.min(sampleBytes, limits.textBytes));
  const text = await decodeText(once(start.bytes));
  const lines: string[] = [];
  await readLines(text.chunks, limits, (bytes, from, to) => {
    lines.push(cellText(bytes, from, to));
    return lines.length < mostLines;
  });
  if (start.isCut && lines.length > 1 && lines.length < mostLines) lines.pop();
  if (lines.length === 0) throw new Failure('invalid', 'The file is empty.');
  return {
    container: file.container,
    encoding: text.found,
    lines,
    ...(file.entryName === undefined ? {} : { entryName: file.entryName }),
  };
}

async function readStart(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= most) break;
  }
  const bytes = Buffer.concat(parts);
  return { bytes: bytes.subarray(0, most), isCut: length >= most };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
