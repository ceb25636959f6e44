import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';

/** JSON that a panel keeps in the saved workspace: its instrument, timeframe, columns… */
export type PanelState = Readonly<Record<string, unknown>>;

/** Panels with the same link colour show the same instrument. */
export const linkColours = ['orange', 'blue', 'green', 'purple', 'yellow'] as const;
export type LinkColour = (typeof linkColours)[number];

export interface PanelProps {
  /** Unique in the workspace. */
  readonly panelId: string;
  /** As saved; may come from an older version, so read it defensively. */
  readonly state: PanelState;
  /** Merges into the saved state. */
  saveState(change: PanelState): void;
  readonly link: LinkColour | null;
  /** The instrument of the link group; null when not linked or nothing chosen yet. */
  readonly linkedInstrument: InstrumentId | null;
  /** Chooses the instrument for the whole link group. Does nothing when not linked. */
  chooseInstrument(instrument: InstrumentId): void;
  /** Shown in the tab instead of the definition's title: “6EH4 · 5m”. */
  setTitle(title: string): void;
  /** True while this panel is the one that keys and commands go to. */
  readonly isActive: boolean;
}

/** A panel as the shell knows it. One per feature folder, exported by its `index.ts`. */
export interface PanelDefinition {
  /** Stable: saved workspaces name it. */
  readonly kind: string;
  readonly title: string;
  readonly icon: LucideIcon;
  /** Fetched when it is first shown, see `panel-piece.tsx`. */
  readonly component: ComponentType<PanelProps>;
  /** Fetches it beforehand. */
  fetch?(): Promise<void>;
  /** Only one at a time makes sense (settings, data); opening it again brings it to the front. */
  readonly isSingle: boolean;
  /** Opens below what has most room, with this share of its height; absent: as a tab in front of it. */
  readonly shareBelow?: number;
  /** Whether it takes part in link colours. */
  readonly isLinkable: boolean;
}
