import { Failure } from '../../src-shared/domain/failure.ts';
import type { SharedRun } from './shared-run.ts';
import type { ToWorker } from './worker-messages.ts';

interface Waiting {
  readonly run: SharedRun;
  resolve(result: never): void;
  reject(error: Failure): void;
}

/** Debugger's and profiler's that one worker answers at a time is enough. */
const mostWaiting = 8;

/** Questions to workers that are waiting for their answers. */
export class DebugCalls {
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  /** @throws Failure */
  ask<Result>(run: SharedRun, question: (request: number) => ToWorker): Promise<Result> {
    if (run.isOver) return Promise.reject(new Failure('unavailable', 'This script is not running.'));
    if (this.#waiting.size >= mostWaiting) {
      return Promise.reject(
        new Failure('rate-limited', 'Other bars are being looked at. Try again in a moment.'),
      );
    }
    this.#last += 1;
    const request = this.#last;
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.set(request, { run, resolve, reject });
      run.worker.send(question(request));
    });
  }

  answer(request: number, result: object): void {
    this.#take(request)?.resolve(result as never);
  }

  refuse(request: number, message: string): void {
    this.#take(request)?.reject(new Failure('unavailable', message.slice(0, 500)));
  }

  fail(run: SharedRun, message: string): void {
    for (const [request, waiting] of this.#waiting) if (waiting.run === run) this.refuse(request, message);
  }

  failAll(message: string): void {
    for (const request of [...this.#waiting.keys()]) this.refuse(request, message);
  }

  #take(request: number): Waiting | undefined {
    const waiting = this.#waiting.get(request);
    this.#waiting.delete(request);
    return waiting;
  }
}
