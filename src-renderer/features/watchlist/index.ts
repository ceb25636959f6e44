import { List } from 'lucide-react';
import type { PanelDefinition } from '../../lib/panels/panel-definition.ts';
import { panelPiece } from '../../lib/panels/panel-piece.tsx';

/** Lists of markets with their newest prices; a click shows one in the linked charts. */
export const watchlistPanel: PanelDefinition = {
  kind: 'watchlist',
  title: 'Watchlist',
  icon: List,
  ...panelPiece(async () => (await import('./watchlist-panel.tsx')).WatchlistPanel),
  isSingle: false,
  isLinkable: true,
};
