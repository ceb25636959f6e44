import type { Position } from '../../../src-shared/domain/position.ts';
import { addDecimals, compareDecimals } from '../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { accountFor } from './accounts.ts';
import { instrumentIdOf } from './symbols.ts';
import type { HoldingWire, PositionWire } from './wire.ts';

/*
 * Zerodha keeps a market's position apart by product (delivery, intraday, …), and shares that are delivered apart again
 * as holdings. Each is a position here, with the product as its id; a sale of held shares is a negative delivery
 * position until the night, so that the sum is what the account owns.
 */

/** Flat ones included. */
export function positionsOf(
  net: readonly PositionWire[],
  userId: string,
  time: EpochMs,
): readonly Position<'live'>[] {
  return net.flatMap((wire) => position(wire, wire.product, wire.quantity, wire.average_price, userId, time));
}

/** Pledged shares are still owned. */
export function heldPositions(
  holdings: readonly HoldingWire[],
  userId: string,
  time: EpochMs,
): readonly Position<'live'>[] {
  return holdings.flatMap((wire) => [
    ...position(
      wire,
      'holding',
      addDecimals(wire.quantity, wire.collateral_quantity),
      wire.average_price,
      userId,
      time,
    ),
    ...(wire.mtf === null || wire.mtf === undefined
      ? []
      : position(wire, 'holding MTF', wire.mtf.quantity, wire.mtf.average_price, userId, time)),
  ]);
}

export function isFlat({ quantity }: Position): boolean {
  return compareDecimals(quantity, '0') === 0;
}

function position(
  { exchange, tradingsymbol }: { readonly exchange: string; readonly tradingsymbol: string },
  positionId: string,
  quantity: string,
  averagePrice: string,
  userId: string,
  time: EpochMs,
): readonly Position<'live'>[] {
  const instrument = instrumentIdOf(exchange, tradingsymbol);
  if (instrument === undefined) return [];
  const isHeld = compareDecimals(quantity, '0') !== 0;
  return [
    {
      account: accountFor(userId, exchange),
      instrument,
      positionId,
      quantity,
      ...(isHeld ? { averagePrice } : {}),
      time,
    },
  ];
}
