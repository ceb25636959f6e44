import type { MenuEntry } from '../../ui/menu-entry.ts';
import type { ChartActions } from './chart-commands.ts';
import type { ChartController } from './chart-controller.ts';

/** The menu under the right mouse button: the view first, then the selected drawing, then pictures. */
export function plotEntries(
  actions: ChartActions,
  controller: ChartController | undefined,
  /** Of the scripts in the pane that was clicked into. */
  scripts: readonly MenuEntry[],
): MenuEntry[] {
  const book = controller?.book;
  const withSelected = (run: (id: string) => void) => () => {
    const id = book?.state.getState().selected ?? null;
    if (id !== null) run(id);
  };
  return [
    { label: 'Reset the view', keys: 'Alt+R', run: () => actions.reset() },
    { label: 'Fit all bars', keys: 'Alt+F', run: () => actions.fit() },
    { label: 'Indicators…', keys: '/', run: () => actions.openIndicators() },
    { label: 'Debug this bar', run: () => actions.debugBar() },
    { label: 'Go to date…', keys: 'Alt+G', run: () => actions.openGoToDate() },
    { label: 'Go to the newest bar', run: () => actions.goToNewest() },
    ...(scripts.length === 0
      ? []
      : ([
          { kind: 'separator' },
          { kind: 'heading', label: 'Indicators here' },
          ...scripts,
        ] satisfies MenuEntry[])),
    { kind: 'separator' },
    { kind: 'heading', label: 'Selected drawing' },
    { label: 'Duplicate', keys: 'Mod+D', run: withSelected(() => controller?.drawings.duplicate()) },
    { label: 'Delete', keys: 'Delete', tone: 'danger', run: withSelected((id) => book?.remove(id)) },
    { kind: 'separator' },
    { label: 'Copy picture', keys: 'Alt+Shift+S', run: () => actions.copyScreenshot() },
    { label: 'Save picture', keys: 'Alt+S', run: () => actions.saveScreenshot() },
  ];
}
