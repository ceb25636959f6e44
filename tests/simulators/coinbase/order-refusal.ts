import { Refusal, type RefusalReason } from '../exchange/refusal.ts';

/** A refused order is an answer with HTTP 200. Which members carry the reason differs, as recorded. */
export interface ErrorResponse {
  error: string;
  message: string;
  error_details?: string;
  preview_failure_reason?: string;
  new_order_failure_reason?: string;
}

export class OrderRefused extends Error {
  readonly response: ErrorResponse;
  readonly echoesConfiguration: boolean;

  constructor(response: ErrorResponse, echoesConfiguration = false) {
    super(`The simulated Coinbase refused: ${reasonOf(response)}.`);
    this.name = 'OrderRefused';
    this.response = response;
    this.echoesConfiguration = echoesConfiguration;
  }

  /** For previews, which have a list of reasons only. */
  get reason(): string {
    return reasonOf(this.response);
  }
}

function reasonOf(response: ErrorResponse): string {
  const reasons = [response.new_order_failure_reason, response.error, response.preview_failure_reason];
  return reasons.find((reason) => reason !== undefined && !reason.startsWith('UNKNOWN_')) ?? response.error;
}

/** What the venue finds when it previews the order. */
export function previewRefusal(error: string, preview: string, message: string): OrderRefused {
  return new OrderRefused({
    error,
    message,
    error_details: '',
    preview_failure_reason: preview,
    new_order_failure_reason: 'UNKNOWN_FAILURE_REASON',
  });
}

/** What the matching itself says. */
export function matchRefusal(reason: string, message = ''): OrderRefused {
  return new OrderRefused({
    error: 'UNKNOWN_FAILURE_REASON',
    message,
    new_order_failure_reason: reason,
  });
}

export function badConfiguration(message: string): OrderRefused {
  return new OrderRefused(
    {
      error: 'UNSUPPORTED_ORDER_CONFIGURATION',
      message: `rpc error: code = InvalidArgument desc = ${message}`,
      error_details: '',
      preview_failure_reason: 'PREVIEW_INVALID_ORDER_CONFIG',
    },
    true,
  );
}

export function precision(kind: 'SIZE' | 'PRICE'): OrderRefused {
  const error = `INVALID_${kind}_PRECISION`;
  return previewRefusal(error, `PREVIEW_${error}`, '');
}

const noFunds = () =>
  previewRefusal('INSUFFICIENT_FUND', 'PREVIEW_INSUFFICIENT_FUND', 'Insufficient balance in source account');

const byReason: Partial<Record<RefusalReason, () => OrderRefused>> = {
  'insufficient-balance': noFunds,
  'would-match': () => matchRefusal('INVALID_LIMIT_PRICE_POST_ONLY'),
  'would-trigger': () =>
    previewRefusal('UNKNOWN_FAILURE_REASON', 'PREVIEW_STOP_PRICE_ALREADY_REACHED', 'stop price is reached'),
  'market-closed': () => matchRefusal('ORDER_ENTRY_DISABLED'),
  'cancel-only': () => matchRefusal('ORDER_ENTRY_DISABLED'),
  'unknown-market': () => matchRefusal('INVALID_PRODUCT_ID'),
  'no-liquidity': () => matchRefusal('INVALID_NO_LIQUIDITY'),
  'account-disabled': () => matchRefusal('GEOFENCING_RESTRICTION'),
};

/** The engine's refusal in the venue's words; anything else is passed on. */
export function worded(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  return (
    byReason[error.reason]?.() ?? matchRefusal('COMMANDER_REJECTED_NEW_ORDER', `rejected: ${error.reason}`)
  );
}
