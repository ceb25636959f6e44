/** Why the exchange did not do what it was asked. Each venue words these in its own codes. */
export type RefusalReason =
  | 'insufficient-balance'
  | 'would-match'
  | 'would-trigger'
  | 'would-not-fill'
  | 'market-closed'
  | 'cancel-only'
  | 'duplicate-client-id'
  | 'duplicate-list-id'
  | 'unknown-order'
  | 'unknown-market'
  | 'reduce-only'
  | 'no-liquidity'
  | 'bad-quantity'
  | 'account-disabled'
  | 'not-amendable';

/** Expected: the order was wrong or came at a bad time. Nothing has changed on the exchange. */
export class Refusal extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(`The simulated exchange refused: ${reason}.`);
    this.name = 'Refusal';
    this.reason = reason;
  }
}
