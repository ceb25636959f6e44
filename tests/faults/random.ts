/** A small seeded generator (mulberry32), so that a fault run can be repeated from its printed seed. */
export interface Random {
  readonly seed: number;
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, next, below: (limit) => Math.floor(next() * limit) };
}

/** The short form is the same every time; the long form looks somewhere else each time, unless a seed is asked for. */
export function chosenSeed(): number {
  const asked = process.env.TIDEMARK_SEED;
  if (asked !== undefined) return Number(asked);
  return isLongRun() ? Math.floor(Math.random() * 2 ** 31) : 20_260_301;
}

export function isLongRun(): boolean {
  return process.env.TIDEMARK_LONG === '1';
}
