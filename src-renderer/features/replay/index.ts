import { Rewind } from 'lucide-react';
import { lazy } from 'react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';

export { ReplayBar } from './replay-bar.tsx';

export const replayPanel: PanelDefinition = {
  kind: 'replay',
  title: 'Replay',
  icon: Rewind,
  component: lazy(async () => ({ default: (await import('./replay-panel.tsx')).ReplayPanel })),
  isSingle: true,
  isLinkable: true,
};
