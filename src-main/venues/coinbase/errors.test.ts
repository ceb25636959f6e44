import { describe, expect, test } from 'vitest';
import { tradingCapabilities } from './capabilities.ts';
import {
  classOf,
  definiteRefusals,
  failureOf,
  readError,
  refusalOfChange,
  refusalOfError,
  refusalOfOrder,
} from './errors.ts';
import { fixture } from './testing/fixture.ts';
import { createAnswerWire } from './wire.ts';

const answer = (name: string) => createAnswerWire.parse(fixture(name).payload);
const refused = (reason: string, place = 'new_order_failure_reason', message = '') =>
  refusalOfOrder(createAnswerWire.parse({ success: false, error_response: { [place]: reason, message } }));

describe('O4: refusals of orders, which come with the status 200', () => {
  test('the recorded ones are definite, by the first reason that tells something', () => {
    expect(refusalOfOrder(answer('rest-order-refused-funds'))).toEqual({
      outcome: 'rejected',
      code: 'INSUFFICIENT_FUND',
      reason: 'The balance of this portfolio does not suffice. Insufficient balance in source account',
    });
    expect(refusalOfOrder(answer('rest-order-refused-config'))).toMatchObject({
      outcome: 'rejected',
      code: 'UNSUPPORTED_ORDER_CONFIGURATION',
      reason: expect.stringContaining('Market sells must be parameterized in base currency'),
    });
    expect(refusalOfOrder(answer('rest-order-refused-post-only'))).toMatchObject({
      outcome: 'rejected',
      code: 'INVALID_LIMIT_PRICE_POST_ONLY',
    });
  });

  test.each([
    ['INSUFFICIENT_FUND', 'balance'],
    ['PREVIEW_INSUFFICIENT_FUND', 'balance'],
    ['INVALID_LEDGER_BALANCE', 'balance'],
    ['INVALID_SIZE_PRECISION', 'filters'],
    ['PREVIEW_INVALID_BASE_SIZE_TOO_SMALL', 'filters'],
    ['INVALID_LIMIT_PRICE', 'price'],
    ['INVALID_NO_LIQUIDITY', 'price'],
    ['INVALID_PRODUCT_ID', 'malformed'],
    ['COMMANDER_REJECTED_NEW_ORDER', 'malformed'],
    ['UNTRADABLE_PRODUCT', 'not tradable'],
    ['GEOFENCING_RESTRICTION', 'not tradable'],
  ])('%s is of the class %s wherever it stands', (reason, name) => {
    expect(classOf(reason)).toBe(name);
    for (const place of ['new_order_failure_reason', 'error', 'preview_failure_reason']) {
      expect(refused(reason, place)).toMatchObject({ outcome: 'rejected', code: reason });
    }
  });

  test('no reason, one that is not listed and a used id leave the order unknown', () => {
    for (const reason of ['', 'UNKNOWN_FAILURE_REASON', 'DUPLICATE_CLIENT_ORDER_ID', 'SOMETHING_NEW']) {
      expect(refused(reason).outcome).toBe('unknown');
    }
    expect(refusalOfOrder(createAnswerWire.parse({ success: false })).outcome).toBe('unknown');
  });

  test('the preview comes before the order, so that whatever it says is definite', () => {
    expect(refused('PREVIEW_SOMETHING_NEW', 'preview_failure_reason')).toMatchObject({
      outcome: 'rejected',
      code: 'PREVIEW_FAILED',
    });
  });

  test('a missing wallet is told in words that help', () => {
    expect(refused('INVALID_REQUEST', 'error', 'account is not available')).toMatchObject({
      reason: expect.stringContaining('no wallet yet'),
    });
  });

  test('the older shape is read too', () => {
    const older = createAnswerWire.parse({
      success: false,
      failure_reason: 'INSUFFICIENT_FUND',
      order_id: '',
    });
    expect(refusalOfOrder(older)).toMatchObject({ outcome: 'rejected', code: 'INSUFFICIENT_FUND' });
  });
});

describe('HTTP errors', () => {
  const recorded = fixture('rest-errors').payload as { http_status: number; body: unknown }[];
  const errors = recorded.map(({ http_status: status, body }) =>
    readError(status, typeof body === 'string' ? body : JSON.stringify(body)),
  );

  test('the recorded ones are read, plain text among them', () => {
    expect(errors.map(({ status, name }) => [status, name])).toEqual([
      [401, 'UNAUTHORIZED'],
      [401, 'UNAUTHORIZED'],
      [403, 'PERMISSION_DENIED'],
      [404, 'NOT_FOUND'],
      [400, 'INVALID_ARGUMENT'],
      [429, 'rate_limit_exceeded'],
      [500, 'INTERNAL'],
      [503, ''],
    ]);
    expect(errors.map((error) => failureOf(error).kind)).toEqual([
      'unauthorised',
      'unauthorised',
      'unauthorised',
      'not-found',
      'invalid',
      'rate-limited',
      'unavailable',
      'unavailable',
    ]);
  });

  test('O4: for an order, 5xx and everything that is not Coinbase’s own leave it unknown', () => {
    expect(errors.map((error) => refusalOfError(error).outcome)).toEqual([
      ...Array.from({ length: 6 }, () => 'rejected'),
      'unknown',
      'unknown',
    ]);
    for (const [status, body] of [
      [400, 'Bad Request'],
      [400, '{"error":"INVALID_ARGUMENT","message":"request timed out"}'],
      [403, '<html>blocked</html>'],
      [408, ''],
      [429, ''],
      [502, '{"error":"INVALID_ARGUMENT"}'],
    ] as const) {
      expect(refusalOfError(readError(status, body)).outcome, `${status} ${body}`).toBe('unknown');
    }
  });
});

test('every code that an outcome may carry is listed', () => {
  expect(tradingCapabilities.definiteRefusals).toBe(definiteRefusals);
  expect(new Set(definiteRefusals).size).toBe(definiteRefusals.length);
  expect(definiteRefusals).not.toContain('DUPLICATE_CLIENT_ORDER_ID');
  for (const reason of ['ORDER_NOT_FOUND', 'ORDER_IS_FULLY_FILLED', 'PREVIEW_X']) {
    const refusal = refusalOfChange(reason);
    expect(refusal.outcome === 'rejected' && definiteRefusals.includes(refusal.code)).toBe(true);
  }
  expect(refusalOfChange('UNKNOWN_CANCEL_FAILURE_REASON').outcome).toBe('unknown');
});
