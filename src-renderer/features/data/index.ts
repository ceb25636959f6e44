import { Database } from 'lucide-react';
import { lazy } from 'react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';

export const dataPanel: PanelDefinition = {
  kind: 'data',
  title: 'Data',
  icon: Database,
  component: lazy(async () => ({ default: (await import('./data-panel.tsx')).DataPanel })),
  isSingle: true,
  isLinkable: true,
};
