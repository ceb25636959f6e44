import { Rewind } from 'lucide-react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';
import { panelPiece } from '../../lib/panels/panel-piece.tsx';

export { ReplayBar } from './replay-bar.tsx';

export const replayPanel: PanelDefinition = {
  kind: 'replay',
  title: 'Replay',
  icon: Rewind,
  ...panelPiece(async () => (await import('./replay-panel.tsx')).ReplayPanel),
  isSingle: true,
  isLinkable: true,
};
