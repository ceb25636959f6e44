import { Refusal, type RefusalReason } from '../exchange/refusal.ts';

/** What Binance answers instead of a result. */
export class VenueError extends Error {
  readonly status: number;
  readonly code: number;
  readonly data: unknown;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: number,
    message: string,
    more: { data?: unknown; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = 'VenueError';
    this.status = status;
    this.code = code;
    this.data = more.data;
    this.headers = more.headers ?? {};
  }

  toJson(): { code: number; msg: string; data?: unknown } {
    return { code: this.code, msg: this.message, ...(this.data === undefined ? {} : { data: this.data }) };
  }
}

export function bad(code: number, message: string): VenueError {
  return new VenueError(400, code, message);
}

export const errors = {
  missing: (name: string) =>
    bad(-1102, `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`),
  illegal: (name: string, range: string) =>
    bad(-1100, `Illegal characters found in parameter '${name}'; legal range is '${range}'.`),
  precision: (name: string) => bad(-1111, `Parameter '${name}' has too much precision.`),
  notRequired: (name: string) => bad(-1106, `Parameter '${name}' sent when not required.`),
  symbol: () => bad(-1121, 'Invalid symbol.'),
  filter: (name: string) => bad(-1013, `Filter failure: ${name}`),
  noSuchOrder: () => bad(-2013, 'Order does not exist.'),
  cancelUnknown: () => bad(-2011, 'Unknown order sent.'),
  /** One answer for an unknown key, a foreign address and a missing right. */
  permission: () => new VenueError(401, -2015, 'Invalid API-key, IP, or permissions for action.'),
  keyFormat: () => new VenueError(401, -2014, 'API-key format invalid.'),
  signature: () => bad(-1022, 'Signature for this request is not valid.'),
};

const newOrderTexts: Partial<Record<RefusalReason, string>> = {
  'insufficient-balance': 'Account has insufficient balance for requested action.',
  'would-match': 'Order would immediately match and take.',
  'would-trigger': 'Order would trigger immediately.',
  'market-closed': 'Market is closed.',
  'cancel-only': 'Market is closed.',
  'duplicate-client-id': 'Duplicate order sent.',
  'duplicate-list-id': 'Duplicate order sent.',
  'account-disabled': 'This action is disabled on this account.',
};

/** Spot wording of a refused new order. Anything else is passed on. */
export function spotNewOrderError(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  if (error.reason === 'unknown-market') return errors.symbol();
  if (error.reason === 'bad-quantity') return errors.filter('LOT_SIZE');
  return bad(-2010, newOrderTexts[error.reason] ?? 'Unknown error.');
}

export function spotCancelError(error: unknown): unknown {
  return error instanceof Refusal ? errors.cancelUnknown() : error;
}
