import { expect, test } from 'vitest';
import type { VenueKindCard } from '../../../src-shared/contract/connections.ts';
import {
  changedSettings,
  faultsOf,
  faultWords,
  freshSettings,
  isSound,
  purposesOf,
  testedThing,
} from './settings-draft.ts';

const kind = {
  kind: 'kraken',
  environments: ['live'],
  products: [{ name: 'spot', label: 'Spot' }],
  isPublic: true,
  canTrade: true,
  settings: [],
} as unknown as VenueKindCard;
const settings = freshSettings(kind, 'Kraken');

test('a new connection has everything of the venue and no trading until it is asked for', () => {
  expect(settings).toMatchObject({ environment: 'live', products: ['spot'], isTradingEnabled: false });
  expect(isSound(settings, kind)).toBe(true);
});

test('what one can want of a venue is what it can do', () => {
  expect(purposesOf(kind)).toEqual(['look', 'read', 'trade']);
  expect(purposesOf({ ...kind, isPublic: false })).toEqual(['read', 'trade']);
  expect(purposesOf({ ...kind, canTrade: false })).toEqual(['look', 'read']);
});

test('faults are told by field, and a password in a proxy is one', () => {
  expect(Object.keys(faultsOf({ ...settings, label: ' ', products: [], proxy: 'moon' }, kind))).toEqual([
    'label',
    'products',
    'proxy',
  ]);
  expect(faultsOf({ ...settings, proxy: 'socks5://me:secret@host:1' }, kind).proxy).toContain('password');
  expect(isSound({ ...settings, proxy: 'socks5://me@host:1080' }, kind)).toBe(true);
});

test('a test stays good under another nickname, and is void with other settings or keys', () => {
  const tested = testedThing('kraken', 'e1', settings);
  expect(testedThing('kraken', 'e1', { ...settings, label: 'Other', isAutoConnect: false })).toBe(tested);
  expect(testedThing('kraken', 'e2', settings)).not.toBe(tested);
  expect(testedThing('kraken', 'e1', { ...settings, isTradingEnabled: true })).not.toBe(tested);
  expect(testedThing('kraken', 'e1', { ...settings, proxy: 'http://p:1' })).not.toBe(tested);
  expect(testedThing('kraken', 'e1', { ...settings, settings: { system: 'A' } })).not.toBe(tested);
});

test('what belongs to one environment is chosen anew in the other; what was typed stays', () => {
  const setting = { label: '', hint: '', isFree: false, isDiscoverable: false, default: 'Main' };
  const choices = [
    { value: 'Main', label: 'Main', environment: 'live' as const },
    { value: 'Practice', label: 'Practice', environment: 'testnet' as const },
  ];
  const broker = {
    ...kind,
    environments: ['live', 'testnet'],
    settings: [
      { ...setting, name: 'system', choices },
      { ...setting, name: 'gateway', choices: [], isFree: true, default: 'wss://a' },
    ],
  } as VenueKindCard;
  const live = freshSettings(broker, 'Broker');
  expect(live.settings).toEqual({ system: 'Main', gateway: 'wss://a' });
  const typed = changedSettings(broker, live, { settings: { system: 'Main', gateway: 'wss://b' } });
  const paper = changedSettings(broker, typed, { environment: 'testnet' });
  expect(paper.settings).toEqual({ system: '', gateway: 'wss://b' });
  expect(faultsOf(paper, broker).settings).toEqual({ system: 'Choose one.' });
  expect(isSound(paper, broker)).toBe(false);
});

test('what keeps one from going on is named, since the field may be out of sight', () => {
  const asking = {
    settings: [
      { name: 'gateway', label: 'Gateway', default: '' },
      { name: 'version', label: 'Version', default: '1' },
    ],
  } as unknown as VenueKindCard;
  expect(faultWords({ ...settings, label: '', proxy: 'moon' }, asking)).toBe(
    'Still missing or not right: the nickname, gateway, the proxy.',
  );
});
