import { ListOrdered } from 'lucide-react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';
import { panelPiece } from '../../lib/panels/panel-piece.tsx';

export const ordersPanel: PanelDefinition = {
  kind: 'orders',
  title: 'Orders',
  icon: ListOrdered,
  ...panelPiece(async () => (await import('./orders-panel.tsx')).OrdersPanel),
  isSingle: false,
  isLinkable: true,
};
