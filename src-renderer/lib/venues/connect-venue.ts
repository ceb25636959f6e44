import { create } from 'zustand';
import { showToast } from '../../ui/toast-store.ts';
import { commands } from '../commands/command-registry.ts';

export const connectVenueCommand = 'connections.add';

interface Asked {
  /** Goes up each time someone wants to connect a venue; the Connections panel answers with its wizard. */
  readonly wizard: number;
  /** The tab that was asked for, until it is shown. */
  readonly tab: string | null;
}

/** What other parts of the page ask of the Connections panel, which may not be open yet. */
export const useAskedOfConnections = create<Asked>(() => ({ wizard: 0, tab: null }));

export function askForWizard(): void {
  useAskedOfConnections.setState(({ wizard }) => ({ wizard: wizard + 1 }));
}

export function wizardIsOpen(): void {
  useAskedOfConnections.setState({ wizard: 0 });
}

/** The button of an empty panel. A window with one panel has no room for another. */
export function connectVenue(): void {
  runInMainWindow(connectVenueCommand);
}

export function openConnections(): void {
  runInMainWindow('panel.open.connections');
}

function runInMainWindow(command: string): void {
  if (commands.run(command)) return;
  showToast({
    level: 'info',
    title: 'Connections are in the main window',
    text: 'Open the Connections panel there.',
  });
}
