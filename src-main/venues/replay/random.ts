/** A seeded generator of numbers from 0 up to 1 (mulberry32, public domain). The same seed and stream repeat exactly. */
export function randomFrom(seed: number, stream: number): () => number {
  let state =
    (seed ^ Math.imul((stream % 0xffff_ffff) | 0, 0x9e37_79b1) ^ Math.floor(stream / 0x1_0000_0000)) | 0;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number for a text, for seeds (FNV-1a, 32 bits). */
export function seedOf(text: string, seed: number): number {
  let hash = 0x811c_9dc5 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  }
  return hash >>> 0;
}
