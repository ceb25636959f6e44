/** Longer than a frame may take at 60 a second: one was missed. */
const lateMs = 25;
/** So many frames in time before one more chart is painted in each. */
const calmFrames = 90;
/** Before as many are tried as were too many; twice as long after each time in vain. */
const mostPatience = calmFrames * 16;
const shortlyFrames = 100;
const mostAtOnce = 16;

export interface FrameSource {
  /** When the frame that is being made began, in ms. */
  now(): number;
  /** Calls back in the next frame, with its time. */
  next(work: (now: number) => void): void;
  /** Calls back before this frame is painted, after everybody has been told what is new. */
  soon(work: () => void): void;
  isPainting(): boolean;
}

export const browserFrames: FrameSource = {
  now: () => Number(document.timeline.currentTime ?? performance.now()),
  next: (work) => void requestAnimationFrame(work),
  soon: (work) => queueMicrotask(work),
  isPainting: () => document.visibilityState === 'visible',
};

/**
 * Who paints in which frame. All charts paint in every frame as long as that is done in time; where frames are missed,
 * fewer of them do, in turns, so that the page stays fluent and each chart shows the newest a frame or two later. What is
 * asked for again before its turn came is done once.
 */
export class PaintTurns {
  readonly #frames: FrameSource;
  readonly #waiting = new Set<() => void>();
  #atOnce = mostAtOnce;
  /** So many were too many, the last time. */
  #tooMany = Number.POSITIVE_INFINITY;
  #patience = calmFrames;
  #isTrying = false;
  /** Frames in time since the last one that was not. */
  #calm = shortlyFrames;
  /** Frames in time since there were too many, however many were late by themselves. */
  #inTime = 0;
  #isDue = false;
  #isWatched = false;

  constructor(frames: FrameSource = browserFrames) {
    this.#frames = frames;
  }

  /** How many paint in one frame now. */
  get atOnce(): number {
    return this.#atOnce;
  }

  /** Calls `paint` once, in this frame or one of the next. */
  ask(paint: () => void): void {
    this.#waiting.add(paint);
    if (this.#isDue) return;
    this.#isDue = true;
    this.#frames.soon(() => this.#take());
  }

  forget(paint: () => void): void {
    this.#waiting.delete(paint);
  }

  #take(): void {
    this.#isDue = false;
    const isPainting = this.#frames.isPainting();
    const now = [...this.#waiting].slice(0, isPainting ? this.#atOnce : this.#waiting.size);
    for (const paint of now) {
      this.#waiting.delete(paint);
      paint();
    }
    if (isPainting) this.#watch(now.length);
  }

  /** How long this frame takes, and the turn of those who still wait. */
  #watch(painted: number): void {
    if (this.#isWatched) return;
    this.#isWatched = true;
    const began = this.#frames.now();
    this.#frames.next((now) => {
      this.#isWatched = false;
      if (this.#frames.isPainting()) this.#learn(now - began, painted);
      if (this.#waiting.size > 0 && !this.#isDue) {
        this.#isDue = true;
        // Together with what comes new in this frame.
        this.#frames.soon(() => this.#take());
      }
    });
  }

  /** One missed frame may have any cause; two shortly after one another are too much work. */
  #learn(frameMs: number, painted: number): void {
    if (frameMs <= lateMs) {
      this.#calm += 1;
      this.#inTime += 1;
      const wait = this.#atOnce + 1 < this.#tooMany ? calmFrames : this.#patience;
      if (this.#inTime % wait === 0 && this.#atOnce < mostAtOnce) this.#grow();
      return;
    }
    // A single chart that is late would be so at every turn.
    if (this.#calm < shortlyFrames && painted > 1) {
      if (this.#isTrying) this.#patience = Math.min(mostPatience, this.#patience * 2);
      this.#isTrying = false;
      this.#tooMany = painted;
      this.#atOnce = Math.ceil(painted / 2);
      this.#inTime = 0;
    }
    this.#calm = 0;
  }

  #grow(): void {
    this.#atOnce += 1;
    this.#isTrying = this.#atOnce === this.#tooMany;
    if (this.#atOnce <= this.#tooMany && this.#atOnce < mostAtOnce) return;
    // As many as were too many have been in time for long.
    this.#tooMany = Number.POSITIVE_INFINITY;
    this.#patience = calmFrames;
  }
}
