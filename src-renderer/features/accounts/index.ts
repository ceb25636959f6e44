import { Landmark } from 'lucide-react';
import { lazy } from 'react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';

export const accountsPanel: PanelDefinition = {
  kind: 'accounts',
  title: 'Accounts',
  icon: Landmark,
  component: lazy(async () => ({ default: (await import('./accounts-panel.tsx')).AccountsPanel })),
  isSingle: true,
  isLinkable: false,
};
