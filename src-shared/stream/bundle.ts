import { frameKind, frameMagic, headerBytes, largestFrameBytes, padTo8 } from './layout.ts';

/** Before each frame of a bundle: its length, and 4 bytes of nothing. */
const prefixBytes = 8;

/**
 * The frames in as few messages as hold them, in their order: each message costs a page more than what a script says of
 * one bar. What is alone, or too large to be together with others, stays as it is.
 */
export function bundled(frames: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer>[] {
  const messages: Uint8Array<ArrayBuffer>[] = [];
  let together: Uint8Array<ArrayBuffer>[] = [];
  let bytes = headerBytes;
  const close = () => {
    const [only] = together;
    if (only !== undefined) messages.push(together.length === 1 ? only : bundleOf(together, bytes));
    together = [];
    bytes = headerBytes;
  };
  for (const frame of frames) {
    const needed = prefixBytes + padTo8(frame.byteLength);
    if (bytes + needed > largestFrameBytes) close();
    together.push(frame);
    bytes += needed;
  }
  close();
  return messages;
}

function bundleOf(frames: readonly Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const bundle = new Uint8Array(bytes);
  const view = new DataView(bundle.buffer);
  view.setUint32(0, frameMagic, true);
  view.setUint16(4, frameKind.bundle, true);
  view.setUint32(8, frames.length, true);
  let at = headerBytes;
  for (const frame of frames) {
    view.setUint32(at, frame.byteLength, true);
    bundle.set(frame, at + prefixBytes);
    at += prefixBytes + padTo8(frame.byteLength);
  }
  return bundle;
}

/**
 * The frames of a message: itself, or those of a bundle as views of its memory, each starting on a multiple of 8 where the
 * message does. Damaged ones are a message by themselves, for `decodeFrame` to say what is wrong.
 */
export function unbundled(message: Uint8Array): readonly Uint8Array[] {
  if (message.byteLength < headerBytes) return [message];
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const isBundle = view.getUint32(0, true) === frameMagic && view.getUint16(4, true) === frameKind.bundle;
  if (!isBundle) return [message];
  const frames: Uint8Array[] = [];
  let at = headerBytes;
  while (at + prefixBytes <= message.byteLength) {
    const length = view.getUint32(at, true);
    const next = at + prefixBytes + padTo8(length);
    if (length === 0 || next > message.byteLength) return [message];
    frames.push(message.subarray(at + prefixBytes, at + prefixBytes + length));
    at = next;
  }
  return at === message.byteLength && frames.length === view.getUint32(8, true) ? frames : [message];
}
