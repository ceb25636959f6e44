import { type Amount, decimal } from '../exchange/decimal.ts';
import type { MatchingEngine } from '../exchange/matching.ts';
import { seeded } from '../exchange/seeded.ts';
import { dayMs, indianMidnight, indianWeekday } from './indian-time.ts';

const minuteMs = 60_000;
const sessionMs = 375 * minuteMs;
const opensAtMs = 555 * minuteMs;

export interface PastOptions {
  seed: number;
  startPrice: string;
  largestTrade: string;
  /** Minutes of trading with four trades each. */
  minutes: number;
  /** Hours of trading before them with one trade each. */
  hours: number;
}

/** Writes a market's past, in the hours from 09:15 to 15:30 on weekdays only. Answers the last price. */
export function writePast(market: MatchingEngine, now: number, options: PastOptions): Amount {
  const random = seeded(options.seed);
  const { tick, step } = market.spec;
  const start = decimal(options.startPrice);
  let price = start;
  for (const at of pastTimes(now, options)) {
    const steps = Math.max(1, decimal(options.largestTrade).dividedBy(step).toNumber());
    const quantity = step.times(1 + Math.floor(random() * steps));
    market.recordHistory({ price, quantity, takerSide: random() < 0.5 ? 'buy' : 'sell', at });
    price = price.plus(tick.times(Math.floor(random() * 21) - 10));
    if (price.lessThan(start.times('0.95')) || price.greaterThan(start.times('1.05'))) price = start;
  }
  return price;
}

function pastTimes(now: number, { minutes, hours }: PastOptions): number[] {
  const dense: number[] = [];
  const sparse: number[] = [];
  for (
    let midnight = indianMidnight(now);
    sparse.length < hours || dense.length < minutes;
    midnight -= dayMs
  ) {
    const weekday = indianWeekday(midnight);
    if (weekday === 0 || weekday === 6) continue;
    const open = midnight + opensAtMs;
    let at = Math.min(open + sessionMs, Math.floor(now / minuteMs) * minuteMs) - minuteMs;
    for (; at >= open && dense.length < minutes; at -= minuteMs) dense.push(at);
    if (dense.length < minutes) continue;
    for (let hour = open + 6 * 60 * minuteMs; hour >= open && sparse.length < hours; hour -= 60 * minuteMs) {
      if (hour < (dense.at(-1) ?? now)) sparse.push(hour);
    }
  }
  return [
    ...sparse.reverse(),
    ...dense.reverse().flatMap((at) => [3, 17, 31, 52].map((second) => at + second * 1000)),
  ];
}
