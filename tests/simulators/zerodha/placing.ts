import { type Amount, Exact, zero } from '../exchange/decimal.ts';
import type { Base } from './base.ts';
import type { OrderDesk, Placer } from './desk.ts';
import { shortOfFunds } from './exchange-side.ts';
import { isFinal, type KiteOrder } from './kite-order.ts';
import type { Ledger } from './ledger.ts';
import type { Listing } from './listings.ts';
import type { OrderRequest } from './order-request.ts';
import { errors } from './venue-error.ts';

/** Where orders are given. */
export interface Floor extends Base {
  ledger: Ledger;
  desk: OrderDesk;
}

/** What Zerodha itself finds out at once is an error; everything else comes as a status. @throws VenueError */
export function placeChecked(
  floor: Floor,
  by: Placer,
  request: OrderRequest,
  more: { parentId?: string; meta?: object } = {},
): KiteOrder {
  const { listing, side, product, quantity, iceberg } = request;
  const short = shortOfFunds(floor, by.userId, request);
  if (short !== undefined) throw errors.margin(short);
  if (side === 'sell' && (product === 'CNC' || product === 'MTF')) {
    if (deliverable(floor, by.userId, listing).lessThan(quantity)) {
      throw errors.holding('Insufficient stock holding.');
    }
  }
  if (iceberg === undefined) return floor.desk.place(by, request, more);
  return floor.desk.place(
    by,
    { ...request, quantity: iceberg.legQuantity },
    { meta: icebergMeta(request, 1) },
  );
}

/** The first leg now, each further one when the one before is complete. */
export function icebergMeta(whole: OrderRequest, leg: number): object {
  const { iceberg, quantity } = whole;
  if (iceberg === undefined) return {};
  const remaining = quantity.minus(iceberg.legQuantity.times(leg));
  return {
    iceberg: {
      leg,
      legs: iceberg.legs,
      leg_quantity: iceberg.legQuantity.toNumber(),
      total_quantity: quantity.toNumber(),
      remaining_quantity: Exact.max(remaining, 0).toNumber(),
    },
  };
}

/** How much of a share may be sold for delivery: held, plus bought today, less what was sold or is being sold. */
function deliverable(floor: Floor, userId: string, listing: Listing): Amount {
  const held = floor.ledger.holdingsOf(userId).find((one) => one.listing === listing)?.quantity ?? zero;
  const beingSold = floor.desk
    .ordersOf(userId)
    .filter((order) => {
      const { request } = order;
      const isSale = request.listing === listing && request.product === 'CNC' && request.side === 'sell';
      return isSale && !isFinal(order);
    })
    .reduce((sum, { request, filled }) => sum.plus(request.quantity).minus(filled), zero);
  return held.plus(floor.ledger.movedToday(userId, listing, 'CNC')).minus(beingSold);
}
