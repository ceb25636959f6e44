import type { BuiltinFunction, Stateful } from '../builtin.ts';

/**
 * Numbers that look random and are the same on every run: a script may not depend on anything that its host did not hand
 * in. Without a seed, the place of the call is the seed. The generator is Marsaglia’s xorshift of 32 bits, started from
 * mixed bits; two draws make the 53 bits of a number.
 */
class Random implements Stateful {
  readonly #place: number;
  #seed = Number.NaN;
  #bits = 0;
  #savedSeed = Number.NaN;
  #savedBits = 0;

  constructor(path: string) {
    let place = 0x811c9dc5;
    for (let at = 0; at < path.length; at += 1) place = Math.imul(place ^ path.charCodeAt(at), 0x01000193);
    this.#place = place;
  }

  next(least: number, beyond: number, seed: number | undefined): number {
    const wanted = seed === undefined || Number.isNaN(seed) ? this.#place : seed;
    if (wanted !== this.#seed) {
      this.#seed = wanted;
      this.#bits = mixed(wanted);
    }
    const high = this.#draw() >>> 5;
    const low = this.#draw() >>> 6;
    return least + ((high * 0x4000000 + low) / 0x20000000000000) * (beyond - least);
  }

  #draw(): number {
    let bits = this.#bits;
    bits ^= bits << 13;
    bits ^= bits >>> 17;
    bits ^= bits << 5;
    this.#bits = bits;
    return bits;
  }

  save(): void {
    this.#savedSeed = this.#seed;
    this.#savedBits = this.#bits;
  }

  restore(): void {
    this.#seed = this.#savedSeed;
    this.#bits = this.#savedBits;
  }
}

/** Spreads a seed over all bits; never 0, from which the generator would not get away. */
function mixed(seed: number): number {
  let bits = Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(Math.floor(seed / 0x100000000) | 0, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  bits ^= bits >>> 16;
  return bits === 0 ? 1 : bits;
}

export const random: BuiltinFunction = {
  kind: 'function',
  name: 'math.random',
  since: 5,
  formerly: ['random'],
  documentation:
    'A number that looks random, from `min` up to but without `max`, another one at each evaluation. The same seed gives the same sequence everywhere; without one it differs from call to call in the script, but not from run to run.',
  signatures: ['(min: series float = 0, max: series float = 1, seed: series int = ?) series float'],
  implementation: { kind: 'state', create: (site) => new Random(site.path) },
};
