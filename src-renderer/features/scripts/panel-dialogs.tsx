import { DeleteDialog } from './library/delete-dialog.tsx';
import { NameDialog } from './library/name-dialog.tsx';
import { VersionsDialog } from './library/versions-dialog.tsx';
import { scriptDesk } from './script-desk.ts';
import type { PanelDialog } from './use-panel-acts.ts';
import type { ScriptActions } from './use-script-actions.ts';

interface PanelDialogsProps {
  readonly dialog: PanelDialog;
  readonly actions: ScriptActions;
  onClose(): void;
}

/** The one that was asked for. */
export function PanelDialogs({ dialog, actions, onClose }: PanelDialogsProps) {
  switch (dialog.kind) {
    case 'none':
      return null;
    case 'name':
      return (
        <NameDialog
          title="Rename or move"
          act="Rename"
          name={dialog.script.name}
          folder={dialog.script.folder}
          onClose={onClose}
          onDone={(name, folder) => actions.move(dialog.script, name, folder)}
        />
      );
    case 'delete':
      return (
        <DeleteDialog
          name={dialog.script.name}
          versions={dialog.script.version}
          onClose={onClose}
          onDelete={() => actions.remove(dialog.script.id)}
        />
      );
    case 'versions':
      return (
        <VersionsDialog
          id={dialog.id}
          name={dialog.name}
          text={scriptDesk.textOf(dialog.key)}
          onClose={onClose}
          onRestore={(source) => scriptDesk.replaceText(dialog.key, source)}
        />
      );
  }
}
