import { describe, expect, test } from 'vitest';
import {
  addressNotRegistered,
  definiteRefusals,
  isSessionOver,
  kiteFailure,
  orderOutcome,
  readError,
} from './errors.ts';
import { fixture } from './testing/fixture.ts';

const recorded = (fixture('rest-errors').payload as readonly { http_status: number; body: object }[]).map(
  ({ http_status, body }) => readError(http_status, JSON.stringify(body)),
);

test('every recorded error has its kind and says what it means for an order', () => {
  const table = recorded.map((error) => {
    const outcome = orderOutcome(error);
    const { kind, data } = kiteFailure(error);
    return [
      error.httpStatus,
      error.type,
      kind,
      data.code,
      outcome.outcome === 'rejected' ? outcome.code : 'unknown',
    ];
  });
  expect(table).toEqual([
    [403, 'TokenException', 'unauthorised', 'TokenException', 'TokenException'],
    [403, 'TokenException', 'unauthorised', 'TokenException', 'TokenException'],
    [403, 'TokenException', 'unauthorised', 'TokenException', 'TokenException'],
    [403, 'PermissionException', 'unauthorised', 'PermissionException', 'PermissionException'],
    [403, 'PermissionException', 'rejected-by-venue', addressNotRegistered, addressNotRegistered],
    [400, 'InputException', 'invalid', 'InputException', 'InputException'],
    [400, 'InputException', 'invalid', 'InputException', 'InputException'],
    [400, 'MarginException', 'rejected-by-venue', 'MarginException', 'MarginException'],
    [400, 'HoldingException', 'rejected-by-venue', 'HoldingException', 'HoldingException'],
    [400, 'OrderException', 'rejected-by-venue', 'OrderException', 'OrderException'],
    [429, 'NetworkException', 'rate-limited', 'rate-limited', 'unknown'],
    [503, 'NetworkException', 'unavailable', 'NetworkException', 'unknown'],
    [502, 'DataException', 'unavailable', 'DataException', 'unknown'],
    [500, 'GeneralException', 'unavailable', 'GeneralException', 'unknown'],
    [404, 'GeneralException', 'unavailable', 'GeneralException', 'unknown'],
  ]);
});

describe('O4: only what is known to have done nothing is a refusal', () => {
  test('every code of a refusal is listed as definite', () => {
    for (const error of recorded) {
      const outcome = orderOutcome(error);
      if (outcome.outcome === 'rejected') expect(definiteRefusals).toContain(outcome.code);
    }
  });

  test.each([
    [400, 'OrderException', 'Gateway timed out. Check the orderbook.'],
    [400, 'GeneralException', 'Something'],
    [502, 'OrderException', 'Rejected'],
    [400, '', ''],
    [504, 'InputException', 'x'],
  ])('%d %s “%s” leaves the order unknown', (httpStatus, type, message) => {
    expect(orderOutcome({ httpStatus, type, message }).outcome).toBe('unknown');
  });

  test('a page of maintenance is no refusal', () => {
    const error = readError(503, '<html>back soon</html>');
    expect(orderOutcome(error)).toEqual({ outcome: 'unknown', detail: 'Zerodha answered 503' });
    expect(kiteFailure(error).message).toMatch(/maintenance/);
  });
});

test('an address that is not registered looks like nothing else and names the address', () => {
  const refusal = orderOutcome({
    httpStatus: 403,
    type: 'PermissionException',
    message: 'IP (2001:db8::7) is not allowed to place orders',
  });
  expect(refusal).toMatchObject({ outcome: 'rejected', code: addressNotRegistered });
  expect(JSON.stringify(refusal)).toMatch(/2001:db8::7 is not one of them\. Nothing was placed/);
  const sentences = new Set(recorded.map((error) => kiteFailure(error).message));
  expect(recorded.filter((error) => kiteFailure(error).data.code === addressNotRegistered)).toHaveLength(1);
  expect(sentences.size).toBe(recorded.length);
});

test('only a refused token ends the session', () => {
  expect(recorded.map((error) => isSessionOver(kiteFailure(error)))).toEqual(
    recorded.map(({ type }) => type === 'TokenException'),
  );
});
