import type { SimulatorClock } from '../exchange/clock.ts';

/** Time as the simulated brokerage lives in it: real for a server, virtual for a soak of many days. */
export interface World {
  /** ms since 1970. */
  now(): number;
  /** Returns the way to call it off. */
  after(delayMs: number, run: () => void): () => void;
}

export const realWorld: World = {
  now: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** The engine's clock, kept by a world. */
export function clockOf(world: World): SimulatorClock {
  let frozenAt: number | undefined;
  return {
    offsetMs: 0,
    now() {
      return (frozenAt ?? world.now()) + this.offsetMs;
    },
    freeze(at) {
      frozenAt = at;
    },
  };
}

/** Calls again and again until it is called off. */
export function every(world: World, periodMs: number, run: () => void): () => void {
  let stop = world.after(periodMs, turn);
  function turn(): void {
    stop = world.after(periodMs, turn);
    run();
  }
  return () => stop();
}
