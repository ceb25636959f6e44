import { type Dispatch, useCallback, useReducer, useState } from 'react';
import type { SavedConnectionCard } from '../../../../src-shared/contract/connections.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost } from '../../../lib/host/host-context.tsx';
import { type Entry, useEntry } from '../keys/use-entry.ts';
import { type TestRunner, useTestRun } from '../keys/use-test-run.ts';
import {
  entryFor,
  stillMissing,
  toBeTested,
  type WizardFacts,
  type WizardMove,
  type WizardState,
  wizardMove,
  wizardStart,
} from './wizard-state.ts';

export interface Wizard {
  readonly state: WizardState;
  readonly move: Dispatch<WizardMove>;
  readonly facts: WizardFacts;
  readonly missing: string;
  readonly entry: Entry;
  readonly test: TestRunner;
  beginEntry(): void;
  runTest(): void;
  readonly isSaving: boolean;
  readonly saveFailure: string | null;
  save(): Promise<void>;
}

/** The wizard's work: entry, test and save, round the choices that `wizard-state` keeps. */
export function useWizard(onSaved: (saved: SavedConnectionCard) => void): Wizard {
  const { rpc } = useHost();
  const [state, move] = useReducer(wizardMove, wizardStart);
  const entry = useEntry();
  const test = useTestRun();
  const [isSaving, setSaving] = useState(false);
  const [saveFailure, setSaveFailure] = useState<string | null>(null);
  const facts: WizardFacts = {
    entered: entry.card?.state === 'entered' ? entry.card.id : null,
    run: test.run,
  };
  const { kind, settings } = state;

  const beginEntry = () => {
    if (kind === null || settings === null) return;
    test.clear();
    void entry.begin(() =>
      rpc.connections.beginEntry({ kind: kind.kind, label: settings.label.trim(), fields: [] }),
    );
  };
  const draft = () => {
    const entered = entryFor(state, facts);
    if (kind === null || settings === null || entered === undefined) return undefined;
    return { kind: kind.kind, settings: { ...settings, label: settings.label.trim() }, entry: entered };
  };
  const runTest = () => {
    const subject = draft();
    const what = toBeTested(state, facts);
    if (subject === undefined || what === undefined) return;
    move({ do: 'tested', what });
    void test.start((signal) => rpc.connections.test(subject, { signal }));
  };
  const save = useCallback(
    async (subject: ReturnType<typeof draft>, withdrawalWords: string) => {
      if (subject === undefined) return;
      setSaving(true);
      setSaveFailure(null);
      try {
        const saved = await rpc.connections.create({ ...subject, withdrawalWords });
        entry.release();
        onSaved(saved);
      } catch (error) {
        setSaveFailure(failureSentence(error));
      } finally {
        setSaving(false);
      }
    },
    [rpc, entry, onSaved],
  );
  return {
    state,
    move,
    facts,
    missing: stillMissing(state, facts),
    entry,
    test,
    beginEntry,
    runTest,
    isSaving,
    saveFailure,
    save: () => save(draft(), state.withdrawalWords),
  };
}
