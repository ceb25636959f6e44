import type { BarColumn } from '../../../runtime/bars.ts';
import type { Context } from '../../../runtime/context.ts';
import type { Site, Stateful } from '../../builtin.ts';
import { isKnown } from './is-known.ts';

/** About so many bars are summed at a time: few enough to stay in the processor's nearest memory, and for a run to be stopped. */
const barsAtOnce = 1024;

const none = new Float64Array(0);

/**
 * Over a column of the bars and with a length that is known, the sums or means of many closed bars at once; where that cannot
 * be, what is given, which takes bar by bar and must be made of one `MovingSum`. First come the source and the length.
 */
export function summedAhead(site: Site, result: 'sum' | 'mean', byBar: Stateful): Stateful {
  const column = site.columns?.[0];
  const length = site.fixed[1];
  if (column === undefined || typeof length !== 'number' || !Number.isInteger(length) || length < 1)
    return byBar;
  return new ColumnSums(site.context, column, length, result === 'mean' ? length : 1, byBar);
}

/**
 * Goes ahead in blocks of the length, which are also where the joints of a `MovingSum` lie, so that every bit is the same. It
 * ends for good before the newest bar, which may still change, at a value that is na or infinite, and when a bar may be taken
 * back: then the last values are told to what goes on bar by bar.
 */
class ColumnSums implements Stateful {
  readonly #context: Context;
  readonly #column: BarColumn;
  readonly #length: number;
  readonly #divisor: number;
  readonly #byBar: Stateful;
  #isAhead = true;
  /** The first bar that ran; -1 before that. */
  #first = -1;
  /** How many bars had run when the results were made that are handed out now. */
  #before = 0;
  /** Behind the results lies a block of the sums that the next ones need. */
  #results = none;
  /** Which of them is next, and how many there are. */
  #next = 0;
  #end = 0;

  constructor(context: Context, column: BarColumn, length: number, divisor: number, byBar: Stateful) {
    this.#context = context;
    this.#column = column;
    this.#length = length;
    this.#divisor = divisor;
    this.#byBar = byBar;
  }

  next(source: number, length: number): number {
    const at = this.#next;
    if (at < this.#end) {
      this.#next = at + 1;
      return this.#results[at] as number;
    }
    // Of an unknown type, it would have every result boxed.
    return +this.#further(source, length);
  }

  #further(source: number, length: number): number {
    if (this.#isAhead) {
      if (this.#first < 0) this.#first = this.#context.bar;
      this.#fill();
      if (this.#next < this.#end) return this.next(source, length);
      this.#stop();
    }
    return this.#byBar.next(source, length) as number;
  }

  /** Makes as many results as there can be at once, perhaps none. */
  #fill(): void {
    const length = this.#length;
    const made = this.#end;
    this.#before += made;
    this.#next = 0;
    this.#end = 0;
    const { bars } = this.#context;
    const from = this.#first + this.#before;
    const left = bars.count - 1 - from;
    // Behind a block that was not whole the joint lies elsewhere.
    if (left <= 0 || this.#before % length !== 0) return;
    if (this.#results.length === 0) {
      const blocks = Math.min(Math.ceil(left / length), Math.max(1, Math.floor(barsAtOnce / length)));
      this.#results = new Float64Array((blocks + 1) * length);
    }
    const results = this.#results;
    results.copyWithin(0, made, made + length);
    const wished = Math.min(left, results.length - length);
    let count = 0;
    while (count < wished) {
      const size = Math.min(length, wished - count);
      if (!sumBlock(bars[this.#column], from + count, size, results, count, length, this.#divisor)) break;
      if (this.#before + count === 0) results.fill(Number.NaN, 0, length - 1);
      count += size;
    }
    this.#end = count;
  }

  /** Goes on bar by bar. */
  #stop(): void {
    const length = this.#length;
    const done = this.#before + this.#next;
    this.#isAhead = false;
    this.#next = 0;
    this.#end = 0;
    this.#results = none;
    const values = this.#context.bars[this.#column];
    for (let at = Math.max(0, done - (done % length) - length); at < done; at += 1) {
      this.#byBar.next(values[this.#first + at] as number, length);
    }
  }

  save(): void {
    if (this.#isAhead) this.#stop();
    this.#byBar.save();
  }

  restore(): void {
    this.#byBar.restore();
  }
}

/**
 * One block, in whose results the sums lie that come from the block before it: to each is added the sum of the block up to
 * there. At the same time, since neither has to wait for the other, the sums behind each place of this block are made for the
 * next. Whether all values were known.
 */
function sumBlock(
  values: Float64Array,
  from: number,
  size: number,
  results: Float64Array,
  to: number,
  length: number,
  divisor: number,
): boolean {
  let sum = 0;
  let behind = 0;
  for (let at = 0; at < size; at += 1) {
    sum += values[from + at] as number;
    results[to + at] = (sum + (results[to + at] as number)) / divisor;
    const back = size - 1 - at;
    results[to + length + back] = behind;
    behind += values[from + back] as number;
  }
  return isKnown(sum);
}
