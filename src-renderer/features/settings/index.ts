import { Settings } from 'lucide-react';
import { lazy } from 'react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';

/** How Tidemark looks and counts, its keys, and what it is made of. */
export const settingsPanel: PanelDefinition = {
  kind: 'settings',
  title: 'Settings',
  icon: Settings,
  component: lazy(async () => ({ default: (await import('./settings-panel.tsx')).SettingsPanel })),
  isSingle: true,
  isLinkable: false,
};
