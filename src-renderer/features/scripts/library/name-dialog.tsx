import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';

interface NameDialogProps {
  readonly title: string;
  readonly act: string;
  readonly name: string;
  readonly folder: string;
  onClose(): void;
  /** Rejects with a sentence. */
  onDone(name: string, folder: string): Promise<void>;
}

/** Asks for a script's name and the folder it lies in. */
export function NameDialog({
  title,
  act,
  name: before,
  folder: folderBefore,
  onClose,
  onDone,
}: NameDialogProps) {
  const [name, setName] = useState(before);
  const [folder, setFolder] = useState(folderBefore);
  const [failure, setFailure] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const done = async () => {
    setIsBusy(true);
    try {
      await onDone(name.trim(), folder.trim());
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setIsBusy(false);
    }
  };
  const isEmpty = name.trim() === '';
  return (
    <Dialog
      title={title}
      testId="script-name-dialog"
      className="w-[380px]"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" disabled={isEmpty || isBusy} onClick={() => void done()}>
            {act}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isEmpty && !isBusy) void done();
        }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          maxLength={80}
          error={isEmpty ? 'A script needs a name.' : failure}
        />
        <TextField
          label="Folder"
          value={folder}
          onChange={setFolder}
          maxLength={200}
          hint="Empty for none; levels are parted by /"
        />
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}
