import { Refusal, type RefusalReason } from '../exchange/refusal.ts';

/** What Kraken answers instead of a result: a class and a text, `EOrder:Insufficient funds`. */
export class KrakenError extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'KrakenError';
  }
}

export function badArguments(detail?: string): KrakenError {
  return new KrakenError(
    detail === undefined ? 'EGeneral:Invalid arguments' : `EGeneral:Invalid arguments:${detail}`,
  );
}

const texts: Record<RefusalReason, string> = {
  'insufficient-balance': 'EOrder:Insufficient funds',
  'would-match': 'EOrder:Post only order',
  'would-trigger': 'EOrder:Invalid price',
  'would-not-fill': 'EOrder:Invalid order',
  'market-closed': 'EService:Unavailable',
  'cancel-only': 'EService:Market in cancel_only mode',
  // The notes tell the rule, not the words; these are ours.
  'duplicate-client-id': 'EGeneral:Invalid arguments:cl_ord_id',
  'duplicate-list-id': 'EGeneral:Invalid arguments',
  'unknown-order': 'EOrder:Unknown order',
  'unknown-market': 'EQuery:Unknown asset pair',
  'reduce-only': 'EOrder:Reduce only:No position exists',
  'no-liquidity': 'EOrder:Invalid order',
  'bad-quantity': 'EGeneral:Invalid arguments:volume',
  'account-disabled': 'EAuth:Account temporary disabled',
  'not-amendable': 'EOrder:Invalid order',
};

/** The text for whatever went wrong. @throws anything that is a bug of the simulator. */
export function errorText(error: unknown): string {
  if (error instanceof KrakenError) return error.message;
  if (error instanceof Refusal) return texts[error.reason];
  throw error;
}
