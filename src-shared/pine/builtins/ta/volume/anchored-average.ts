import { epochMs } from '../../../../domain/time.ts';
import { isIntraday } from '../../../../domain/timeframe.ts';
import type { Context } from '../../../runtime/context.ts';
import type { State } from '../../../runtime/state.ts';

/** True on the first bar of a trading day, and on the first bar of all. Bars of days and longer are one day each. */
export function isSessionStart(context: Context): boolean {
  const { bars, bar } = context;
  if (bar === 0 || !isIntraday(context.timeframe)) return true;
  const day = context.symbol.calendar.dayOf(epochMs(bars.time[bar] as number));
  return (bars.time[bar - 1] as number) < day.start;
}

/** Volume-weighted mean and deviation since an anchor. Values are counted from the first one, so that squares keep their digits. */
export class AnchoredAverage implements State {
  #origin = Number.NaN;
  #volume = 0;
  #sum = 0;
  #squares = 0;
  #isAnchored = false;
  readonly #saved = new Float64Array(4);
  #savedIsAnchored = false;

  /** False where there is no average: before the first anchor, without volume, where the value is na. */
  advance(value: number, volume: number, isAnchor: boolean): boolean {
    if (isAnchor) {
      this.#isAnchored = true;
      this.#origin = Number.NaN;
      this.#volume = 0;
      this.#sum = 0;
      this.#squares = 0;
    }
    if (!this.#isAnchored || !Number.isFinite(value) || !Number.isFinite(volume)) return false;
    if (Number.isNaN(this.#origin)) this.#origin = value;
    const distance = value - this.#origin;
    this.#volume += volume;
    this.#sum += distance * volume;
    this.#squares += distance * distance * volume;
    return this.#volume !== 0;
  }

  get mean(): number {
    return this.#origin + this.#sum / this.#volume;
  }

  get deviation(): number {
    const mean = this.#sum / this.#volume;
    return Math.sqrt(Math.max(0, this.#squares / this.#volume - mean * mean));
  }

  save(): void {
    const saved = this.#saved;
    saved[0] = this.#origin;
    saved[1] = this.#volume;
    saved[2] = this.#sum;
    saved[3] = this.#squares;
    this.#savedIsAnchored = this.#isAnchored;
  }

  restore(): void {
    const saved = this.#saved;
    this.#origin = saved[0] as number;
    this.#volume = saved[1] as number;
    this.#sum = saved[2] as number;
    this.#squares = saved[3] as number;
    this.#isAnchored = this.#savedIsAnchored;
  }
}
