import { type FormEvent, useState } from 'react';
import { useHost } from '../lib/host/host-context.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { closeDialog, useDialogs } from './dialog-store.ts';
import {
  removeWorkspace,
  renameWorkspace,
  resetWorkspace,
  useWorkspaces,
  type Workspace,
} from './workspace-store.ts';

/** Renaming, resetting and deleting: each names the workspace it is about. */
export function WorkspaceDialogs() {
  const { rpc } = useHost();
  const dialog = useDialogs((state) => state.dialog);
  const workspaces = useWorkspaces((state) => state.workspaces);
  if (dialog === null || !('id' in dialog)) return null;
  const workspace = workspaces.find(({ id }) => id === dialog.id);
  if (workspace === undefined) return null;
  switch (dialog.kind) {
    case 'rename-workspace':
      return (
        <RenameDialog workspace={workspace} onRename={(name) => renameWorkspace(rpc, workspace.id, name)} />
      );
    case 'reset-workspace':
      return (
        <ConfirmDialog
          title={`Reset “${workspace.name}”?`}
          text="Its panels go back to the ready-made layout. Your own arrangement of this workspace is lost; charts, drawings and watchlists are not touched."
          action="Reset layout"
          onConfirm={() => resetWorkspace(rpc, workspace.id)}
        />
      );
    case 'remove-workspace':
      return (
        <ConfirmDialog
          title={`Delete “${workspace.name}”?`}
          text="The layout is deleted in every window. Charts’ data, drawings and watchlists are not touched."
          action="Delete workspace"
          onConfirm={() => void removeWorkspace(rpc, workspace.id)}
        />
      );
  }
}

function RenameDialog({ workspace, onRename }: { workspace: Workspace; onRename(name: string): void }) {
  const [name, setName] = useState(workspace.name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onRename(name);
    closeDialog();
  };
  return (
    <Dialog title={`Rename “${workspace.name}”`} onClose={closeDialog} className="w-96">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField label="Name" value={name} onChange={setName} maxLength={80} />
        <div className="flex justify-end gap-2">
          <Button onClick={closeDialog}>Cancel</Button>
          <Button tone="primary" type="submit" disabled={name.trim() === ''}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  onConfirm(): void;
}

function ConfirmDialog({ title, text, action, onConfirm }: ConfirmProps) {
  return (
    <Dialog
      title={title}
      onClose={closeDialog}
      className="w-[420px]"
      footer={
        <>
          <Button onClick={closeDialog} data-autofocus>
            Cancel
          </Button>
          <Button
            tone="danger"
            onClick={() => {
              onConfirm();
              closeDialog();
            }}
          >
            {action}
          </Button>
        </>
      }
    >
      <p className="text-13 text-text-2">{text}</p>
    </Dialog>
  );
}
