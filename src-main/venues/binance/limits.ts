import type { RateLimit } from '../connection/rate-budget.ts';
import type { Product } from './urls.ts';

/** Our names of Binance's limits, as the health page shows them. Windows are whole minutes and so on of its clock. */
export const limitNames = {
  spot: { weight: 'spot weight', orders: ['spot orders per 10 s', 'spot orders per day'] },
  'usd-m': { weight: 'futures weight', orders: ['futures orders per 10 s', 'futures orders per minute'] },
} as const;
export const attemptsLimit = 'connection attempts';

const second = 1_000;
const minute = 60 * second;
const window = (name: string, capacity: number, everyMs: number, reservedForOrders = 0): RateLimit => ({
  name,
  capacity,
  refill: { kind: 'window', everyMs },
  reservedForOrders,
});

/** As of 2026-04; `exchangeInfo` says the same, and the used weight comes back with every answer. */
const byProduct: Readonly<Record<Product, readonly RateLimit[]>> = {
  spot: [
    window(limitNames.spot.weight, 6_000, minute, 0.2),
    window(limitNames.spot.orders[0], 50, 10 * second),
    window(limitNames.spot.orders[1], 160_000, 24 * 60 * minute),
  ],
  'usd-m': [
    window(limitNames['usd-m'].weight, 2_400, minute, 0.2),
    window(limitNames['usd-m'].orders[0], 300, 10 * second),
    window(limitNames['usd-m'].orders[1], 1_200, minute),
  ],
};

export function rateLimitsOf(products: readonly Product[]): RateLimit[] {
  // 300 attempts per address in 5 minutes; other connections of this computer count too.
  return [...products.flatMap((product) => byProduct[product]), window(attemptsLimit, 200, 5 * minute)];
}

/** What one answer's headers say about the limits: limit name → used. */
export function usedLimits(product: Product, headers: Readonly<Record<string, unknown>>): [string, number][] {
  const { weight, orders } = limitNames[product];
  const of = (header: string, name: string): [string, number][] => {
    const value = headers[header];
    return typeof value === 'string' && /^\d{1,9}$/.test(value) ? [[name, Number(value)]] : [];
  };
  return [
    ...of('x-mbx-used-weight-1m', weight),
    ...of('x-mbx-order-count-10s', orders[0]),
    ...of(product === 'spot' ? 'x-mbx-order-count-1d' : 'x-mbx-order-count-1m', orders[1]),
  ];
}
