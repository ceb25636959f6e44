import { Refusal } from '../../exchange/refusal.ts';
import { bad, errors } from '../venue-error.ts';

const unrecorded = 'The order will not be recorded in the order history';

export const futuresErrors = {
  conditionalMoved: () =>
    bad(
      -4120,
      'Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.',
    ),
  positionSide: () => bad(-4061, "Order's position side does not match user's setting."),
  fillOrKill: () =>
    bad(
      -5021,
      `Due to the order could not be filled immediately, the FOK order has been rejected. ${unrecorded}`,
    ),
  postOnly: () =>
    bad(
      -5022,
      `Due to the order could not be executed as maker, the Post Only order will be rejected. ${unrecorded}`,
    ),
  reduceOnly: () => bad(-2022, 'ReduceOnly Order is rejected.'),
  wouldTrigger: () => bad(-2021, 'Order would immediately trigger.'),
  margin: () => bad(-2019, 'Margin is insufficient.'),
  notional: (least: string) =>
    bad(-4164, `Order's notional must be no smaller than ${least} (unless you choose reduce only).`),
  tick: () => bad(-4014, 'Price not increased by tick size.'),
  quantity: () => bad(-4003, 'Quantity less than or equal to zero.'),
  tooLarge: () => bad(-4005, 'Quantity greater than max quantity.'),
  precision: () => bad(-1111, 'Precision is over the maximum defined for this asset.'),
};

/** Futures wording of a refused order. Anything else is passed on. */
export function futuresOrderError(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  switch (error.reason) {
    case 'unknown-market':
      return errors.symbol();
    case 'insufficient-balance':
      return futuresErrors.margin();
    case 'would-match':
      return futuresErrors.postOnly();
    case 'reduce-only':
      return futuresErrors.reduceOnly();
    case 'bad-quantity':
      return futuresErrors.quantity();
    case 'duplicate-client-id':
      return bad(-4116, 'ClientOrderId is duplicated.');
    case 'unknown-order':
      return errors.cancelUnknown();
    default:
      return bad(-2010, 'NEW_ORDER_REJECTED');
  }
}
