import { expect, test } from 'vitest';
import { codeOf, definiteRefusals, errorsOf, krakenFailure, orderOutcome, throttledUntil } from './errors.ts';
import { fixture } from './testing/fixture.ts';

const recorded = (fixture('rest-errors').payload as { error: [string] }[]).map(({ error }) => error);
/** After these nobody knows whether the order was placed. */
const unknown = ['EGeneral:Internal error', 'EService:Unavailable', 'EService:Busy', 'EService:Timeout'];

test.each([...recorded, ['EService:Timeout']])(
  'O4: %s is a definite refusal, or leaves the order unknown',
  (text) => {
    const outcome = orderOutcome([text]);
    if (unknown.includes(text)) {
      expect(outcome).toEqual({ outcome: 'unknown', detail: expect.stringContaining(text) });
    } else {
      expect(outcome).toMatchObject({ outcome: 'rejected', reason: expect.stringContaining(text) });
      expect(definiteRefusals).toContain('code' in outcome ? outcome.code : '');
    }
  },
);

test('O4: a word that we do not know refuses nothing, also beside one that we know', () => {
  expect(orderOutcome(['EOrder:Something new']).outcome).toBe('unknown');
  expect(orderOutcome(['EOrder:Insufficient funds', 'EGeneral:Internal error']).outcome).toBe('unknown');
  expect(orderOutcome([]).outcome).toBe('unknown');
  expect(orderOutcome(['EOrder:Insufficient fundsomething']).outcome).toBe('unknown');
});

test('what follows the second colon is kept for people and does not change the code', () => {
  expect(codeOf('EGeneral:Invalid arguments:volume minimum not met')).toBe('EGeneral:Invalid arguments');
  expect(codeOf('EOrder:Reduce only:No position exists')).toBe('EOrder:Reduce only');
  expect(codeOf('EService:Throttled: 1790359900')).toBe('EService:Throttled');
  expect(throttledUntil('EService:Throttled: 1790359900')).toBe(1_790_359_900_000);
  expect(throttledUntil('EService:Busy')).toBeUndefined();
});

test('warnings beside a result are no errors', () => {
  expect(errorsOf(['WGeneral:Danger'])).toEqual([]);
  expect(errorsOf(['WGeneral:Danger', 'EAPI:Invalid key'])).toEqual(['EAPI:Invalid key']);
});

test('questions fail with a kind for the program and a sentence that says what to do', () => {
  expect(krakenFailure(['EAPI:Invalid key'])).toMatchObject({
    kind: 'unauthorised',
    message: expect.stringMatching(/IP allow-list/),
  });
  expect(krakenFailure(['EGeneral:Permission denied'])).toMatchObject({
    kind: 'unauthorised',
    message: expect.stringMatching(/lacks the right.*addresses/),
  });
  expect(krakenFailure(['EAPI:Invalid nonce'])).toMatchObject({
    kind: 'unavailable',
    data: { code: 'EAPI:Invalid nonce' },
  });
  expect(krakenFailure(['EAPI:Rate limit exceeded']).kind).toBe('rate-limited');
  expect(krakenFailure(['EQuery:Unknown asset pair']).kind).toBe('not-found');
  expect(krakenFailure(['ENew:Whatever'])).toMatchObject({
    kind: 'unavailable',
    message: 'Kraken says “ENew:Whatever”.',
  });
});

test('calls without a key are counted by address, and told so', () => {
  const errors = ['EAPI:Rate limit exceeded'];
  expect(krakenFailure(errors, true).message).toContain('Too many calls from this address');
  expect(krakenFailure(errors).message).toContain('with this key');
});
