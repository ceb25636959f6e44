/** The wall clock and timers as a replay needs them, so that a test can be its own clock. */
export interface ReplayClock {
  /** Monotonic ms. */
  monotonicMs(): number;
  /** Calls back after about that long, 0 for the next turn of the loop; answers how to stop it. */
  after(delayMs: number, callback: () => void): () => void;
}

export const systemReplayClock: ReplayClock = {
  monotonicMs: () => performance.now(),
  after: (delayMs, callback) => {
    if (delayMs > 0) {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    }
    const immediate = setImmediate(callback);
    return () => clearImmediate(immediate);
  },
};
