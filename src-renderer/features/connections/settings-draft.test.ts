import { expect, test } from 'vitest';
import type { VenueKindCard } from '../../../src-shared/contract/connections.ts';
import { faultsOf, freshSettings, isSound, purposesOf, testedThing } from './settings-draft.ts';

const kind = {
  kind: 'kraken',
  environments: ['live'],
  products: [{ name: 'spot', label: 'Spot' }],
  isPublic: true,
  canTrade: true,
} as unknown as VenueKindCard;
const settings = freshSettings(kind, 'Kraken');

test('a new connection has everything of the venue and no trading until it is asked for', () => {
  expect(settings).toMatchObject({ environment: 'live', products: ['spot'], isTradingEnabled: false });
  expect(isSound(settings)).toBe(true);
});

test('what one can want of a venue is what it can do', () => {
  expect(purposesOf(kind)).toEqual(['look', 'read', 'trade']);
  expect(purposesOf({ ...kind, isPublic: false })).toEqual(['read', 'trade']);
  expect(purposesOf({ ...kind, canTrade: false })).toEqual(['look', 'read']);
});

test('faults are told by field, and a password in a proxy is one', () => {
  expect(Object.keys(faultsOf({ ...settings, label: ' ', products: [], proxy: 'moon' }))).toEqual([
    'label',
    'products',
    'proxy',
  ]);
  expect(faultsOf({ ...settings, proxy: 'socks5://me:secret@host:1' }).proxy).toContain('password');
  expect(isSound({ ...settings, proxy: 'socks5://me@host:1080' })).toBe(true);
});

test('a test stays good under another nickname, and is void with other settings or keys', () => {
  const tested = testedThing('kraken', 'e1', settings);
  expect(testedThing('kraken', 'e1', { ...settings, label: 'Other', isAutoConnect: false })).toBe(tested);
  expect(testedThing('kraken', 'e2', settings)).not.toBe(tested);
  expect(testedThing('kraken', 'e1', { ...settings, isTradingEnabled: true })).not.toBe(tested);
  expect(testedThing('kraken', 'e1', { ...settings, proxy: 'http://p:1' })).not.toBe(tested);
});
