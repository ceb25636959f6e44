import type { State } from '../../../runtime/state.ts';
import { Window } from '../../../runtime/window.ts';

/** As in `Dispersion`. */
const stepsAtLeast = 256;
const smallestShare = 1e-3;

/**
 * Over the last pairs of values: the sums of both squared distances from the mean and of their products, in constant time,
 * counted from an origin that follows the values. Values must be finite.
 */
export class JointDispersion implements State {
  readonly #first: Window;
  readonly #second: Window;
  #held = 0;
  #steps = 0;
  #origin1 = 0;
  #origin2 = 0;
  #sum1 = 0;
  #sum2 = 0;
  #squares1 = 0;
  #squares2 = 0;
  #products = 0;
  #peak1 = 0;
  #peak2 = 0;
  readonly #saved = new Float64Array(11);

  constructor(longest: number) {
    this.#first = new Window(longest + 1);
    this.#second = new Window(longest + 1);
  }

  /** False while there are fewer than `length` pairs, or when it is NaN. */
  push(first: number, second: number, length: number): boolean {
    this.#first.push(first);
    this.#second.push(second);
    this.#steps += 1;
    if (this.#held !== length) {
      const wanted = Math.min(Number.isNaN(length) ? 1 : length, this.#first.count);
      this.#takeAnew(wanted);
      return wanted === length;
    }
    const in1 = first - this.#origin1;
    const in2 = second - this.#origin2;
    const out1 = this.#first.ago(length) - this.#origin1;
    const out2 = this.#second.ago(length) - this.#origin2;
    this.#sum1 += in1 - out1;
    this.#sum2 += in2 - out2;
    this.#squares1 += in1 * in1 - out1 * out1;
    this.#squares2 += in2 * in2 - out2 * out2;
    this.#products += in1 * in2 - out1 * out2;
    this.#peak1 = Math.max(this.#peak1, this.#squares1);
    this.#peak2 = Math.max(this.#peak2, this.#squares2);
    const isWorn =
      this.#steps > stepsAtLeast + 4 * length ||
      !(this.firstDispersion >= this.#peak1 * smallestShare) ||
      !(this.secondDispersion >= this.#peak2 * smallestShare);
    if (isWorn) this.#takeAnew(length);
    return true;
  }

  get firstDispersion(): number {
    const dispersion = this.#squares1 - (this.#sum1 * this.#sum1) / this.#held;
    return dispersion < 0 ? 0 : dispersion;
  }

  get secondDispersion(): number {
    const dispersion = this.#squares2 - (this.#sum2 * this.#sum2) / this.#held;
    return dispersion < 0 ? 0 : dispersion;
  }

  /** The sum of the products of both distances. */
  get jointDispersion(): number {
    return this.#products - (this.#sum1 * this.#sum2) / this.#held;
  }

  #takeAnew(length: number): void {
    const first = this.#first;
    const second = this.#second;
    const newest1 = first.ago(0);
    const newest2 = second.ago(0);
    let sum1 = 0;
    let sum2 = 0;
    for (let ago = 1; ago < length; ago += 1) {
      sum1 += first.ago(ago) - newest1;
      sum2 += second.ago(ago) - newest2;
    }
    const origin1 = newest1 + sum1 / length;
    const origin2 = newest2 + sum2 / length;
    sum1 = 0;
    sum2 = 0;
    let squares1 = 0;
    let squares2 = 0;
    let products = 0;
    for (let ago = 0; ago < length; ago += 1) {
      const distance1 = first.ago(ago) - origin1;
      const distance2 = second.ago(ago) - origin2;
      sum1 += distance1;
      sum2 += distance2;
      squares1 += distance1 * distance1;
      squares2 += distance2 * distance2;
      products += distance1 * distance2;
    }
    this.#origin1 = origin1;
    this.#origin2 = origin2;
    this.#sum1 = sum1;
    this.#sum2 = sum2;
    this.#squares1 = squares1;
    this.#squares2 = squares2;
    this.#products = products;
    this.#peak1 = squares1;
    this.#peak2 = squares2;
    this.#held = length;
    this.#steps = 0;
  }

  save(): void {
    this.#first.save();
    this.#second.save();
    const saved = this.#saved;
    saved[0] = this.#held;
    saved[1] = this.#steps;
    saved[2] = this.#origin1;
    saved[3] = this.#origin2;
    saved[4] = this.#sum1;
    saved[5] = this.#sum2;
    saved[6] = this.#squares1;
    saved[7] = this.#squares2;
    saved[8] = this.#products;
    saved[9] = this.#peak1;
    saved[10] = this.#peak2;
  }

  restore(): void {
    this.#first.restore();
    this.#second.restore();
    const saved = this.#saved;
    this.#held = saved[0] as number;
    this.#steps = saved[1] as number;
    this.#origin1 = saved[2] as number;
    this.#origin2 = saved[3] as number;
    this.#sum1 = saved[4] as number;
    this.#sum2 = saved[5] as number;
    this.#squares1 = saved[6] as number;
    this.#squares2 = saved[7] as number;
    this.#products = saved[8] as number;
    this.#peak1 = saved[9] as number;
    this.#peak2 = saved[10] as number;
  }
}
