import { SquareCode } from 'lucide-react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';
import { panelPiece } from '../../lib/panels/panel-piece.tsx';

/** The script editor with its library, what scripts say, and the way onto the chart. */
export const scriptsPanel: PanelDefinition = {
  kind: 'scripts',
  title: 'Scripts',
  icon: SquareCode,
  ...panelPiece(async () => (await import('./scripts-view.tsx')).ScriptsView),
  isSingle: true,
  shareBelow: 0.55,
  isLinkable: true,
};
