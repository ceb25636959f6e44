import type { Order } from '../exchange/orders.ts';
import type { World } from './world.ts';

/** Queries read a copy that lags behind the engine: a fresh order may not be in it yet. */
export function isHidden(world: World, order: Order): boolean {
  return world.clock.now() - order.createdAt < world.freshness.hiddenMs;
}

export function visible(world: World, orders: Order[]): Order[] {
  return orders.filter((order) => !isHidden(world, order));
}
