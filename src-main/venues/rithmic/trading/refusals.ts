import type { Refusal } from '../../../../src-shared/domain/order.ts';
import type { DecodedMessage } from '../wire/codec.ts';

/**
 * Refusals of our own, before anything is sent, and those of Rithmic after which an order is known not to exist (O4): its
 * own answer to the very request, with one of these codes. Every other answer leaves the order unknown.
 */
export const definiteRefusals = [
  'local:not-sent',
  'local:read-only',
  'local:account',
  'local:instrument',
  'local:no-route',
  'local:quantity',
  'local:most-per-order',
  'local:price',
  'local:trail',
  'local:duration',
  'local:post-only',
  'local:reduce-only',
  'local:bracket',
  'local:kind',
  'local:unknown-order',
  'local:ended',
  // Rithmic's server could not route or read the request, so nobody acted on it.
  'reject',
  'parse-error',
  'permission-denied',
  'missing-firm',
  'missing-trail-price',
  'bracket-rejected',
  'change-in-progress',
] as const;
export type RefusalCode = (typeof definiteRefusals)[number];

export function refused(code: RefusalCode, reason: string): Refusal {
  return { outcome: 'rejected', code, reason };
}

export function isBusy(text: string): boolean {
  return /atomic order operation in progress/i.test(text);
}

/**
 * What Rithmic's answer to a request that acts means; undefined where it does not say for sure that nothing was done.
 * Codes are few and their texts decide: 7 is “no data” for lists and anything for the rest.
 */
export function definiteCode(
  code: string,
  text: string,
  frames: readonly DecodedMessage[],
): RefusalCode | undefined {
  // It named the order before it said no: whether that is there has to be asked.
  if (frames.some(isNamedOrder)) return undefined;
  if (frames.some(({ name }) => name === 'Reject')) return 'reject';
  if (isBusy(text)) return 'change-in-progress';
  if (/permission denied|not permitted|not allowed to trade|disabled for trading/i.test(text))
    return 'permission-denied';
  if (/bracket order management system rejected/i.test(text)) return 'bracket-rejected';
  switch (code) {
    case '7':
      return /pars/i.test(text) ? 'parse-error' : undefined;
    case '13':
      return 'permission-denied';
    case '1039':
      return 'missing-firm';
    case '1112':
      return 'missing-trail-price';
    default:
      return undefined;
  }
}

function isNamedOrder({ name, fields }: DecodedMessage): boolean {
  if (name !== 'ResponseNewOrder' && name !== 'ResponseBracketOrder' && name !== 'ResponseOCOOrder')
    return false;
  return 'basket_id' in fields && (fields.basket_id ?? '').length > 0;
}
