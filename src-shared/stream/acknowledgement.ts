/**
 * What a page answers on the data plane, once per painted frame: the newest batch it has, and its own times. Main uses
 * it to hold back while a page is behind, and to measure the last two stages of a tick's way.
 */
export interface Acknowledgement {
  readonly sequence: number;
  /** Epoch ms when that batch reached the page. */
  readonly receivedAt: number;
  /** Epoch ms when a frame showing it was painted; 0 when the page is hidden and paints nothing. */
  readonly paintedAt: number;
}

export function encodeAcknowledgement(ack: Acknowledgement): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Float64Array.of(ack.sequence, ack.receivedAt, ack.paintedAt).buffer);
}

/** Undefined for bytes that are not an acknowledgement. */
export function decodeAcknowledgement(bytes: Uint8Array): Acknowledgement | undefined {
  if (bytes.byteLength !== 24) return undefined;
  const [sequence, receivedAt, paintedAt] = new Float64Array(bytes.slice().buffer);
  if (sequence === undefined || receivedAt === undefined || paintedAt === undefined) return undefined;
  if (!Number.isSafeInteger(sequence) || sequence < 0) return undefined;
  if (!Number.isFinite(receivedAt) || !Number.isFinite(paintedAt)) return undefined;
  return { sequence, receivedAt, paintedAt };
}
