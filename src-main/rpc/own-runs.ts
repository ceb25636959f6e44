import type { PageStream } from '../market/index.ts';
import type { HeldRun } from '../scripts/index.ts';

/** The script runs of one page by their channel; they are released with the page. */
export class OwnRuns {
  readonly #stream: PageStream;
  readonly #runs = new Map<number, HeldRun>();
  #isClosed = false;

  constructor(stream: PageStream) {
    this.#stream = stream;
  }

  /** Gives a run its channel. @throws Failure `rate-limited` when the page has too many. */
  take(run: HeldRun): number {
    try {
      const channel = this.#stream.openScript(run.columns);
      if (this.#isClosed) {
        this.#stream.closeScript(channel);
        run.release();
        return channel;
      }
      this.#runs.set(channel, run);
      return channel;
    } catch (error) {
      run.release();
      throw error;
    }
  }

  get(channel: number): HeldRun | undefined {
    return this.#runs.get(channel);
  }

  release(channel: number): boolean {
    this.#stream.closeScript(channel);
    this.#runs.get(channel)?.release();
    return this.#runs.delete(channel);
  }

  close(): void {
    this.#isClosed = true;
    for (const run of this.#runs.values()) run.release();
    this.#runs.clear();
  }
}
