import type { Stateful } from '../../builtin.ts';
import { Ema } from '../averages/ema.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { divide } from '../windows/tolerance.ts';

class TrueStrength implements Stateful {
  readonly #slow: Ema;
  readonly #fast: Ema;
  readonly #slowSize: Ema;
  readonly #fastSize: Ema;
  #before = Number.NaN;
  #savedBefore = Number.NaN;

  constructor(short: Length, long: Length) {
    this.#slow = new Ema(long);
    this.#fast = new Ema(short);
    this.#slowSize = new Ema(long);
    this.#fastSize = new Ema(short);
  }

  next(source: number, short: number, long: number): number {
    const change = source - this.#before;
    this.#before = source;
    const direction = this.#fast.next(this.#slow.next(change, long), short);
    const size = this.#fastSize.next(this.#slowSize.next(Math.abs(change), long), short);
    return divide(direction, size);
  }

  save(): void {
    this.#slow.save();
    this.#fast.save();
    this.#slowSize.save();
    this.#fastSize.save();
    this.#savedBefore = this.#before;
  }

  restore(): void {
    this.#slow.restore();
    this.#fast.restore();
    this.#slowSize.restore();
    this.#fastSize.restore();
    this.#before = this.#savedBefore;
  }
}

export const tsi = indicator(
  'tsi',
  'True strength index, -1 to 1: the change from bar to bar, smoothed by two `ta.ema` one after the other, divided by its size smoothed the same way. na where the change is na, until both averages have begun, and where nothing has moved.',
  ['(source: series float, short_length: simple int, long_length: simple int) series float'],
  (site) => new TrueStrength(Length.of(site, 1, 'short_length'), Length.of(site, 2, 'long_length')),
);
