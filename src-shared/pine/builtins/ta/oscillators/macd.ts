import type { Stateful } from '../../builtin.ts';
import { Ema } from '../averages/ema.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';

class Macd implements Stateful {
  readonly #fast: Ema;
  readonly #slow: Ema;
  readonly #signal: Ema;
  readonly #lines: [number, number, number] = [Number.NaN, Number.NaN, Number.NaN];

  constructor(fast: Length, slow: Length, signal: Length) {
    this.#fast = new Ema(fast);
    this.#slow = new Ema(slow);
    this.#signal = new Ema(signal);
  }

  next(source: number, fast: number, slow: number, signal: number): readonly number[] {
    const line = this.#fast.next(source, fast) - this.#slow.next(source, slow);
    const smooth = this.#signal.next(line, signal);
    const lines = this.#lines;
    lines[0] = line;
    lines[1] = smooth;
    lines[2] = line - smooth;
    return lines;
  }

  save(): void {
    this.#fast.save();
    this.#slow.save();
    this.#signal.save();
  }

  restore(): void {
    this.#fast.restore();
    this.#slow.restore();
    this.#signal.restore();
  }
}

export const macd = indicator(
  'macd',
  'Moving average convergence and divergence, as [line, signal, histogram]: the fast less the slow `ta.ema`, a `ta.ema` of that line, and the line less its signal. In the units of `source`. Each is na until its averages have begun, and where `source` is na.',
  [
    '(source: series float, fastlen: simple int, slowlen: simple int, siglen: simple int) [series float, series float, series float]',
  ],
  (site) =>
    new Macd(Length.of(site, 1, 'fastlen'), Length.of(site, 2, 'slowlen'), Length.of(site, 3, 'siglen')),
);
