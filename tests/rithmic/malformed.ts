import type { FactMessage } from './facts.ts';
import { tagOf, varintOf } from './field-bytes.ts';

/* Messages as they should never come: whole ones cut, bent and stuffed, and bytes that never were a message. */

/** Numbers in [0, 1), the same for the same seed (Mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Next = () => number;
const below = (next: Next, end: number) => Math.floor(next() * end);
const noise = (next: Next, length: number) => Array.from({ length }, () => below(next, 256));

/** A whole message damaged in one to three ways; `message` is what it was. */
export function malformed(whole: Uint8Array, message: FactMessage, next: Next): Uint8Array {
  if (next() < 0.02) return Uint8Array.from(noise(next, below(next, 300)));
  let bytes = [...whole];
  for (let times = 1 + below(next, 3); times > 0; times -= 1) {
    const bend = bends[below(next, bends.length)];
    if (bend !== undefined) bytes = [...bend(bytes, message, next)];
  }
  return Uint8Array.from(bytes);
}

type Bend = (bytes: readonly number[], message: FactMessage, next: Next) => readonly number[];

const inserted = (bytes: readonly number[], at: number, more: readonly number[]) => [
  ...bytes.slice(0, at),
  ...more,
  ...bytes.slice(at),
];

const bends: readonly Bend[] = [
  // Cut off.
  (bytes, _message, next) => bytes.slice(0, below(next, bytes.length + 1)),
  // One bit turned over.
  (bytes, _message, next) => {
    const at = below(next, bytes.length);
    return bytes.map((byte, index) => (index === at ? byte ^ (1 << below(next, 8)) : byte));
  },
  // One byte of any value.
  (bytes, _message, next) => {
    const at = below(next, bytes.length);
    return bytes.map((byte, index) => (index === at ? below(next, 256) : byte));
  },
  // A piece taken out.
  (bytes, _message, next) => {
    const at = below(next, bytes.length + 1);
    return [...bytes.slice(0, at), ...bytes.slice(at + 1 + below(next, 8))];
  },
  // Noise somewhere in between.
  (bytes, _message, next) => inserted(bytes, below(next, bytes.length + 1), noise(next, 1 + below(next, 6))),
  // A piece twice.
  (bytes, _message, next) => {
    const at = below(next, bytes.length + 1);
    return inserted(bytes, at, bytes.slice(at, at + 1 + below(next, 30)));
  },
  // A length in front that was not taken away, or not the right one.
  (bytes, _message, next) => [
    0,
    0,
    bytes.length >> 8,
    (bytes.length + (next() < 0.5 ? 0 : 1)) & 255,
    ...bytes,
  ],
  // A field of the message with any wire type and noise for a value.
  (bytes, { fields }, next) => {
    const { number } = fields[below(next, fields.length)] ?? { number: 1 };
    return [...bytes, ...tagOf(number, below(next, 8)), ...noise(next, below(next, 12))];
  },
  // A field with a number too large for it, or too long.
  (bytes, { fields }, next) => {
    const { number } = fields[below(next, fields.length)] ?? { number: 1 };
    const values = [
      2n ** 31n,
      2n ** 32n,
      2n ** 53n,
      2n ** 63n,
      2n ** 64n - 1n,
      2n ** 64n,
      2n ** 70n,
      2n ** 90n,
    ];
    return [...bytes, ...tagOf(number, 0), ...varintOf(values[below(next, values.length)] ?? 0n)];
  },
  // A text as long as the memory of the machine.
  (bytes, { fields }, next) => {
    const { number } = fields[below(next, fields.length)] ?? { number: 1 };
    return [...bytes, ...tagOf(number, 2), ...varintOf(0xffff_fff0 + below(next, 16)), 1, 2, 3];
  },
  // Groups within groups, closed or not.
  (bytes, _message, next) => {
    const depth = below(next, 80);
    const open = Array.from({ length: depth }, () => tagOf(7, 3)).flat();
    const closed = Array.from({ length: depth - (next() < 0.3 ? 1 : 0) }, () => tagOf(7, 4)).flat();
    return [...bytes, ...open, ...closed];
  },
  // The template id of another message.
  (bytes, _message, next) => [...bytes, ...tagOf(154_467, 0), ...varintOf(below(next, 400))],
];
