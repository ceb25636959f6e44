import { ChartCandlestick } from 'lucide-react';
import { lazy } from 'react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';

/** A streaming price chart of one instrument, with volume, sessions and drawings. */
export const chartPanel: PanelDefinition = {
  kind: 'chart',
  title: 'Chart',
  icon: ChartCandlestick,
  component: lazy(async () => ({ default: (await import('./chart-panel.tsx')).ChartPanel })),
  isSingle: false,
  isLinkable: true,
};
