import type { RithmicAccount } from './accounts.ts';
import type { Fields } from './fields.ts';
import type { Listing } from './markets.ts';

/** Each account's firm has a route of its own to each exchange; there is none that all share. */
export function routeOf(account: RithmicAccount, exchange: string): string {
  return `${account.terms.fcmId.toLowerCase()}-${exchange.toLowerCase()}`;
}

/** For each exchange the default one, and one that is down. */
export function routeRows(accounts: readonly RithmicAccount[], listing: Listing): Fields[] {
  const exchanges = new Set(listing.contracts.map(({ exchange }) => exchange));
  const rows = new Map<string, Fields>();
  for (const account of accounts) {
    for (const exchange of exchanges) {
      const { fcm_id, ib_id } = account.key;
      const own = { fcm_id, ib_id, exchange };
      const trade_route = routeOf(account, exchange);
      rows.set(`${fcm_id} ${ib_id} ${exchange} other`, {
        ...own,
        trade_route: `${trade_route}-spare`,
        status: 'DOWN',
        is_default: false,
      });
      rows.set(`${fcm_id} ${ib_id} ${exchange}`, { ...own, trade_route, status: 'UP', is_default: true });
    }
  }
  return [...rows.values()];
}
