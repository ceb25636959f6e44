import { describe, expect, test } from 'vitest';
import {
  keyWords,
  type TestStepCard,
  type VenueKindCard,
} from '../../../../src-shared/contract/connections.ts';
import { noRun, type TestRun } from '../keys/test-run.ts';
import { withdrawalSentence } from '../keys/withdrawal-words.ts';
import {
  stillMissing,
  toBeTested,
  type WizardFacts,
  type WizardMove,
  type WizardState,
  wizardMove,
  wizardStart,
} from './wizard-state.ts';

const kraken = {
  kind: 'kraken',
  label: 'Kraken',
  environments: ['live'],
  products: [{ name: 'spot', label: 'Spot' }],
  isPublic: true,
  canTrade: true,
  credentialWords: keyWords,
  warnings: [],
  settings: [],
} as unknown as VenueKindCard;
const zerodha = {
  ...kraken,
  kind: 'zerodha',
  isPublic: false,
  warnings: ['A static address is needed.'],
} as VenueKindCard;

const made = (...moves: WizardMove[]) => moves.reduce(wizardMove, wizardStart);
const choose = (kind: VenueKindCard): WizardMove => ({ do: 'choose-venue', kind, label: kind.label });
const go = (step: WizardState['step']): WizardMove => ({ do: 'go', step });
const nothing: WizardFacts = { entered: null, run: noRun };
const passed: TestRun = {
  phase: 'over',
  failure: '',
  steps: [{ step: 'reach', result: 'passed', sentence: '', elapsedMs: 1 }],
};

describe('choosing', () => {
  test('a venue with a notice must have been read, one without can be gone on from', () => {
    expect(stillMissing(made(), nothing)).toContain('Choose');
    expect(stillMissing(made(choose(kraken)), nothing)).toBe('');
    expect(stillMissing(made(choose(zerodha)), nothing)).toContain('Read');
    expect(stillMissing(made(choose(zerodha), { do: 'read', hasRead: true }), nothing)).toBe('');
  });

  test('the same venue again keeps what was chosen, another one begins afresh', () => {
    const changed = made(choose(kraken), { do: 'change', change: { label: 'Mine' } }, choose(kraken));
    expect(changed.settings?.label).toBe('Mine');
    expect(wizardMove(changed, choose(zerodha)).settings?.label).toBe('Kraken');
  });

  test('the least is the default: prices without keys where the venue has them, looking where it has not', () => {
    expect(made(choose(kraken)).purpose).toBe('look');
    expect(made(choose(zerodha)).purpose).toBe('read');
    expect(made(choose(kraken), { do: 'want', purpose: 'trade' }).settings?.isTradingEnabled).toBe(true);
  });
});

describe('keys', () => {
  const atKeys = made(choose(kraken), go('keys'));

  test('public data goes on without keys, everything else waits for them', () => {
    expect(stillMissing(atKeys, nothing)).toBe('');
    const reading = wizardMove(atKeys, { do: 'want', purpose: 'read' });
    expect(stillMissing(reading, nothing)).toContain('keys');
    expect(stillMissing(reading, { ...nothing, entered: 'e1' })).toBe('');
  });
});

describe('saving', () => {
  const reading = made(choose(kraken), { do: 'want', purpose: 'read' });
  const facts: WizardFacts = { entered: 'e1', run: passed };
  const tested = (state: WizardState, with_: WizardFacts) =>
    wizardMove(state, { do: 'tested', what: toBeTested(state, with_) ?? '' });

  test('only what was tested can be saved, and another setting or key voids the test', () => {
    const review = wizardMove(tested(reading, facts), go('review'));
    expect(stillMissing(review, facts)).toBe('');
    const changed = wizardMove(review, { do: 'change', change: { isTradingEnabled: true } });
    expect(stillMissing(changed, facts)).toContain('not been tested');
    expect(stillMissing(review, { ...facts, entered: 'e2' })).toContain('not been tested');
    const renamed = wizardMove(review, { do: 'change', change: { label: 'Other' } });
    expect(stillMissing(renamed, facts)).toBe('');
  });

  test('a test that failed or is under way lets nobody on', () => {
    const failed: TestRun = {
      ...passed,
      steps: [{ ...(passed.steps[0] as TestStepCard), result: 'failed' }],
    };
    const at = wizardMove(tested(reading, facts), go('test'));
    expect(stillMissing(at, { ...facts, run: failed })).toContain('failed');
    expect(stillMissing(at, { ...facts, run: { ...passed, phase: 'running' } })).toContain('under way');
    expect(stillMissing(at, facts)).toBe('');
  });

  test('K9: a key that may withdraw needs the words, and a new test asks for them again', () => {
    const permissions = {
      canRead: true,
      canTrade: true,
      canWithdraw: true,
      isAddressBound: null,
      expires: null,
      details: [],
    };
    const run: TestRun = { ...passed, steps: [{ ...(passed.steps[0] as TestStepCard), permissions }] };
    const risky = { ...facts, run };
    const review = wizardMove(tested(reading, risky), go('review'));
    expect(stillMissing(review, risky)).toContain('sentence');
    const worded = wizardMove(review, { do: 'words', words: withdrawalSentence });
    expect(stillMissing(worded, risky)).toBe('');
    expect(stillMissing(tested(worded, risky), risky)).toContain('sentence');
  });
});

test('what a venue calls its login is what is asked for', () => {
  const words = { ...keyWords, one: 'login', many: 'user and password' };
  const state = wizardMove(
    { ...wizardStart, step: 'keys' },
    { do: 'choose-venue', kind: { ...zerodha, warnings: [], credentialWords: words }, label: 'Mine' },
  );
  expect(stillMissing({ ...state, step: 'keys' }, { entered: null, run: noRun })).toBe(
    'Enter the user and password first.',
  );
});
