import type { PanelParameters } from './panel-parameters.ts';

/** Where a panel of a ready-made workspace goes, relative to one placed before it. */
export interface PanelPlan extends PanelParameters {
  readonly id: string;
  readonly beside?: string;
  readonly side?: 'left' | 'right' | 'above' | 'below' | 'within';
  /** Px to begin with. */
  readonly width?: number;
  readonly height?: number;
}

export interface WorkspaceTemplate {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly panels: readonly PanelPlan[];
}

const chart = (
  id: string,
  timeframe: string,
  link: PanelParameters['link'],
  place: Partial<PanelPlan> = {},
) => ({ id, kind: 'chart', state: { timeframe }, link, ...place }) satisfies PanelPlan;

const watchlist = (place: Partial<PanelPlan>) =>
  ({ id: 'watchlist', kind: 'watchlist', state: {}, link: 'orange', ...place }) satisfies PanelPlan;

const single = (kind: string, place: Partial<PanelPlan>) =>
  ({ id: kind, kind, state: {}, link: kind === 'data' ? 'orange' : null, ...place }) satisfies PanelPlan;

/** Rows of markets; choosing one shows it on the charts. */
const book = (kind: string, place: Partial<PanelPlan>) =>
  ({ id: kind, kind, state: {}, link: 'orange', ...place }) satisfies PanelPlan;

export const defaultTemplateId = 'default';

export const workspaceTemplates: readonly WorkspaceTemplate[] = [
  {
    id: defaultTemplateId,
    name: 'Default',
    description: 'Watchlist, a large chart, accounts and orders, stored data and latency',
    panels: [
      chart('chart-1', '5m', 'orange'),
      watchlist({ beside: 'chart-1', side: 'left', width: 220 }),
      single('data', { beside: 'chart-1', side: 'right', width: 320 }),
      single('latency', { beside: 'data', side: 'below', height: 380 }),
      book('positions', { beside: 'chart-1', side: 'below', height: 190 }),
      book('orders', { beside: 'positions', side: 'within' }),
      book('fills', { beside: 'positions', side: 'within' }),
      single('accounts', { beside: 'positions', side: 'within' }),
    ],
  },
  {
    id: 'chart-only',
    name: 'Chart only',
    description: 'One chart and nothing else',
    panels: [chart('chart-1', '5m', 'orange')],
  },
  {
    id: 'four-charts',
    name: 'Four charts',
    description: 'One market on four timeframes, linked by colour',
    panels: [
      chart('chart-1', '1m', 'orange'),
      chart('chart-2', '15m', 'orange', { beside: 'chart-1', side: 'right' }),
      chart('chart-3', '5m', 'orange', { beside: 'chart-1', side: 'below' }),
      chart('chart-4', '1h', 'orange', { beside: 'chart-2', side: 'below' }),
      watchlist({ side: 'left', width: 220 }),
    ],
  },
  {
    id: 'script-lab',
    name: 'Script lab',
    description: 'The script editor below the chart that it draws on',
    panels: [
      chart('chart-1', '5m', 'orange'),
      {
        id: 'scripts',
        kind: 'scripts',
        state: {},
        link: 'orange',
        beside: 'chart-1',
        side: 'below',
        height: 440,
      },
      watchlist({ side: 'left', width: 220 }),
    ],
  },
  {
    id: 'replay-practice',
    name: 'Replay practice',
    description: 'A fast and a slow chart of what is being replayed',
    panels: [
      chart('chart-1', '1m', 'orange'),
      chart('chart-2', '15m', 'orange', { beside: 'chart-1', side: 'right', width: 460 }),
      watchlist({ beside: 'chart-2', side: 'below', height: 300 }),
    ],
  },
];

export function workspaceTemplate(id: string): WorkspaceTemplate | undefined {
  return workspaceTemplates.find((template) => template.id === id);
}
