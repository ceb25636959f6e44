import { Failure } from '../../../src-shared/domain/failure.ts';
import { carriageReturn, lineFeed } from './bytes.ts';

type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface FoundEncoding {
  readonly encoding: TextEncodingName;
  readonly markBytes: number;
  /** True for files whose lines end in a carriage return alone. */
  readonly hasBareReturns: boolean;
  readonly warning?: string;
}

/**
 * Finds the encoding in the first bytes of a file: by its mark, else by what the bytes prove.
 * @throws Failure `invalid` when they are neither UTF-8 nor UTF-16: nothing is guessed.
 */
function findEncoding(sample: Uint8Array): FoundEncoding {
  const [a, b, c] = sample;
  if (a === 0xff && b === 0xfe) return withLineEnds(sample, { encoding: 'utf-16le', markBytes: 2 });
  if (a === 0xfe && b === 0xff) return withLineEnds(sample, { encoding: 'utf-16be', markBytes: 2 });
  if (a === 0xef && b === 0xbb && c === 0xbf)
    return withLineEnds(sample, { encoding: 'utf-8', markBytes: 3 });

  let evenZeros = 0;
  let oddZeros = 0;
  const looked = Math.min(sample.length, 4096);
  for (let at = 0; at < looked; at++) {
    if (sample[at] !== 0) continue;
    if (at % 2 === 0) evenZeros += 1;
    else oddZeros += 1;
  }
  // Text of digits in UTF-16 has a zero in every second byte.
  if (evenZeros === 0 && oddZeros > looked * 0.4) {
    const warning = 'The file is UTF-16 without a byte order mark; its bytes show that it is little-endian.';
    return withLineEnds(sample, { encoding: 'utf-16le', markBytes: 0, warning });
  }
  if (evenZeros + oddZeros > 0) throw new Failure('invalid', 'This is not a text file.');
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
  } catch (cause) {
    throw notText(cause);
  }
  return withLineEnds(sample, { encoding: 'utf-8', markBytes: 0 });
}

function notText(cause: unknown): Failure {
  return new Failure('invalid', 'The file is neither UTF-8 nor UTF-16. Save it again as UTF-8.', { cause });
}

function withLineEnds(sample: Uint8Array, found: Omit<FoundEncoding, 'hasBareReturns'>): FoundEncoding {
  return { ...found, hasBareReturns: sample.includes(carriageReturn) && !sample.includes(lineFeed) };
}

/** Text of any encoding as UTF-8 without a mark, its lines ending in line feeds. */
export interface DecodedText {
  readonly found: FoundEncoding;
  readonly chunks: AsyncIterable<Uint8Array>;
}

const lookedAtBytes = 64 * 1024;

/** @throws Failure `invalid` when the beginning shows that this is not text; the iteration passes on what `raw` throws. */
export async function decodeText(raw: AsyncIterable<Uint8Array>): Promise<DecodedText> {
  const iterator = raw[Symbol.asyncIterator]();
  const start: Uint8Array[] = [];
  let length = 0;
  while (length < lookedAtBytes) {
    const next = await iterator.next();
    if (next.done === true) break;
    start.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(start);
  try {
    const found = findEncoding(head);
    return { found, chunks: asUtf8(head, iterator, found) };
  } catch (error) {
    // Nobody will read on, so the file is closed here.
    await iterator.return?.();
    throw error;
  }
}

async function* asUtf8(
  head: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  { encoding, markBytes, hasBareReturns }: FoundEncoding,
): AsyncGenerator<Uint8Array> {
  const decoder = encoding === 'utf-8' ? undefined : new TextDecoder(encoding);
  const decode = (bytes: Uint8Array): Uint8Array => {
    const text = decoder === undefined ? bytes : Buffer.from(decoder.decode(bytes, { stream: true }));
    return hasBareReturns ? text.map((byte) => (byte === carriageReturn ? lineFeed : byte)) : text;
  };
  try {
    yield decode(decoder === undefined ? head.subarray(markBytes) : head);
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield decode(next.value);
  } finally {
    // Closes the file when the reader stops early.
    await rest.return?.();
  }
}
