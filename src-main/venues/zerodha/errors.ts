import { Failure, type FailureKind } from '../../../src-shared/domain/failure.ts';
import type { Refusal, UnknownOutcome } from '../../../src-shared/domain/order.ts';
import { errorWire } from './wire.ts';

/** What a failed call said. `type` is empty where the answer is none of Zerodha's own, such as a page of maintenance. */
export interface KiteError {
  readonly httpStatus: number;
  readonly type: string;
  readonly message: string;
}

/** The order came from an address that is not registered: a code of its own, so that it looks like nothing else. */
export const addressNotRegistered = 'address-not-registered';

/**
 * Types that are answered only when nothing was done. NetworkException (also as 429), DataException and GeneralException
 * are not among them: with those an order may have gone through.
 */
const refusingTypes = [
  'TokenException',
  'PermissionException',
  'UserException',
  'TwoFAException',
  'InputException',
  'OrderException',
  'MarginException',
  'HoldingException',
] as const;

/** Refused by ourselves before anything was sent. */
export const localRefusals = [
  'local:account',
  'local:instrument',
  'local:not-tradable',
  'local:expired',
  'local:contract-size',
  'local:quantity',
  'local:price',
  'local:order-type',
  'local:duration',
  'local:option',
  'local:client-order-id',
  'local:read-only',
  'local:no-price',
  'local:too-many-changes',
  'local:no-such-order',
  'local:rate-limited',
  'local:not-sent',
] as const;
export type LocalRefusal = (typeof localRefusals)[number];

export const definiteRefusals: readonly string[] = [...refusingTypes, addressNotRegistered, ...localRefusals];

export function refused(code: LocalRefusal, reason: string): Refusal {
  return { outcome: 'rejected', code, reason };
}

/** Reads the body of an answer that is not a success. Never throws. */
export function readError(httpStatus: number, body: string): KiteError {
  const parsed = errorWire.safeParse(jsonOr(undefined, body));
  if (!parsed.success) return { httpStatus, type: '', message: '' };
  return { httpStatus, type: parsed.data.error_type, message: parsed.data.message };
}

function jsonOr(otherwise: unknown, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return otherwise;
    throw error;
  }
}

/** The address in “IP (203.0.113.7) is not allowed to place orders”; undefined for every other error. */
export function refusedAddress({ type, message }: KiteError): string | undefined {
  if (type !== 'PermissionException' || !/\bIPs?\b/.test(message)) return undefined;
  return /\(([0-9a-fA-F:.]{3,45})\)/.exec(message)?.[1] ?? 'this computer’s address';
}

/** What a failed order request means for the order (O4). */
export function orderOutcome(error: KiteError): Refusal | UnknownOutcome {
  const address = refusedAddress(error);
  if (address !== undefined) {
    return { outcome: 'rejected', code: addressNotRegistered, reason: addressSentence(address) };
  }
  const isDefinite =
    (refusingTypes as readonly string[]).includes(error.type) &&
    error.httpStatus >= 400 &&
    error.httpStatus < 500 &&
    !saysTimeout(error.message);
  if (isDefinite) return { outcome: 'rejected', code: error.type, reason: error.message || error.type };
  return {
    outcome: 'unknown',
    detail: `Zerodha answered ${error.httpStatus}${error.type === '' ? '' : ` ${error.type}`}${
      error.message === '' ? '' : `: ${error.message}`
    }`,
  };
}

/** A refusal that tells of a lost answer further on refuses nothing. */
function saysTimeout(message: string): boolean {
  return /tim(?:ed?|ing)[ -]?out|no response|did not respond|unable to (?:reach|connect)/i.test(message);
}

function addressSentence(address: string): string {
  return (
    `Zerodha takes orders only from registered addresses, and ${address} is not one of them. Nothing was placed. ` +
    'Register it in the developer console under the profile’s IP whitelist (one change a week), or give this ' +
    'connection a proxy with a registered address. Prices and accounts can be read from anywhere.'
  );
}

/** The same as a Failure, for calls that ask. */
export function kiteFailure(error: KiteError): Failure {
  const address = refusedAddress(error);
  if (address !== undefined) {
    return failure('rejected-by-venue', addressNotRegistered, addressSentence(address), error);
  }
  const { httpStatus, type, message } = error;
  switch (type) {
    case 'TokenException':
      return failure(
        'unauthorised',
        type,
        `Zerodha’s login is no longer valid (${message || 'it ends every morning about 06:00 IST'}). Log in again on the Connections page.`,
        error,
      );
    case 'PermissionException':
      return failure(
        'unauthorised',
        type,
        `Zerodha does not allow this call with this app: ${message} Prices and history need the paid data subscription; orders and portfolio work without it.`,
        error,
      );
    case 'UserException':
    case 'TwoFAException':
      return failure('unauthorised', type, `Zerodha refuses the account: ${message}`, error);
    case 'InputException':
      return failure('invalid', type, `Zerodha cannot read the request: ${message}`, error);
    case 'OrderException':
    case 'MarginException':
    case 'HoldingException':
      return failure('rejected-by-venue', type, message, error);
  }
  if (httpStatus === 429) {
    return failure(
      'rate-limited',
      'rate-limited',
      'Zerodha says: too many requests. It is asked again in a while.',
      error,
    );
  }
  return failure(
    'unavailable',
    type || `http-${httpStatus}`,
    type === ''
      ? `Zerodha answered ${httpStatus} without saying why, as it does during maintenance.`
      : `Zerodha is in trouble (${httpStatus} ${type}): ${message}`,
    error,
  );
}

function failure(kind: FailureKind, code: string, sentence: string, { httpStatus }: KiteError): Failure {
  return new Failure(kind, sentence, { data: { code, httpStatus } });
}

/** The session is over: only a new login helps, so nobody may try again by himself. */
export function isSessionOver(error: unknown): boolean {
  return error instanceof Failure && error.kind === 'unauthorised' && error.data.code === 'TokenException';
}
