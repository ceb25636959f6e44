import type { ScriptSummary } from '../../../src-shared/contract/scripts.ts';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import type { OpenScript } from './open-scripts.ts';
import type { ScriptsPanelState } from './panel-state.ts';
import type { PanelActs } from './use-panel-acts.ts';
import type { ScriptActions } from './use-script-actions.ts';

/** At the end of the toolbar: what is done with the script in front, and how. */
export function panelEntries(
  active: OpenScript | undefined,
  { formatsOnSave }: ScriptsPanelState,
  acts: PanelActs,
): readonly MenuEntry[] {
  const isNone = active === undefined;
  const isUnsaved = isNone || active.id === null;
  return [
    { label: 'New script', run: acts.create },
    { label: 'Import…', run: acts.importFiles },
    { label: 'Export…', isDisabled: isNone, run: acts.exportFile },
    { kind: 'separator' },
    { label: 'Versions…', isDisabled: isUnsaved, run: acts.versions },
    { label: 'Rename or move…', isDisabled: isUnsaved, run: () => acts.rename() },
    { label: 'Format', isDisabled: isNone, run: acts.format },
    { label: 'Convert to version 6', isDisabled: isNone, run: acts.convert },
    { kind: 'separator' },
    {
      kind: 'check',
      label: 'Format when saving',
      isChecked: formatsOnSave,
      onChange: (isWanted) => acts.change({ formatsOnSave: isWanted }),
    },
  ];
}

/** Of a script in the library. */
export function libraryEntries(
  script: ScriptSummary,
  actions: ScriptActions,
  acts: PanelActs,
): readonly MenuEntry[] {
  return [
    { label: 'Open', run: () => void actions.open(script.id) },
    { label: 'Duplicate', run: () => void actions.duplicate(script) },
    {
      label: script.isFavourite ? 'Remove from favourites' : 'Make a favourite',
      run: () => void actions.favourite(script),
    },
    ...(script.isSample
      ? []
      : ([
          { label: 'Rename or move…', run: () => acts.rename(script) },
          { kind: 'separator' },
          { label: 'Delete…', keys: 'Delete', tone: 'danger', run: () => acts.remove(script) },
        ] satisfies MenuEntry[])),
  ];
}
