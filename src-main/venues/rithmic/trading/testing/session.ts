import { vi } from 'vitest';
import type { OrderIntent, OrderTerms } from '../../../../../src-shared/domain/order.ts';
import { intent, openDesk } from './desk.ts';
import { told } from './fake-plant.ts';

export const start = Date.UTC(2026, 10, 20, 15, 0, 0);
export const second = start / 1000;

/** A desk after both logins, in the test's own time. */
export async function loggedIn() {
  const desk = openDesk();
  desk.order.ready();
  desk.pnl.ready();
  await vi.advanceTimersByTimeAsync(2000);
  return desk;
}

type Desk = Awaited<ReturnType<typeof loggedIn>>;

/** The next orders are taken under this name. */
export function acknowledges(desk: Desk, basket_id = '900') {
  desk.order.acts('RequestNewOrder', {
    outcome: 'answered',
    code: '0',
    text: '',
    frames: [
      told('ResponseNewOrder', { rq_handler_rp_code: ['0'], basket_id, ssboe: second, usecs: 7000 }),
      told('ResponseNewOrder', { rp_code: ['0'] }),
    ],
  });
}

/** One order that was placed, as it was written. */
export async function sent(terms: OrderTerms, change: Partial<OrderIntent<'live'>> = {}) {
  const desk = await loggedIn();
  acknowledges(desk);
  const outcome = await desk.trading.place(intent({ terms, ...change }));
  return { outcome, fields: desk.order.requests('RequestNewOrder')[0], desk };
}

/** What every order here has. */
export const shared = {
  fcm_id: 'F2',
  ib_id: 'I2',
  account_id: 'A1',
  symbol: 'ESZ6',
  exchange: 'CME',
  user_tag: 'ours1',
  quantity: 2,
  transaction_type: 1,
  duration: 1,
  trade_route: 'globex',
  manual_or_auto: 1,
};
