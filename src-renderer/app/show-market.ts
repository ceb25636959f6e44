import type { IDockviewPanel } from 'dockview-react';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import { openPanel, parametersOf } from './dock-actions.ts';
import { useDock } from './dock-store.ts';
import { chooseLinked, useLinks } from './link-store.ts';

/** The market that a chart panel shows: its link group's, else its own. */
function shownBy(panel: IDockviewPanel): unknown {
  const { link, state } = parametersOf(panel);
  return (link === null ? undefined : useLinks.getState().instruments[link]) ?? state.instrument;
}

/** Whether a chart of this window shows one of these markets. True where there is no dock to put a chart into. */
export function isOnAChart(instruments: readonly InstrumentId[]): boolean {
  const { api } = useDock.getState();
  if (api === undefined) return true;
  const charts = api.panels.filter((panel) => parametersOf(panel).kind === 'chart');
  return charts.some((panel) => instruments.some((instrument) => instrument === shownBy(panel)));
}

/**
 * On the active panel's link group, or on the orange one; on the active chart alone when it is not linked. With a chart
 * to show it where the group has none.
 */
export function showMarket(instrument: InstrumentId): void {
  const { api, activePanel } = useDock.getState();
  const active = activePanel === undefined ? undefined : parametersOf(activePanel);
  if (activePanel !== undefined && active?.kind === 'chart' && active.link === null) {
    activePanel.api.updateParameters({ ...active, state: { ...active.state, instrument } });
    useDock.getState().layoutChanged();
    return;
  }
  const link = active?.link ?? 'orange';
  chooseLinked(link, instrument);
  if (!isOnAChart([instrument])) openPanel('chart', { link });
  else
    api?.panels
      .find((panel) => parametersOf(panel).kind === 'chart' && shownBy(panel) === instrument)
      ?.api.setActive();
}
