import { ListOrdered } from 'lucide-react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';
import { panelPiece } from '../../lib/panels/panel-piece.tsx';

/** The order book of one market as a ladder. */
export const depthPanel: PanelDefinition = {
  kind: 'depth',
  title: 'Depth',
  icon: ListOrdered,
  ...panelPiece(async () => (await import('./depth-panel.tsx')).DepthPanel),
  isSingle: false,
  isLinkable: true,
};
