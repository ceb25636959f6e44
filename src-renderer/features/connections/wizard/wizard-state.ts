import type { ConnectionSettings, VenueKindCard } from '../../../../src-shared/contract/connections.ts';
import { permissionsOf, type TestRun, verdictOf } from '../keys/test-run.ts';
import { hasConfirmed } from '../keys/withdrawal-words.ts';
import {
  changedSettings,
  faultWords,
  freshSettings,
  isSound,
  type Purpose,
  purposesOf,
  testedThing,
} from '../settings-draft.ts';

export const wizardSteps = ['venue', 'keys', 'test', 'review'] as const;
export type WizardStep = (typeof wizardSteps)[number];

/** What has been chosen so far. It stays when one goes back. */
export interface WizardState {
  readonly step: WizardStep;
  readonly kind: VenueKindCard | null;
  readonly hasRead: boolean;
  readonly purpose: Purpose;
  readonly settings: ConnectionSettings | null;
  /** What the newest test was of. */
  readonly tested: string | null;
  readonly withdrawalWords: string;
}

export const wizardStart: WizardState = {
  step: 'venue',
  kind: null,
  hasRead: false,
  purpose: 'look',
  settings: null,
  tested: null,
  withdrawalWords: '',
};

export type WizardMove =
  | { readonly do: 'choose-venue'; readonly kind: VenueKindCard; readonly label: string }
  | { readonly do: 'read'; readonly hasRead: boolean }
  | { readonly do: 'want'; readonly purpose: Purpose }
  | { readonly do: 'change'; readonly change: Partial<ConnectionSettings> }
  | { readonly do: 'tested'; readonly what: string }
  | { readonly do: 'words'; readonly words: string }
  | { readonly do: 'go'; readonly step: WizardStep };

export function wizardMove(state: WizardState, move: WizardMove): WizardState {
  switch (move.do) {
    case 'choose-venue': {
      const { kind, label } = move;
      if (kind.kind === state.kind?.kind) return state;
      const purpose = purposesOf(kind)[0] ?? 'read';
      return { ...wizardStart, kind, purpose, settings: freshSettings(kind, label) };
    }
    case 'read':
      return { ...state, hasRead: move.hasRead };
    case 'want': {
      const settings =
        state.settings === null ? null : { ...state.settings, isTradingEnabled: move.purpose === 'trade' };
      return { ...state, purpose: move.purpose, settings };
    }
    case 'change': {
      if (state.settings === null || state.kind === null) return state;
      const settings = changedSettings(state.kind, state.settings, move.change);
      const purpose = state.purpose === 'look' ? 'look' : settings.isTradingEnabled ? 'trade' : 'read';
      return { ...state, settings, purpose };
    }
    case 'tested':
      return { ...state, tested: move.what, withdrawalWords: '' };
    case 'words':
      return { ...state, withdrawalWords: move.words };
    case 'go':
      return { ...state, step: move.step };
  }
}

/** The outside facts that decide whether one may go on. */
export interface WizardFacts {
  /** Id of an entry whose keys have arrived. */
  readonly entered: string | null;
  readonly run: TestRun;
}

/** Null for public data, undefined while keys are wanted and have not come. */
export function entryFor({ purpose }: WizardState, { entered }: WizardFacts): string | null | undefined {
  return purpose === 'look' ? null : (entered ?? undefined);
}

/** What a test now would be of; undefined while it cannot be run. */
export function toBeTested(state: WizardState, facts: WizardFacts): string | undefined {
  const entry = entryFor(state, facts);
  if (state.kind === null || state.settings === null || entry === undefined) return undefined;
  return testedThing(state.kind.kind, entry, state.settings);
}

export function isTestFresh(state: WizardState, facts: WizardFacts): boolean {
  return state.tested !== null && state.tested === toBeTested(state, facts);
}

export function needsWords(facts: WizardFacts): boolean {
  return permissionsOf(facts.run)?.canWithdraw === true;
}

/** Why one cannot go on from this step, in words; empty when one can. */
export function stillMissing(state: WizardState, facts: WizardFacts): string {
  const { kind, settings } = state;
  if (kind === null || settings === null) return 'Choose a venue.';
  switch (state.step) {
    case 'venue':
      return kind.warnings.length > 0 && !state.hasRead ? 'Read the notice and tick it.' : '';
    case 'keys':
      if (!isSound(settings, kind)) return faultWords(settings, kind);
      return entryFor(state, facts) === undefined ? `Enter the ${kind.credentialWords.many} first.` : '';
    case 'test':
      if (!isTestFresh(state, facts)) return 'Test it first.';
      return testOutcome(facts);
    case 'review':
      if (!isSound(settings, kind)) return faultWords(settings, kind);
      if (!isTestFresh(state, facts)) return 'These settings have not been tested.';
      if (testOutcome(facts) !== '') return testOutcome(facts);
      return needsWords(facts) && !hasConfirmed(state.withdrawalWords)
        ? `Type the sentence about withdrawing, or use another ${kind.credentialWords.one}.`
        : '';
  }
}

function testOutcome({ run }: WizardFacts): string {
  const verdict = verdictOf(run);
  if (verdict === null) return 'The test is still under way.';
  return verdict === 'failed' ? 'The test failed. Nothing can be saved with it.' : '';
}

export function stepAfter(step: WizardStep): WizardStep {
  return wizardSteps[wizardSteps.indexOf(step) + 1] ?? step;
}

export function stepBefore(step: WizardStep): WizardStep {
  return wizardSteps[wizardSteps.indexOf(step) - 1] ?? step;
}
