import { Layers } from 'lucide-react';
import { lazy } from 'react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';

export const positionsPanel: PanelDefinition = {
  kind: 'positions',
  title: 'Positions',
  icon: Layers,
  component: lazy(async () => ({ default: (await import('./positions-panel.tsx')).PositionsPanel })),
  isSingle: false,
  isLinkable: true,
};
