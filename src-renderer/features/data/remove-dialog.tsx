import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import { useHost } from '../../lib/host/host-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatTime } from '../../ui/format.ts';
import { countWords, type StoredRow } from './stored-row.ts';

interface RemoveDialogProps {
  readonly row: StoredRow;
  onClose(): void;
  onRemoved(): void;
}

/** Asks before stored history goes, naming what and how much. */
export function RemoveDialog({ row, onClose, onRemoved }: RemoveDialogProps) {
  const { rpc } = useHost();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const remove = async () => {
    setIsBusy(true);
    try {
      await rpc.market.removeStored({ instrument: row.instrument, content: row.content });
      onRemoved();
      onClose();
    } catch (error) {
      setFailure(failureSentence(error));
      setIsBusy(false);
    }
  };
  const day = (time: number) => formatTime(time, 'UTC', 'date');
  return (
    <Dialog
      title={`Remove ${row.instrument} ${row.content}?`}
      testId="remove-dialog"
      className="w-[440px]"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Keep</Button>
          <Button tone="danger" disabled={isBusy} data-testid="remove-confirm" onClick={() => void remove()}>
            Remove {countWords(row)}
          </Button>
        </>
      }
    >
      <p className="text-13 text-text-2">
        {countWords(row)} from {day(row.first)} to {day(row.last)} go from this machine’s market store. Your
        trades, notes and drawings stay. To have the data back, import the file again.
      </p>
      {failure !== null && (
        <p role="alert" className="mt-3 flex items-start gap-2 text-12 text-danger">
          <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
          {failure} Nothing was removed.
        </p>
      )}
    </Dialog>
  );
}
