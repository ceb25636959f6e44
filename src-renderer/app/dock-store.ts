import type { DockviewApi, IDockviewPanel } from 'dockview-react';
import { create } from 'zustand';
import type { Place } from './dock-place.ts';
import type { PanelParameters } from './panel-parameters.ts';

export type GroupSizes = ReadonlyMap<string, { readonly width: number; readonly height: number }>;

export interface ClosedPanel {
  readonly parameters: PanelParameters;
  readonly title: string;
  /** A panel that was in the same group, to go back among; gone when none is left. */
  readonly neighbour: string | undefined;
  /** Where the group stood, for when the group went with its last panel. `beside` is a panel. */
  readonly place: Place;
  /** Px of every group at that moment, by group id. */
  readonly sizes: GroupSizes;
  /** The window it went into, when it was torn off. */
  readonly window?: string | undefined;
}

interface DockState {
  /** Undefined while no dock is on the screen (phone, a torn-off panel). */
  readonly api: DockviewApi | undefined;
  readonly activePanel: IDockviewPanel | undefined;
  /** Newest last. */
  readonly closed: readonly ClosedPanel[];
  /** Something in the layout that the dock itself does not notice changed: a panel's own state, a link. */
  layoutChanged(): void;
}

/** The dock of this window, for commands and menus that act on it from outside. */
const nothingToSave = (): void => undefined;

export const useDock = create<DockState>(() => ({
  api: undefined,
  activePanel: undefined,
  closed: [],
  layoutChanged: nothingToSave,
}));

/** The dock left the screen. */
export function forgetDock(): void {
  useDock.setState({ api: undefined, activePanel: undefined, closed: [], layoutChanged: nothingToSave });
}
