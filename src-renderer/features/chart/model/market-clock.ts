import { type EpochMs, epochMs } from '../../../../src-shared/domain/time.ts';
import type { TradingCalendar } from '../../../../src-shared/domain/trading-calendar.ts';

/** Where a replay stands that plays the market of the chart. */
export interface ReplayMoment {
  readonly now: number;
  /** Nothing more will come. */
  readonly isOver: boolean;
}

/**
 * What time it is on a market. A live market's clock goes on by itself between its prices; a replayed one stands where
 * the replay stands. NaN while that is not known, which is also before a live market was heard to move.
 */
export class MarketClock {
  #replay: ReplayMoment | undefined;
  #time = Number.NaN;
  #heardAt = Number.NaN;

  /** Another market: nothing is known of it. */
  forget(): void {
    this.#replay = undefined;
    this.#time = Number.NaN;
    this.#heardAt = Number.NaN;
  }

  setReplay(moment: ReplayMoment | undefined): void {
    this.#replay = moment;
  }

  /** The venue's time of the newest price, `wall` ms when it came. The first one may be old: only the next is news. */
  hear(time: number, wall: number): void {
    if (time === this.#time) return;
    this.#heardAt = Number.isFinite(this.#time) && time > this.#time ? wall : Number.NaN;
    this.#time = time;
  }

  now(wall: number, isReplayed: boolean): number {
    if (!isReplayed) return this.#time + Math.max(0, wall - this.#heardAt);
    if (this.#replay === undefined || this.#replay.isOver) return Number.NaN;
    // Prices come more often than the replay tells where it stands.
    return Number.isFinite(this.#time) ? Math.max(this.#replay.now, this.#time) : this.#replay.now;
  }
}

/** How long a bar goes on, in ms; undefined when it is over, has not begun, or the market stands still. */
export function timeLeft(
  now: number,
  bar: { readonly start: EpochMs; readonly end: EpochMs },
  calendar: TradingCalendar,
): number | undefined {
  if (!(now >= bar.start && now < bar.end) || !calendar.isOpen(epochMs(now))) return undefined;
  return bar.end - now;
}
