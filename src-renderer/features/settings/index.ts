import { Settings } from 'lucide-react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';
import { panelPiece } from '../../lib/panels/panel-piece.tsx';

/** How Tidemark looks and counts, its keys, and what it is made of. */
export const settingsPanel: PanelDefinition = {
  kind: 'settings',
  title: 'Settings',
  icon: Settings,
  ...panelPiece(async () => (await import('./settings-panel.tsx')).SettingsPanel),
  isSingle: true,
  isLinkable: false,
};
