/*
 * One WebSocket message carries one protobuf message, either bare or behind its length as four big-endian bytes. A protobuf
 * message never begins with a zero byte and a length always does, so each message tells by itself which of the two it is.
 */

const prefixLength = 4;
/** The first byte of a length has to stay zero. */
const longestPayload = 0x00ff_ffff;

export function frame(payload: Uint8Array, isPrefixed: boolean): Uint8Array {
  if (!isPrefixed) return payload;
  if (payload.length > longestPayload)
    throw new RangeError(`a message of ${payload.length} bytes is too long`);
  const framed = new Uint8Array(prefixLength + payload.length);
  new DataView(framed.buffer).setUint32(0, payload.length);
  framed.set(payload, prefixLength);
  return framed;
}

/** The message without its length, sharing its bytes; nothing for bytes that are neither of the two forms. */
export function unframe(bytes: Uint8Array): Uint8Array | undefined {
  const start = payloadStart(bytes);
  return start === 0 ? bytes : start === undefined ? undefined : bytes.subarray(start);
}

/** Where the message begins in what a socket gave: behind its length or at once; nothing for a bad frame. */
export function payloadStart(bytes: Uint8Array): 0 | 4 | undefined {
  if (bytes.length === 0) return undefined;
  if (bytes[0] !== 0) return 0;
  if (bytes.length <= prefixLength) return undefined;
  const length = ((bytes[1] as number) << 16) | ((bytes[2] as number) << 8) | (bytes[3] as number);
  return length === bytes.length - prefixLength ? prefixLength : undefined;
}
