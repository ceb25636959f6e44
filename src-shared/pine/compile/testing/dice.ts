/** A 32-bit xorshift: the same numbers below a bound everywhere. */
export function diceOf(seed: number): (below: number) => number {
  let state = (seed * 2654435761) | 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
