import { Failure, type FailureKind } from '../../../src-shared/domain/failure.ts';
import type { Refusal, UnknownOutcome } from '../../../src-shared/domain/order.ts';

/*
 * Binance's error codes, translated once. A code alone never tells that an order was refused: it must come with an HTTP
 * status that says so (O4), since -1006 and -1007 come with several and mean “execution status unknown”.
 */

export interface VenueError {
  readonly status: number;
  /** 0 when the answer had none, such as the firewall's page. */
  readonly code: number;
  readonly message: string;
}

/** After these the order is known not to exist, or the change not to have been made. */
const refusals: readonly number[] = [
  // Not authorised, key format, signature, time: nothing of the kind reaches the matching engine.
  -1002,
  -1021,
  -1022,
  -2014,
  -2015,
  // Filters and other checks before the engine; -1015 is the count of orders, told before the order is made.
  -1010,
  -1013,
  -1014,
  -1015,
  -1020,
  // Malformed requests.
  ...range(-1100, -1108),
  -1111,
  -1112,
  -1114,
  -1115,
  -1116,
  -1117,
  -1118,
  -1119,
  -1120,
  -1121,
  -1122,
  -1127,
  -1128,
  -1130,
  -1134,
  -1135,
  -1145,
  -1151,
  ...range(-1158, -1168),
  ...range(-1196, -1199),
  -1220,
  // The engine's own refusals: new order, cancel, amend.
  -2010,
  -2011,
  -2013,
  -2038,
  -2039,
  -2043,
  // Futures: balance and margin, would trigger at once, reduce-only, quantities and steps, sides, the moved conditionals.
  -2018,
  -2019,
  -2021,
  -2022,
  ...range(-4003, -4015),
  -4061,
  -4120,
  -4164,
  -5021,
  -5022,
];

function range(from: number, to: number): number[] {
  return Array.from({ length: from - to + 1 }, (_, index) => from - index);
}

/** As `TradingCapabilities.definiteRefusals` lists them, ours before sending included. */
export const localRefusals = [
  'local:filter',
  'local:unsupported',
  'local:not-sent',
  'local:rate-limited',
  'local:market-closed',
] as const;
export type LocalRefusal = (typeof localRefusals)[number];

export const definiteRefusals: readonly string[] = [...new Set(refusals.map(String)), ...localRefusals];
const refusalCodes = new Set(refusals);

/** What an answer that is no success means for a request that acts: refused on evidence, or nobody knows. */
export function outcomeOf({ status, code, message }: VenueError): Refusal | UnknownOutcome {
  const isClientError = status >= 400 && status < 500;
  // Our id is among the open orders: then an order with it exists, and the gateway must ask for it.
  const isDuplicate = /^Duplicate order sent/.test(message);
  const isCounted = status !== 429 || code === -1015;
  if (
    isClientError &&
    status !== 418 &&
    status !== 403 &&
    isCounted &&
    refusalCodes.has(code) &&
    !isDuplicate
  ) {
    return { outcome: 'rejected', code: String(code), reason: message };
  }
  return { outcome: 'unknown', detail: `HTTP ${status}, code ${code}: ${message}` };
}

export function refusedHere(code: LocalRefusal, reason: string): Refusal {
  return { outcome: 'rejected', code, reason };
}

/** Codes after which a key is no use until a person does something. */
const keyTrouble = new Set([-1002, -1022, -2008, -2014, -2015]);

/** What an answer that is no success means for a question. */
export function failureOf(error: VenueError): Failure {
  return new Failure(kindOf(error), sentenceOf(error), { data: { ...error } });
}

function kindOf({ status, code }: VenueError): FailureKind {
  if (status === 418 || status === 429 || code === -1003 || code === -1015) return 'rate-limited';
  if (keyTrouble.has(code) || status === 401) return 'unauthorised';
  if (code === -1121 || code === -2013 || status === 404) return 'not-found';
  if (status >= 500 || status === 403 || [-1000, -1001, -1006, -1007, -1008, -1016, -1021].includes(code)) {
    return 'unavailable';
  }
  return 'rejected-by-venue';
}

function sentenceOf({ status, code, message }: VenueError): string {
  switch (code) {
    case -2015:
      return (
        'Binance refuses the key, and says the same for three things: the key is wrong or deleted, this computer’s ' +
        'address is not on the key’s list, or the key lacks the right for this. Check all three on Binance’s API page.'
      );
    case -2014:
      return 'Binance does not know a key of this form. Copy the API key again, all 64 characters.';
    case -1022:
      return 'Binance finds the signature wrong. The secret key does not belong to the API key: enter both again.';
    case -1021:
      return 'Binance finds the time of the request wrong. Set this computer’s clock; it may not run ahead by a second.';
    case -1003:
      return status === 418
        ? `Binance has banned this address for a while: ${message}`
        : `Binance asks to slow down: ${message}`;
    case -1008:
    case -1016:
      return `Binance is overloaded or shutting down: ${message}`;
    default:
  }
  if (status === 403)
    return 'Binance’s firewall turned the request away. Wait a few minutes before trying again.';
  if (status >= 500) return `Binance is not available at the moment (HTTP ${status}). ${message}`;
  return `Binance answered: ${message === '' ? `HTTP ${status}` : message} (${code})`;
}

/** “IP banned until 1659146400000”. */
export function bannedUntil(message: string): number | undefined {
  const [, until] = /banned until (\d{13})/.exec(message) ?? [];
  return until === undefined ? undefined : Number(until);
}
