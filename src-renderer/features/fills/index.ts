import { ReceiptText } from 'lucide-react';
import { lazy } from 'react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';

export const fillsPanel: PanelDefinition = {
  kind: 'fills',
  title: 'Fills',
  icon: ReceiptText,
  component: lazy(async () => ({ default: (await import('./fills-panel.tsx')).FillsPanel })),
  isSingle: false,
  isLinkable: true,
};
