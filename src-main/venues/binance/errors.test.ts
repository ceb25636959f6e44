import { describe, expect, test } from 'vitest';
import { bannedUntil, definiteRefusals, failureOf, outcomeOf } from './errors.ts';
import conditionalMoved from './fixtures/futures-error-conditional-moved.json' with { type: 'json' };
import recorded from './fixtures/rest-errors.json' with { type: 'json' };

const errors = recorded.payload.map(({ http_status, body }) => ({
  status: http_status,
  code: body.code,
  message: body.msg,
}));

const named = (part: string) => {
  const found = errors.find(({ message }) => message.includes(part));
  if (found === undefined) throw new Error(`no recorded error says “${part}”`);
  return found;
};

describe('errors', () => {
  test('O4: an order is refused on evidence only; everything else leaves it unknown', () => {
    const unknown = errors
      .filter((error) => outcomeOf(error).outcome === 'unknown')
      .map(({ status, code }) => `${status} ${code}`);
    expect(unknown).toEqual(['400 -2010', '429 -1003', '418 -1003', '504 -1007', '503 -1008']);
    expect(outcomeOf(named('Duplicate')).outcome).toBe('unknown');
    for (const error of errors) {
      const outcome = outcomeOf(error);
      if (outcome.outcome === 'rejected') expect(definiteRefusals).toContain(outcome.code);
    }
  });

  test('O4: a code that refuses does so with no other status than a refusal’s', () => {
    const error = named('insufficient balance');
    expect(outcomeOf(error)).toEqual({ outcome: 'rejected', code: '-2010', reason: error.message });
    for (const status of [200, 403, 418, 429, 500, 502, 504]) {
      expect(outcomeOf({ ...error, status }).outcome).toBe('unknown');
    }
  });

  test('O4: a 400 that says “timed out” is unknown', () => {
    for (const code of [-1006, -1007, -1000, -1001, -1016]) {
      expect(outcomeOf({ status: 400, code, message: 'Timeout' }).outcome).toBe('unknown');
    }
  });

  test('a futures conditional sent to the old endpoint is refused', () => {
    const { code, msg } = conditionalMoved.payload;
    expect(outcomeOf({ status: 400, code, message: msg }).outcome).toBe('rejected');
  });

  test('questions fail with a kind and a sentence to act on', () => {
    expect(errors.map((error) => [error.code, failureOf(error).kind])).toEqual([
      [-1121, 'not-found'],
      [-1021, 'unavailable'],
      [-1021, 'unavailable'],
      [-1022, 'unauthorised'],
      [-2015, 'unauthorised'],
      [-2014, 'unauthorised'],
      [-1100, 'rejected-by-venue'],
      [-1102, 'rejected-by-venue'],
      [-1111, 'rejected-by-venue'],
      [-1013, 'rejected-by-venue'],
      [-1013, 'rejected-by-venue'],
      [-1013, 'rejected-by-venue'],
      [-2010, 'rejected-by-venue'],
      [-2010, 'rejected-by-venue'],
      [-2010, 'rejected-by-venue'],
      [-2010, 'rejected-by-venue'],
      [-2011, 'rejected-by-venue'],
      [-2013, 'not-found'],
      [-1003, 'rate-limited'],
      [-1003, 'rate-limited'],
      [-1015, 'rate-limited'],
      [-1007, 'unavailable'],
      [-1008, 'unavailable'],
    ]);
    const threeThings = failureOf(named('Invalid API-key')).message;
    for (const part of ['wrong or deleted', 'address', 'right']) expect(threeThings).toContain(part);
  });

  test('reads until when a ban lasts', () => {
    expect(bannedUntil(named('IP banned').message)).toBe(1659146400000);
    expect(bannedUntil('no ban')).toBeUndefined();
  });
});
