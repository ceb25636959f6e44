import { Cable } from 'lucide-react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';
import { panelPiece } from '../../lib/panels/panel-piece.tsx';

export const connectionsPanel: PanelDefinition = {
  kind: 'connections',
  title: 'Connections',
  icon: Cable,
  ...panelPiece(async () => (await import('./connections-panel.tsx')).ConnectionsPanel),
  isSingle: true,
  isLinkable: false,
};
