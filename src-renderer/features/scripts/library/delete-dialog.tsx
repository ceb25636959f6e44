import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

interface DeleteDialogProps {
  readonly name: string;
  readonly versions: number;
  onClose(): void;
  onDelete(): Promise<void>;
}

/** Asks before a script goes with all its versions. */
export function DeleteDialog({ name, versions, onClose, onDelete }: DeleteDialogProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const remove = async () => {
    setIsBusy(true);
    try {
      await onDelete();
      onClose();
    } catch (error) {
      setFailure(failureSentence(error));
      setIsBusy(false);
    }
  };
  const count = versions === 1 ? 'its one version' : `all its ${versions} versions`;
  return (
    <Dialog
      title={`Delete “${name}”?`}
      testId="script-delete-dialog"
      className="w-[420px]"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Keep</Button>
          <Button tone="danger" disabled={isBusy} onClick={() => void remove()}>
            Delete {count}
          </Button>
        </>
      }
    >
      <p className="text-13 text-text-2">
        The script goes with {count}, and charts that show it lose it. To keep a copy, export it first.
      </p>
      {failure !== null && (
        <p role="alert" className="mt-3 flex items-start gap-2 text-12 text-danger">
          <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
          {failure} Nothing was deleted.
        </p>
      )}
    </Dialog>
  );
}
