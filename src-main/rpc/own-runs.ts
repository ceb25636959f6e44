import type { ScriptEvent } from '../../src-shared/contract/scripts.ts';
import type { PageStream } from '../market/index.ts';
import type { HeldRun } from '../scripts/index.ts';

/** The script runs of one page by their channel; they are released with the page. */
export class OwnRuns {
  readonly #stream: PageStream;
  readonly #runs = new Map<number, { readonly run: HeldRun; readonly ending: AbortController }>();
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
      this.#runs.set(channel, { run, ending: new AbortController() });
      return channel;
    } catch (error) {
      run.release();
      throw error;
    }
  }

  get(channel: number): HeldRun | undefined {
    return this.#runs.get(channel)?.run;
  }

  /** What the run tells, until the signal or the end of the channel. */
  events(
    channel: number,
    signal: AbortSignal | undefined,
  ): AsyncIteratorObject<ScriptEvent, void, void> | undefined {
    const own = this.#runs.get(channel);
    if (own === undefined) return undefined;
    const { signal: ended } = own.ending;
    return own.run.events(signal === undefined ? ended : AbortSignal.any([signal, ended]));
  }

  release(channel: number): boolean {
    this.#stream.closeScript(channel);
    const own = this.#runs.get(channel);
    own?.ending.abort();
    own?.run.release();
    return this.#runs.delete(channel);
  }

  close(): void {
    this.#isClosed = true;
    for (const channel of [...this.#runs.keys()]) this.release(channel);
  }
}
