import { useState } from 'react';
import {
  type CredentialWordsCard,
  keyWords,
  type SavedConnectionCard,
} from '../../../../src-shared/contract/connections.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../../lib/host/host-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';

interface RevokeDialogProps {
  readonly card: SavedConnectionCard;
  readonly words: CredentialWordsCard;
  onClose(): void;
}

/** The end of a connection. Typing its name is the confirmation, since its keys cannot be brought back. */
export function RevokeDialog({ card, words, onClose }: RevokeDialogProps) {
  const { rpc } = useHost();
  const isLost = useHostStatus().phase !== 'connected';
  const [typed, setTyped] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { label } = card.settings;
  const canRevoke = typed.trim() === label && !isLost && !isBusy;
  const revoke = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await rpc.connections.revoke({ id: card.id });
      onClose();
    } catch (error) {
      setFailure(failureSentence(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`Revoke “${label}”?`}
      onClose={onClose}
      className="w-[min(94vw,440px)]"
      testId="revoke-connection"
      footer={
        <>
          <Button tone="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button
            tone="danger"
            disabled={!canRevoke}
            onClick={() => void revoke()}
            data-testid="revoke-confirm"
          >
            Revoke
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (canRevoke) void revoke();
        }}
      >
        <p className="text-13">
          {card.phase === 'disconnected' ? '' : 'It is disconnected, and '}
          {card.hasKeys
            ? `${card.phase === 'disconnected' ? 'Its' : 'its'} ${words.many} are wiped from this machine for good. Orders that are open at ${card.kindLabel} stay open there. The audit log keeps its history.`
            : `${card.phase === 'disconnected' ? 'It' : 'it'} is removed from this list. The audit log keeps its history.`}
        </p>
        {card.hasKeys && words.one === keyWords.one && (
          <p className="text-12 text-text-2">
            Delete the key at {card.kindLabel}, too: Tidemark cannot do that for you.
          </p>
        )}
        <TextField
          label={`Type ${label} to confirm`}
          value={typed}
          onChange={setTyped}
          data-testid="revoke-label"
        />
        {failure !== null && (
          <p role="alert" className="text-12 text-danger" data-selectable>
            {failure}
          </p>
        )}
      </form>
    </Dialog>
  );
}
