import { ListOrdered } from 'lucide-react';
import { lazy } from 'react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';

export const ordersPanel: PanelDefinition = {
  kind: 'orders',
  title: 'Orders',
  icon: ListOrdered,
  component: lazy(async () => ({ default: (await import('./orders-panel.tsx')).OrdersPanel })),
  isSingle: false,
  isLinkable: true,
};
