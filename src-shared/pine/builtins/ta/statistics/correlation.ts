import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { JointDispersion } from '../windows/joint-dispersion.ts';
import { Length } from '../windows/length.ts';
import { divide, tolerance } from '../windows/tolerance.ts';

class Correlation implements Stateful {
  readonly #length: Length;
  readonly #pairs: JointDispersion;

  constructor(length: Length) {
    this.#length = length;
    this.#pairs = new JointDispersion(length.longest);
  }

  next(source1: number, source2: number, length: number): number {
    const valid = this.#length.of(length);
    if (!Number.isFinite(source1) || !Number.isFinite(source2)) return Number.NaN;
    const pairs = this.#pairs;
    if (!pairs.push(source1, source2, valid)) return Number.NaN;
    const covariance = pairs.jointDispersion / valid;
    if (Math.abs(covariance) <= tolerance) return 0;
    return divide(covariance, Math.sqrt((pairs.firstDispersion / valid) * (pairs.secondDispersion / valid)));
  }

  save(): void {
    this.#pairs.save();
  }

  restore(): void {
    this.#pairs.restore();
  }
}

export const correlation = indicator(
  'correlation',
  'Correlation coefficient of two series over the last `length` bars on which both are known, -1 to 1: 1 when they move alike, -1 when against each other. A covariance of no more than 1e-10 gives 0. na where either is na and until `length` pairs are known.',
  ['(source1: series float, source2: series float, length: series int) series float'],
  (site) => new Correlation(Length.of(site, 2)),
);
