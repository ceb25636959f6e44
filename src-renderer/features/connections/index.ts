import { Cable } from 'lucide-react';
import { lazy } from 'react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';

export const connectionsPanel: PanelDefinition = {
  kind: 'connections',
  title: 'Connections',
  icon: Cable,
  component: lazy(async () => ({ default: (await import('./connections-panel.tsx')).ConnectionsPanel })),
  isSingle: true,
  isLinkable: false,
};
