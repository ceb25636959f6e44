import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Refusal, UnknownOutcome } from '../../../src-shared/domain/order.ts';
import { type CreateAnswerWire, errorWire } from './wire.ts';

/*
 * Coinbase refuses orders with the HTTP status 200 and a reason, and everything else with a status and a name of gRPC's.
 * Translated once, here.
 */

/** What a request was refused with. `name` is empty where the answer is none of Coinbase's own, such as a proxy's page. */
export interface ApiError {
  readonly status: number;
  readonly name: string;
  readonly message: string;
}

/** Reasons of `success: false` after which the order is known not to exist, by what a person can do about them. */
const reasonsByClass = {
  balance: [
    'INSUFFICIENT_FUND',
    'INSUFFICIENT_FUNDS',
    'INVALID_LEDGER_BALANCE',
    'PREVIEW_INSUFFICIENT_FUND',
    'PREVIEW_INSUFFICIENT_FUNDS_FOR_FUTURES',
    'PREVIEW_INSUFFICIENT_LEDGER_BALANCE',
    'PREVIEW_INVALID_LEDGER_BALANCE',
  ],
  filters: [
    'INVALID_SIZE_PRECISION',
    'INVALID_PRICE_PRECISION',
    'PREVIEW_INVALID_SIZE_PRECISION',
    'PREVIEW_INVALID_PRICE_PRECISION',
    'PREVIEW_INVALID_LIMIT_PRICE_PRECISION',
    'PREVIEW_INVALID_STOP_PRICE_PRECISION',
    'PREVIEW_INVALID_STOP_TRIGGER_PRICE_PRECISION',
    'PREVIEW_INVALID_BRACKET_LIMIT_PRICE_PRECISION',
    'PREVIEW_INVALID_QUOTE_SIZE_PRECISION',
    'PREVIEW_INVALID_BASE_SIZE_TOO_SMALL',
    'PREVIEW_INVALID_BASE_SIZE_TOO_LARGE',
    'PREVIEW_INVALID_QUOTE_SIZE_TOO_SMALL',
    'PREVIEW_INVALID_QUOTE_SIZE_TOO_LARGE',
    'PREVIEW_INVALID_PRICE_TOO_LARGE',
    'PREVIEW_INVALID_LIMIT_PRICE_TOO_FAR_FROM_MARKET',
    'PREVIEW_LIMIT_PRICE_TOO_FAR_FROM_MARKET',
    'LIMIT_PRICE_TOO_FAR_FROM_MARKET',
    'END_TIME_TOO_FAR_IN_FUTURE',
    'END_TIME_IS_IN_THE_PAST',
    'PREVIEW_END_TIME_TOO_FAR_IN_FUTURE',
    'PREVIEW_END_TIME_IS_IN_THE_PAST',
    'PREVIEW_INVALID_END_TIME',
    'MAX_NOTIONAL_PER_ORDER_BREACHED_15C35_CHECK',
    'BREACHED_RISK_LIMIT',
    'PREVIEW_BREACHED_RISK_LIMIT',
    'PREVIEW_BREACHED_PRICE_LIMIT',
  ],
  price: [
    'INVALID_LIMIT_PRICE_POST_ONLY',
    'INVALID_LIMIT_PRICE',
    'INVALID_NO_LIQUIDITY',
    'PREVIEW_INVALID_LIMIT_PRICE_POST_ONLY',
    'PREVIEW_INVALID_LIMIT_PRICE',
    'PREVIEW_INVALID_NO_LIQUIDITY',
    'PREVIEW_INVALID_STOP_PRICE',
    'PREVIEW_STOP_PRICE_ABOVE_LIMIT_PRICE',
    'PREVIEW_STOP_PRICE_BELOW_LIMIT_PRICE',
    'PREVIEW_STOP_PRICE_ABOVE_LAST_TRADE_PRICE',
    'PREVIEW_STOP_PRICE_BELOW_LAST_TRADE_PRICE',
    'PREVIEW_STOP_TRIGGERED',
    'STOP_ALREADY_TRIGGERED',
    'INVALID_BRACKET_PRICES',
    'INVALID_BRACKET_LIMIT_PRICE',
    'INVALID_BRACKET_STOP_TRIGGER_PRICE',
    'BRACKET_LIMIT_PRICE_OUT_OF_BOUNDS',
    'STOP_TRIGGER_PRICE_OUT_OF_BOUNDS',
    'MISSING_MARKET_TRADE_DATA',
    'PREVIEW_INVALID_BRACKET_PRICES',
    'PREVIEW_INVALID_BRACKET_LIMIT_PRICE',
    'PREVIEW_INVALID_BRACKET_STOP_TRIGGER_PRICE',
    'PREVIEW_BRACKET_LIMIT_PRICE_OUT_OF_BOUNDS',
    'PREVIEW_STOP_TRIGGER_PRICE_OUT_OF_BOUNDS',
    'PREVIEW_MISSING_MARKET_TRADE_DATA',
    'PREVIEW_MISSING_PRODUCT_PRICE_BOOK',
    'LIMIT_ORDER_PRICE_EXCEEDS_PRICE_BAND_ON_BUY',
    'LIMIT_ORDER_PRICE_EXCEEDS_PRICE_BAND_ON_SELL',
  ],
  malformed: [
    'UNSUPPORTED_ORDER_CONFIGURATION',
    'INVALID_REQUEST',
    'INVALID_SIDE',
    'INVALID_PRODUCT_ID',
    'COMMANDER_REJECTED_NEW_ORDER',
    'QUOTE_SIZE_NOT_ALLOWED_FOR_BRACKET',
    'BRACKET_ORDER_NOT_SUPPORTED',
    'FOK_DISABLED',
    'FOK_ONLY_ALLOWED_ON_LIMIT_ORDERS',
    'POST_ONLY_NOT_ALLOWED_WITH_FOK',
    'OPEN_BRACKET_ORDERS',
    'GTD_ORDERS_MUST_HAVE_END_TIME',
    'PREVIEW_INVALID_ORDER_CONFIG',
    'PREVIEW_INVALID_SIDE',
    'PREVIEW_INVALID_PRODUCT_ID',
    'PREVIEW_BRACKET_ORDER_NOT_SUPPORTED',
    'PREVIEW_INVALID_BRACKET_ORDER_SIDE',
    'PREVIEW_BRACKET_ORDER_SIZE_EXCEEDS_POSITION',
    'PREVIEW_FOK_DISABLED',
  ],
  'not tradable': [
    'UNTRADABLE_PRODUCT',
    'ORDER_ENTRY_DISABLED',
    'INELIGIBLE_PAIR',
    'GEOFENCING_RESTRICTION',
    'INVALID_SETTLEMENT_CURRENCY',
    'PRODUCT_TRADING_HALTED',
    'TRADING_DISABLED',
    'PREVIEW_UNTRADABLE_PRODUCT',
    'PREVIEW_NOT_ALLOWED_BY_MARKET_STATE',
    'PREVIEW_GEOFENCING_RESTRICTION',
    'PREVIEW_PRODUCT_TRADING_HALTED',
    'PREVIEW_TRADING_DISABLED',
    'PREVIEW_COMPLIANCE_PURCHASE_LIMIT_EXCEEDED',
  ],
} as const;
export type RefusalClass = keyof typeof reasonsByClass;

const classes = new Map<string, RefusalClass>(
  Object.entries(reasonsByClass).flatMap(([name, reasons]) =>
    reasons.map((reason) => [reason, name as RefusalClass] as const),
  ),
);

export function classOf(reason: string): RefusalClass | undefined {
  return classes.get(reason);
}

/** Any other failure of the preview that Coinbase makes of every order before it exists. */
const previewFailed = 'PREVIEW_FAILED';
/** Names of HTTP errors that come before anything is done. */
const refusingNames = [
  'UNAUTHORIZED',
  'PERMISSION_DENIED',
  'INVALID_ARGUMENT',
  'NOT_FOUND',
  'RESOURCE_EXHAUSTED',
  'rate_limit_exceeded',
] as const;

/** Reasons why a cancel or a change was not carried out, where that is certain. */
const changeRefusals = [
  'UNKNOWN_CANCEL_ORDER',
  'COMMANDER_REJECTED_CANCEL_ORDER',
  'INVALID_CANCEL_PRODUCT_ID',
  'INVALID_CANCEL_FCM_TRADING_SESSION',
  'NOT_ALLOWED_TO_CANCEL',
  'ORDER_IS_FULLY_FILLED',
  'ORDER_IS_BEING_REPLACED',
  'ORDER_NOT_FOUND',
  'CANNOT_EDIT_TO_BELOW_FILLED_SIZE',
  'INVALID_EDITED_SIZE',
  'INVALID_EDITED_PRICE',
  'INVALID_ORIGINAL_SIZE',
  'INVALID_ORIGINAL_PRICE',
  'EDIT_REQUEST_EQUAL_TO_ORIGINAL_REQUEST',
  'ONLY_OPEN_ORDERS_CAN_BE_EDITED',
  'ONLY_LIMIT_ORDER_EDITS_SUPPORTED',
  'COMMANDER_REJECTED_EDIT_ORDER',
] as const;

/** Refused by ourselves before anything was sent. */
export const localRefusals = [
  'local:instrument',
  'local:not-tradable',
  'local:quantity',
  'local:price',
  'local:order-type',
  'local:duration',
  'local:client-order-id',
  'local:bracket',
  'local:change',
  'local:no-such-order',
  'local:no-key',
  'local:read-only',
  'local:rate-limited',
  'local:not-sent',
] as const;
export type LocalRefusal = (typeof localRefusals)[number];

export const definiteRefusals: readonly string[] = [
  ...classes.keys(),
  previewFailed,
  ...refusingNames,
  ...changeRefusals,
  ...localRefusals,
];

export function refused(code: LocalRefusal, reason: string): Refusal {
  return { outcome: 'rejected', code, reason };
}

/** Reads the body of an answer that is not a success. Never throws. */
export function readError(status: number, body: string): ApiError {
  const parsed = errorWire.safeParse(jsonOf(body));
  if (!parsed.success) {
    // A 401 often is nothing but this word.
    return {
      status,
      name: status === 401 && /^\s*unauthorized\s*$/i.test(body) ? 'UNAUTHORIZED' : '',
      message: '',
    };
  }
  const { error, message, errors } = parsed.data;
  const [first] = errors;
  return {
    status,
    name: (error || (first?.id ?? '')).slice(0, 80),
    message: (message || (first?.message ?? '')).slice(0, 300),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The first of the places where Coinbase may put a reason that tells something. */
export function reasonOf({ error_response: response, failure_reason: older }: CreateAnswerWire): string {
  const found = [
    response?.new_order_failure_reason,
    response?.error,
    response?.preview_failure_reason,
    older,
  ];
  return found.find((one) => one !== undefined && one !== '' && !one.startsWith('UNKNOWN_')) ?? '';
}

/** What `success: false` means for a new order (O4): a reason that is not listed leaves it unknown. */
export function refusalOfOrder(answer: CreateAnswerWire): Refusal | UnknownOutcome {
  const reason = reasonOf(answer);
  const { message = '', error_details: details = '' } = answer.error_response ?? {};
  const words = message || details || reason;
  const code = classes.has(reason) ? reason : reason.startsWith('PREVIEW_') ? previewFailed : undefined;
  if (code !== undefined) return { outcome: 'rejected', code, reason: sentenceFor(reason, words) };
  return {
    outcome: 'unknown',
    detail:
      `Coinbase refused the order with ${reason || 'no reason'}${words === '' ? '' : `: ${words}`}`.slice(
        0,
        300,
      ),
  };
}

const advice: Readonly<Record<RefusalClass, string>> = {
  balance: 'The balance of this portfolio does not suffice.',
  filters: 'Size, price or time is outside of what Coinbase takes for this market.',
  price: 'The price does not fit the market as it is now.',
  malformed: 'Coinbase does not take this kind of order for this market.',
  'not tradable': 'This market cannot be traded by this account now.',
};

function sentenceFor(reason: string, words: string): string {
  const found = classes.get(reason);
  const general = found === undefined ? '' : advice[found];
  if (/account is not available/i.test(words)) {
    return `There is no wallet yet for the currency that would be paid. Open one at Coinbase first. (${words})`.slice(
      0,
      300,
    );
  }
  return [general, words]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 300);
}

/** What an HTTP error means for a request that acts (O4). */
export function refusalOfError(error: ApiError): Refusal | UnknownOutcome {
  const { status, name, message } = error;
  const isDefinite =
    status >= 400 &&
    status < 500 &&
    (refusingNames as readonly string[]).includes(name) &&
    !/tim(?:ed?|ing)[ -]?out|deadline/i.test(message);
  if (isDefinite) return { outcome: 'rejected', code: name, reason: sentenceOfError(error) };
  return {
    outcome: 'unknown',
    detail: `Coinbase answered ${status}${name === '' ? '' : ` ${name}`}${message === '' ? '' : `: ${message}`}`,
  };
}

/** What a refused cancel or change means. `''` and `UNKNOWN_…` say nothing. */
export function refusalOfChange(reason: string): Refusal | UnknownOutcome {
  const isKnown = (changeRefusals as readonly string[]).includes(reason) || classes.has(reason);
  if (isKnown) return { outcome: 'rejected', code: reason, reason: changeWords[reason] ?? reason };
  if (reason.startsWith('PREVIEW_')) return { outcome: 'rejected', code: previewFailed, reason };
  return { outcome: 'unknown', detail: `Coinbase did not carry it out: ${reason || 'no reason was given'}.` };
}

const changeWords: Readonly<Record<string, string>> = {
  UNKNOWN_CANCEL_ORDER: 'Coinbase knows no such open order.',
  ORDER_NOT_FOUND: 'Coinbase knows no such open order.',
  ORDER_IS_FULLY_FILLED: 'The order is filled already.',
  CANNOT_EDIT_TO_BELOW_FILLED_SIZE: 'More than that is filled already.',
  EDIT_REQUEST_EQUAL_TO_ORIGINAL_REQUEST: 'The order is as asked already.',
  ONLY_OPEN_ORDERS_CAN_BE_EDITED: 'Only open orders can be changed.',
  ONLY_LIMIT_ORDER_EDITS_SUPPORTED: 'Coinbase changes limit orders only.',
};

/** The same as a Failure, for calls that ask. */
export function failureOf(error: ApiError): Failure {
  const { status, name } = error;
  const data = { code: name || `http-${status}`, httpStatus: status };
  const sentence = sentenceOfError(error);
  if (status === 401 || status === 403) return new Failure('unauthorised', sentence, { data });
  if (status === 404) return new Failure('not-found', sentence, { data });
  if (status === 429) return new Failure('rate-limited', sentence, { data });
  if (status >= 400 && status < 500) return new Failure('invalid', sentence, { data });
  return new Failure('unavailable', sentence, { data });
}

function sentenceOfError({ status, name, message }: ApiError): string {
  const words = message === '' || message === 'Unauthorized' ? '' : ` (${message})`;
  switch (status) {
    case 401:
      // One answer for all of them, and the list of addresses cannot be read.
      return (
        `Coinbase does not accept this key${words}. It may be wrong or deleted, or this computer’s address is not on ` +
        'the key’s list. The connection’s test finds out more.'
      );
    case 403:
      return `This key may not do that${words}: a right is missing, or it belongs to another portfolio.`;
    case 404:
      return `Coinbase knows nothing of the kind${words}.`;
    case 429:
      return 'Coinbase says: too many requests. It is asked again in a while.';
    default:
      return status >= 500
        ? `Coinbase has trouble of its own (${[status, name].filter((part) => part !== '').join(' ')})${words}.`
        : `Coinbase cannot read the request (${[status, name].filter((part) => part !== '').join(' ')})${words}.`;
  }
}
