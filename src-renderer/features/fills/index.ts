import { ReceiptText } from 'lucide-react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';
import { panelPiece } from '../../lib/panels/panel-piece.tsx';

export const fillsPanel: PanelDefinition = {
  kind: 'fills',
  title: 'Fills',
  icon: ReceiptText,
  ...panelPiece(async () => (await import('./fills-panel.tsx')).FillsPanel),
  isSingle: false,
  isLinkable: true,
};
