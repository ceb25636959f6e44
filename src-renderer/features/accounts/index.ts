import { Landmark } from 'lucide-react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';
import { panelPiece } from '../../lib/panels/panel-piece.tsx';

export const accountsPanel: PanelDefinition = {
  kind: 'accounts',
  title: 'Accounts',
  icon: Landmark,
  ...panelPiece(async () => (await import('./accounts-panel.tsx')).AccountsPanel),
  isSingle: true,
  isLinkable: false,
};
