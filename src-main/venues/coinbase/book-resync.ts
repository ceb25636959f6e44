import { backOffMs } from '../connection/back-off.ts';
import type { Release } from '../release.ts';
import type { VenueParts } from '../venue-kind.ts';

export interface ResyncParts extends Pick<VenueParts, 'after' | 'random'> {
  /** Asks for a book from its beginning. */
  renew(product: string): void;
  noteGap(sentence: string): void;
  degrade(reason: string): Release;
}

/** Sound for so long, and its next trouble begins with short waits again. */
const soundAfterMs = 60_000;
/** A snapshot that has not come by then is asked for again. */
const patienceMs = 15_000;

interface Broken {
  readonly release: Release;
  isAsked: boolean;
}

/** Brings broken books back one at a time, each try later than the one before (O10). */
export class BookResync {
  readonly #parts: ResyncParts;
  readonly #broken = new Map<string, Broken>();
  readonly #failures = new Map<string, number>();
  #stopTimer: Release | undefined;

  constructor(parts: ResyncParts) {
    this.#parts = parts;
  }

  ask(product: string, reason: string): void {
    this.#parts.noteGap(`The order book of ${product} is read anew: ${reason}.`);
    const known = this.#broken.get(product);
    if (known !== undefined) known.isAsked = false;
    else {
      const release = this.#parts.degrade(`The order book of ${product} is out of step.`);
      this.#broken.set(product, { release, isAsked: false });
    }
    this.#next();
  }

  /** A change was laid in without trouble. */
  isSound(product: string): void {
    if (this.#broken.size === 0) return;
    const broken = this.#broken.get(product);
    if (broken === undefined) return;
    this.#end(product);
    this.#parts.after(soundAfterMs, () => {
      if (!this.#broken.has(product)) this.#failures.delete(product);
    });
    this.#next();
  }

  forget(product: string): void {
    this.#failures.delete(product);
    if (!this.#broken.has(product)) return;
    this.#end(product);
    this.#next();
  }

  /** The connection is gone, and with it everything that was asked for on it. */
  clear(): void {
    for (const product of [...this.#broken.keys()]) this.#end(product);
  }

  #end(product: string): void {
    this.#broken.get(product)?.release();
    this.#broken.delete(product);
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  #next(): void {
    if (this.#stopTimer !== undefined) return;
    const [entry] = this.#broken;
    if (entry === undefined) return;
    const [product, broken] = entry;
    const failures = this.#failures.get(product) ?? 0;
    this.#failures.set(product, failures + 1);
    this.#stopTimer = this.#parts.after(backOffMs(failures, this.#parts.random), () => {
      broken.isAsked = true;
      this.#parts.renew(product);
      this.#stopTimer = this.#parts.after(patienceMs, () => {
        this.#stopTimer = undefined;
        this.#next();
      });
    });
  }
}
