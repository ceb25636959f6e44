import { List } from 'lucide-react';
import { lazy } from 'react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';

/** Lists of markets with their newest prices; a click shows one in the linked charts. */
export const watchlistPanel: PanelDefinition = {
  kind: 'watchlist',
  title: 'Watchlist',
  icon: List,
  component: lazy(async () => ({ default: (await import('./watchlist-panel.tsx')).WatchlistPanel })),
  isSingle: false,
  isLinkable: true,
};
