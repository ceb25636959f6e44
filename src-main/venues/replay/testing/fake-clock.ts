import type { ReplayClock } from '../replay-clock.ts';

/** A clock that stands still until a test moves it. */
export class FakeClock implements ReplayClock {
  #nowMs = 0;
  #waiting: { due: number; callback: () => void }[] = [];

  monotonicMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const entry = { due: this.#nowMs + delayMs, callback };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((one) => one !== entry);
    };
  }

  get timers(): number {
    return this.#waiting.length;
  }

  /** Moves on, calling back whatever falls due on the way, in order. */
  pass(ms: number): void {
    const end = this.#nowMs + ms;
    for (;;) {
      const next = this.#waiting.toSorted((a, b) => a.due - b.due)[0];
      if (next === undefined || next.due > end) break;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      this.#nowMs = next.due;
      next.callback();
    }
    this.#nowMs = end;
  }

  /** Calls back whatever is due now, until nothing is left or the number of turns is used up. */
  run(turns = 100_000): void {
    for (let turn = 0; turn < turns && this.#waiting.some(({ due }) => due <= this.#nowMs); turn += 1) {
      const next = this.#waiting.find(({ due }) => due <= this.#nowMs);
      this.#waiting = this.#waiting.filter((one) => one !== next);
      next?.callback();
    }
  }
}
