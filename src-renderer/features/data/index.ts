import { Database } from 'lucide-react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';
import { panelPiece } from '../../lib/panels/panel-piece.tsx';

export const dataPanel: PanelDefinition = {
  kind: 'data',
  title: 'Data',
  icon: Database,
  ...panelPiece(async () => (await import('./data-panel.tsx')).DataPanel),
  isSingle: true,
  isLinkable: true,
};
