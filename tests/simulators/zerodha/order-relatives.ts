import { decimal } from '../exchange/decimal.ts';
import type { KiteOrder } from './kite-order.ts';
import { type Floor, icebergMeta } from './placing.ts';

/** What follows from an order that is complete: the next leg of an iceberg, the stop of a cover order. */
export function watchRelatives(floor: Floor): void {
  const followed = new Set<KiteOrder>();
  floor.desk.onChange((order) => {
    if (order.status !== 'COMPLETE' || followed.has(order)) return;
    followed.add(order);
    const { variety } = order.request;
    if (variety === 'iceberg') placeNextLeg(floor, order);
    else if (variety === 'co' && order.parentId === undefined) placeStop(floor, order);
  });
}

function placeNextLeg(floor: Floor, order: KiteOrder): void {
  const { iceberg } = order.request;
  const done = order.meta.iceberg as { leg: number; total_quantity: number; remaining_quantity: number };
  if (iceberg === undefined || done.remaining_quantity === 0) return;
  const left = decimal(done.remaining_quantity);
  const quantity = left.lessThan(iceberg.legQuantity) ? left : iceberg.legQuantity;
  const whole = { ...order.request, quantity: decimal(done.total_quantity) };
  floor.desk.place(order, { ...order.request, quantity }, { meta: icebergMeta(whole, done.leg + 1) });
}

function placeStop(floor: Floor, order: KiteOrder): void {
  const { request } = order;
  floor.desk.place(
    order,
    {
      ...request,
      side: request.side === 'buy' ? 'sell' : 'buy',
      type: 'SL-M',
      price: undefined,
      protection: decimal(-1),
    },
    { parentId: order.id },
  );
}
