import { useState } from 'react';
import {
  keyWords,
  type SavedConnectionCard,
  type VenueKindCard,
} from '../../../../src-shared/contract/connections.ts';
import { useHost, useHostStatus } from '../../../lib/host/host-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EntryBox } from '../keys/entry-box.tsx';
import { RightsChips } from '../keys/rights-chips.tsx';
import { permissionsOf, verdictOf } from '../keys/test-run.ts';
import { TestSteps } from '../keys/test-steps.tsx';
import { useEntry } from '../keys/use-entry.ts';
import { useTestRun } from '../keys/use-test-run.ts';
import { VaultGate } from '../keys/vault-gate.tsx';
import { WithdrawalGuard } from '../keys/withdrawal-guard.tsx';
import { hasConfirmed } from '../keys/withdrawal-words.ts';

interface RotateDialogProps {
  readonly card: SavedConnectionCard;
  readonly kind: VenueKindCard | undefined;
  onClose(): void;
}

/** New keys: entered elsewhere, tested, and only then in the place of the old ones. */
export function RotateDialog({ card, kind, onClose }: RotateDialogProps) {
  const { rpc } = useHost();
  const isLost = useHostStatus().phase !== 'connected';
  const entry = useEntry();
  const test = useTestRun();
  const [words, setWords] = useState('');
  const { label } = card.settings;
  const { one, many, change } = kind?.credentialWords ?? keyWords;
  const entered = entry.card?.state === 'entered' ? entry.card.id : null;
  const isDone = test.run.phase === 'over' && verdictOf(test.run) !== 'failed';
  const mayWithdraw = permissionsOf(test.run)?.canWithdraw === true && !isDone;

  // A key is made at the venue for one program; a login is the person's own.
  const isMade = one === keyWords.one;
  const begin = () => {
    test.clear();
    setWords('');
    void entry.begin(() => rpc.connections.beginEntry({ kind: card.kind, label, fields: [] }));
  };
  const replace = async () => {
    if (entered === null) return;
    const ended = await test.start((signal) =>
      rpc.connections.rotate({ id: card.id, entry: entered, withdrawalWords: words }, { signal }),
    );
    if (ended?.phase === 'over' && verdictOf(ended) !== 'failed') entry.release();
  };
  return (
    <Dialog
      title={card.hasKeys ? `${change} of “${label}”` : `Add ${many} to “${label}”`}
      onClose={onClose}
      staysOnClickBeside
      className="w-[min(94vw,560px)]"
      testId="rotate-keys"
      footer={
        isDone ? (
          <Button tone="primary" onClick={onClose} data-testid="rotate-done">
            Done
          </Button>
        ) : (
          <>
            <Button tone="ghost" onClick={onClose}>
              Cancel
            </Button>
            <Button
              tone="primary"
              data-testid="rotate-replace"
              disabled={
                entered === null ||
                isLost ||
                test.run.phase === 'running' ||
                (mayWithdraw && !hasConfirmed(words))
              }
              onClick={() => void replace()}
            >
              {card.hasKeys ? 'Test and replace' : 'Test and save'}
            </Button>
          </>
        )
      }
    >
      <div className="@container flex flex-col gap-4">
        {!isDone && (
          <p className="text-12 text-text-2">
            {card.hasKeys
              ? `The old ${one}${card.keyHint === '' ? '' : ` …${card.keyHint}`} stays in use until the new one has passed its test.`
              : `The connection stays as it is until the new ${one} has passed its test.`}
          </p>
        )}
        {!isDone && (kind?.keyInstructions.length ?? 0) > 0 && (
          <details className="text-12">
            <summary className="cursor-default rounded text-text-2 hover:text-text-1">
              How to get a {one} at {card.kindLabel}
            </summary>
            <ol className="mt-2 flex list-decimal flex-col gap-1.5 pl-5 marker:text-text-3">
              {kind?.keyInstructions.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          </details>
        )}
        {!isDone && (
          <VaultGate>
            {() => (
              <EntryBox
                entry={entry}
                what={`the new ${many}`}
                beginLabel={`Enter the new ${many}`}
                onBegin={begin}
                done={`The new ${many} have arrived. They replace the old ones only after their test.`}
              />
            )}
          </VaultGate>
        )}
        {test.run.phase !== 'idle' && <TestSteps run={test.run} words={kind?.credentialWords} />}
        {mayWithdraw && <WithdrawalGuard words={words} onChange={setWords} />}
        {isDone && (
          <div className="flex flex-col gap-2.5 text-13" data-testid="rotate-success">
            <p>
              {card.hasKeys
                ? `The new ${one}${card.keyHint === '' ? '' : ` …${card.keyHint}`} is in use.${isMade ? ` Delete the old one at ${card.kindLabel} now.` : ''}`
                : `The ${one} is saved.`}
            </p>
            <div className="flex items-start gap-3 text-12">
              <span className="text-text-2">It may</span>
              <RightsChips permissions={permissionsOf(test.run)} />
            </div>
          </div>
        )}
      </div>
    </Dialog>
  );
}
