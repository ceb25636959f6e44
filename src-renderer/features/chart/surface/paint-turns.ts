/** Longer than a frame may take at 60 a second: one was missed. */
const lateMs = 25;
/** So many frames in time before one more chart is painted in each. */
const calmFrames = 90;
const shortlyFrames = 20;
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
  /** Frames in time since the last one that was not. */
  #calm = shortlyFrames;
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
      if (this.#calm % calmFrames === 0 && this.#atOnce < mostAtOnce) this.#atOnce += 1;
      return;
    }
    if (this.#calm < shortlyFrames) this.#atOnce = Math.max(1, Math.floor(painted / 2));
    this.#calm = 0;
  }
}
