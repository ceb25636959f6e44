import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** The whole content, unpacked. Never holds more than `maxBytes` of it, however well it is packed (W3). */
export async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const announced = Number(incoming.headers['content-length'] ?? 0);
  if (announced > maxBytes) throw new RangeError(`${announced} bytes are more than the ${maxBytes} allowed.`);
  const pieces: Buffer[] = [];
  let length = 0;
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const piece of source) {
      length += piece.length;
      if (length > maxBytes) throw new RangeError(`it is longer than the ${maxBytes} bytes allowed.`);
      pieces.push(piece);
    }
  };
  const unpack = unpackerFor(incoming.headers['content-encoding']);
  await (unpack === undefined ? pipeline(incoming, collect) : pipeline(incoming, unpack, collect));
  return Buffer.concat(pieces, length);
}

function unpackerFor(encoding: string | undefined) {
  switch (encoding?.toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new RangeError(`it is packed in an unknown way (${encoding}).`);
  }
}
