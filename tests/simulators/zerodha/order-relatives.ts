import { decimal } from '../exchange/decimal.ts';
import type { KiteOrder } from './kite-order.ts';
import { icebergMeta } from './order-endpoints.ts';
import type { World } from './world.ts';

/** What follows from an order that is complete: the next leg of an iceberg, the stop of a cover order. */
export function watchRelatives(world: World): void {
  const followed = new Set<KiteOrder>();
  world.desk.onChange((order) => {
    if (order.status !== 'COMPLETE' || followed.has(order)) return;
    followed.add(order);
    const { variety } = order.request;
    if (variety === 'iceberg') placeNextLeg(world, order);
    else if (variety === 'co' && order.parentId === undefined) placeStop(world, order);
  });
}

function placeNextLeg(world: World, order: KiteOrder): void {
  const { iceberg } = order.request;
  const done = order.meta.iceberg as { leg: number; total_quantity: number; remaining_quantity: number };
  if (iceberg === undefined || done.remaining_quantity === 0) return;
  const left = decimal(done.remaining_quantity);
  const quantity = left.lessThan(iceberg.legQuantity) ? left : iceberg.legQuantity;
  const whole = { ...order.request, quantity: decimal(done.total_quantity) };
  world.desk.place(order, { ...order.request, quantity }, { meta: icebergMeta(whole, done.leg + 1) });
}

function placeStop(world: World, order: KiteOrder): void {
  const { request } = order;
  world.desk.place(
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
