import { Activity } from 'lucide-react';
import { lazy } from 'react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';

export const latencyPanel: PanelDefinition = {
  kind: 'latency',
  title: 'Latency',
  icon: Activity,
  component: lazy(async () => ({ default: (await import('./latency-panel.tsx')).LatencyPanel })),
  isSingle: true,
  isLinkable: false,
};
