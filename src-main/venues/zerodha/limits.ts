import type { RateLimit } from '../connection/rate-budget.ts';

/*
 * Zerodha tells nothing of what is left and does not say when its seconds begin, so our own count leaks: a burst of
 * `capacity` and `perSecond` after it stay within the documented number in any second.
 */
const quotes: RateLimit = {
  name: 'quotes (1 a second)',
  capacity: 1,
  refill: { kind: 'leak', perSecond: 0.95 },
};
const history: RateLimit = {
  name: 'history (3 a second)',
  capacity: 1,
  refill: { kind: 'leak', perSecond: 2.8 },
};
const requests: RateLimit = {
  name: 'requests (10 a second)',
  capacity: 3,
  refill: { kind: 'leak', perSecond: 6.5 },
};
const ordersPerSecond: RateLimit = {
  name: 'orders (10 a second)',
  capacity: 3,
  refill: { kind: 'leak', perSecond: 6.5 },
};
const ordersPerMinute: RateLimit = {
  name: 'orders (400 a minute)',
  capacity: 60,
  refill: { kind: 'leak', perSecond: 5.5 },
};
const ordersPerDay: RateLimit = {
  name: 'orders (5000 a day)',
  capacity: 5000,
  refill: { kind: 'window', everyMs: 86_400_000 },
};

export const rateLimits: readonly RateLimit[] = [
  quotes,
  history,
  requests,
  ordersPerSecond,
  ordersPerMinute,
  ordersPerDay,
];

export const quoteCost = { [quotes.name]: 1 };
export const historyCost = { [history.name]: 1 };
export const requestCost = { [requests.name]: 1 };
/** Changes count like new orders in a second and a minute; cancels only in a second. */
export const placeCost = { [ordersPerSecond.name]: 1, [ordersPerMinute.name]: 1, [ordersPerDay.name]: 1 };
export const cancelCost = { [ordersPerSecond.name]: 1 };

/** At most so many changes of one order. */
export const mostChanges = 25;
export const socketsPerKey = 3;
export const instrumentsPerSocket = 3000;
