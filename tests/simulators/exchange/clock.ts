/** The venue's own clock. `offsetMs` makes it run ahead (positive) or behind the machine, to simulate skew. */
export interface SimulatorClock {
  offsetMs: number;
  now(): number;
  /** Stops the venue's time at a moment (ms since 1970), or lets it run again. */
  freeze(at: number | undefined): void;
}

export function createClock(): SimulatorClock {
  let frozenAt: number | undefined;
  return {
    offsetMs: 0,
    now() {
      return (frozenAt ?? Date.now()) + this.offsetMs;
    },
    freeze(at) {
      frozenAt = at;
    },
  };
}
