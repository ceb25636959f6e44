import { expect, test } from 'vitest';
import type { SavedConnectionCard } from '../../../../src-shared/contract/connections.ts';
import { cardFace, expiryFace, freshLabel, rightsOf, sessionsFace, tightestRate } from './card-face.ts';

const now = 1_000_000_000;
const card = (change: Partial<SavedConnectionCard>) =>
  ({
    isEnabled: true,
    phase: 'ready',
    reason: '',
    hasWebLogin: false,
    hasKeys: true,
    permissions: null,
    ...change,
  }) as SavedConnectionCard;
const permissions = {
  canRead: true,
  canTrade: true,
  canWithdraw: false,
  isAddressBound: true,
  expires: null,
  details: [],
};

test('every way a connection can be has one of five states, and trouble comes with what to do', () => {
  const faces = [
    card({}),
    card({ phase: 'authenticating' }),
    card({ phase: 'degraded', reason: 'One socket is gone.' }),
    card({ phase: 'back-off', reason: 'The venue closed the connection.' }),
    card({ phase: 'disconnected', reason: 'The key is not known.' }),
    card({ phase: 'disconnected' }),
    card({ isEnabled: false, phase: 'ready' }),
  ].map((one) => cardFace(one, now));
  expect(faces.map(({ status }) => status)).toEqual([
    'connected',
    'connecting',
    'degraded',
    'error',
    'error',
    'off',
    'off',
  ]);
  for (const { status, sentences } of faces) {
    if (status === 'error' || status === 'degraded') expect(sentences.length).toBe(2);
  }
});

test('while the keys are locked, that is what a card with keys says', () => {
  const waiting = card({ phase: 'disconnected', reason: 'Your keys are locked.' });
  expect(cardFace(waiting, now, true).word).toBe('Keys locked');
  expect(cardFace({ ...waiting, hasKeys: false }, now, true).word).toBe('Error');
  expect(cardFace(card({}), now, true).word).toBe('Connected');
});

test('a daily login that is over asks for the next one, whatever else is the matter', () => {
  const login = { hasWebLogin: true, phase: 'back-off' as const };
  expect(cardFace(card({ ...login, permissions: null }), now).word).toBe('Login needed');
  expect(
    cardFace(card({ ...login, permissions: { ...permissions, expires: now - 1 } as never }), now).word,
  ).toBe('Login needed');
  const running = card({
    ...login,
    phase: 'ready',
    permissions: { ...permissions, expires: now + 1 } as never,
  });
  expect(cardFace(running, now).word).toBe('Connected');
});

test('an end is told in time: fourteen days for a key, an hour for a login of the day', () => {
  const day = 86_400_000;
  expect(expiryFace(null, false, now)).toBeNull();
  expect(expiryFace(now + 20 * day, false, now)?.tone).toBe('plain');
  expect(expiryFace(now + 13 * day, false, now)?.tone).toBe('warn');
  expect(expiryFace(now + 0.5 * day, true, now)?.tone).toBe('plain');
  expect(expiryFace(now + 60_000, true, now)?.tone).toBe('warn');
  expect(expiryFace(now, false, now)?.tone).toBe('danger');
});

test('K9: the right to withdraw is the one that shouts, and silence about it is not taken for no', () => {
  expect(rightsOf(permissions).map(({ tone }) => tone)).not.toContain('danger');
  expect(
    rightsOf({ ...permissions, canWithdraw: true }).filter(({ tone }) => tone === 'danger'),
  ).toHaveLength(1);
  expect(rightsOf({ ...permissions, canWithdraw: null }).map(({ word }) => word)).toContain(
    'Withdrawal not told',
  );
  expect(rightsOf(null)).toEqual([]);
});

test('the limit that is nearest to its end is the one shown', () => {
  const rates = [
    { name: 'weight', used: 300, capacity: 6000 },
    { name: 'orders', used: 40, capacity: 50 },
    { name: 'none', used: 5, capacity: 0 },
  ];
  expect(tightestRate(rates)).toEqual({ rate: rates[1], share: 0.8 });
  expect(tightestRate([])).toBeNull();
});

test('a nickname is never taken twice by itself', () => {
  expect(freshLabel('Kraken', [])).toBe('Kraken');
  expect(freshLabel('Kraken', ['Kraken', 'Kraken 2'])).toBe('Kraken 3');
});

test('a login that another one ended is told as that, and never as an error of the keys', () => {
  const reason = 'Rithmic logged this connection out.';
  const face = cardFace(card({ phase: 'disconnected', reason, isLoggedOutElsewhere: true }), now);
  expect(face).toMatchObject({ word: 'Logged out elsewhere', tone: 'warn' });
  expect(face.sentences.join(' ')).toMatch(
    /^Rithmic logged this connection out\. It stays off until you take over/,
  );
});

test('logins are counted out of what is allowed, where that is told', () => {
  expect(sessionsFace(null)).toBeNull();
  expect(sessionsFace({ used: 1, allowed: null })).toEqual({ words: '1 login', isFull: false });
  expect(sessionsFace({ used: 1, allowed: 2 })).toEqual({ words: '1 of 2 logins', isFull: false });
  expect(sessionsFace({ used: 1, allowed: 1 })).toEqual({ words: '1 of 1 login', isFull: true });
});

test('a right that the venue does not tell is told as that, trading as well as withdrawing', () => {
  const words = rightsOf({ ...permissions, canTrade: null, canWithdraw: null }).map(({ word }) => word);
  expect(words).toEqual(expect.arrayContaining(['Trading not told', 'Withdrawal not told']));
});
