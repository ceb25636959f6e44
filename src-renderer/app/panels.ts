import { accountsPanel } from '../features/accounts/index.ts';
import { chartPanel } from '../features/chart/index.ts';
import { connectionsPanel } from '../features/connections/index.ts';
import { dataPanel } from '../features/data/index.ts';
import { depthPanel } from '../features/depth/index.ts';
import { fillsPanel } from '../features/fills/index.ts';
import { latencyPanel } from '../features/latency/index.ts';
import { ordersPanel } from '../features/orders/index.ts';
import { positionsPanel } from '../features/positions/index.ts';
import { replayPanel } from '../features/replay/index.ts';
import { scriptsPanel } from '../features/scripts/index.ts';
import { settingsPanel } from '../features/settings/index.ts';
import { watchlistPanel } from '../features/watchlist/index.ts';
import type { PanelDefinition } from '../lib/panels/panel-definition.ts';

/** Every panel there is, in the order in which menus offer them. To add one: write its feature folder and name it here. */
export const panelDefinitions: readonly PanelDefinition[] = [
  chartPanel,
  watchlistPanel,
  depthPanel,
  accountsPanel,
  positionsPanel,
  ordersPanel,
  fillsPanel,
  connectionsPanel,
  replayPanel,
  scriptsPanel,
  dataPanel,
  latencyPanel,
  settingsPanel,
];

const byKind = new Map(panelDefinitions.map((definition) => [definition.kind, definition]));

export function panelDefinition(kind: string): PanelDefinition | undefined {
  return byKind.get(kind);
}
