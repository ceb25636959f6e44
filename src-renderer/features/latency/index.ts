import { Activity } from 'lucide-react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';
import { panelPiece } from '../../lib/panels/panel-piece.tsx';

export const latencyPanel: PanelDefinition = {
  kind: 'latency',
  title: 'Latency',
  icon: Activity,
  ...panelPiece(async () => (await import('./latency-panel.tsx')).LatencyPanel),
  isSingle: true,
  isLinkable: false,
};
