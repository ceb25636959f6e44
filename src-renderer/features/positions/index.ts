import { Layers } from 'lucide-react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';
import { panelPiece } from '../../lib/panels/panel-piece.tsx';

export const positionsPanel: PanelDefinition = {
  kind: 'positions',
  title: 'Positions',
  icon: Layers,
  ...panelPiece(async () => (await import('./positions-panel.tsx')).PositionsPanel),
  isSingle: false,
  isLinkable: true,
};
