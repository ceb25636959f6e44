interface Sample {
  readonly atMs: number;
  readonly events: number;
}

/** Events per second from a counter that is heard now and then, over the last `windowMs`. */
export class EventRate {
  readonly #windowMs: number;
  #samples: Sample[] = [];

  constructor(windowMs = 2000) {
    this.#windowMs = windowMs;
  }

  /** A counter that goes back (a seek, a new replay) starts the measurement again. */
  add(atMs: number, events: number): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && (events < last.events || atMs < last.atMs)) this.#samples = [];
    this.#samples.push({ atMs, events });
    while (this.#samples.length > 2 && (this.#samples[1]?.atMs ?? atMs) <= atMs - this.#windowMs) {
      this.#samples.shift();
    }
  }

  clear(): void {
    this.#samples = [];
  }

  /** Undefined until two moments have been heard. */
  perSecond(): number | undefined {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.atMs <= first.atMs) return undefined;
    return ((last.events - first.events) * 1000) / (last.atMs - first.atMs);
  }
}
