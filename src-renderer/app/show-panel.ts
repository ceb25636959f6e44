import { create } from 'zustand';
import { openPanel } from './dock-actions.ts';
import { useDock } from './dock-store.ts';

interface PhonePanels {
  /** Undefined while no phone layout is on the screen. */
  readonly show: ((kind: string) => void) | undefined;
}

/** The phone layout, for commands that bring a panel to the screen. */
export const usePhonePanels = create<PhonePanels>(() => ({ show: undefined }));

/** False in a window that has only one panel. */
export function canShowPanels(): boolean {
  return useDock.getState().api !== undefined || usePhonePanels.getState().show !== undefined;
}

/** Brings a panel to the screen, in the dock or on the phone. */
export function showPanel(kind: string): void {
  const { show } = usePhonePanels.getState();
  if (show === undefined) openPanel(kind);
  else show(kind);
}

/** The same as soon as there is a place for panels: a window that has just opened is still laying them out. */
export function showPanelWhenReady(kind: string): void {
  if (canShowPanels()) {
    showPanel(kind);
    return;
  }
  const stores = [useDock, usePhonePanels];
  const look = () => {
    if (!canShowPanels()) return;
    for (const release of releases) release();
    showPanel(kind);
  };
  const releases = stores.map((store) => store.subscribe(look));
}
