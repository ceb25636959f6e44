/**
 * Sends the newest of many values and drops those in between: never more than one call at a time, and `pauseMs` between
 * the start of one and the next. `flush` sends the last value for certain, without the pause.
 */
export class LatestCall<T> {
  readonly #send: (value: T) => Promise<unknown>;
  readonly #pauseMs: number;
  #waiting: { readonly value: T } | undefined;
  #isSending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isResting = false;

  /** `send` deals with its own failures; a rejection only ends that one call. */
  constructor(send: (value: T) => Promise<unknown>, pauseMs: number) {
    this.#send = send;
    this.#pauseMs = pauseMs;
  }

  offer(value: T): void {
    this.#waiting = { value };
    if (!this.#isSending && !this.#isResting) this.#go();
  }

  flush(value: T): void {
    this.#waiting = { value };
    this.#endRest();
    if (!this.#isSending) this.#go();
  }

  /** Forgets what waits. */
  cancel(): void {
    this.#waiting = undefined;
    this.#endRest();
  }

  #go(): void {
    const next = this.#waiting;
    if (next === undefined) return;
    this.#waiting = undefined;
    this.#isSending = true;
    this.#rest();
    const done = () => {
      this.#isSending = false;
      if (!this.#isResting) this.#go();
    };
    this.#send(next.value).then(done, done);
  }

  #rest(): void {
    this.#isResting = true;
    this.#timer = setTimeout(() => {
      this.#isResting = false;
      if (!this.#isSending) this.#go();
    }, this.#pauseMs);
  }

  #endRest(): void {
    clearTimeout(this.#timer);
    this.#isResting = false;
  }
}
