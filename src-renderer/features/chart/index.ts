import { ChartCandlestick } from 'lucide-react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';
import { panelPiece } from '../../lib/panels/panel-piece.tsx';

/** A streaming price chart of one instrument, with volume, sessions and drawings. */
export const chartPanel: PanelDefinition = {
  kind: 'chart',
  title: 'Chart',
  icon: ChartCandlestick,
  ...panelPiece(async () => (await import('./chart-panel.tsx')).ChartPanel),
  isSingle: false,
  isLinkable: true,
};
