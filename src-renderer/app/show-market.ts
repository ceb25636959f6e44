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

/** The charts of this window that show one of these markets, also behind other tabs. */
function chartsOf(instruments: readonly InstrumentId[]): readonly IDockviewPanel[] {
  const charts = useDock.getState().api?.panels.filter((panel) => parametersOf(panel).kind === 'chart') ?? [];
  return charts.filter((panel) => instruments.some((instrument) => instrument === shownBy(panel)));
}

/** Whether one of these markets can be seen on a chart. True where there is no dock to put a chart into. */
export function isInSight(instruments: readonly InstrumentId[]): boolean {
  const hasDock = useDock.getState().api !== undefined;
  return !hasDock || chartsOf(instruments).some((panel) => panel.group.activePanel?.id === panel.id);
}

/**
 * On the active panel's link group, or on the orange one; on the active chart alone when it is not linked. With a chart
 * to see it on, brought to the front or opened.
 */
export function showMarket(instrument: InstrumentId): void {
  const { activePanel } = useDock.getState();
  const active = activePanel === undefined ? undefined : parametersOf(activePanel);
  if (activePanel !== undefined && active?.kind === 'chart' && active.link === null) {
    activePanel.api.updateParameters({ ...active, state: { ...active.state, instrument } });
    useDock.getState().layoutChanged();
    return;
  }
  const link = active?.link ?? 'orange';
  chooseLinked(link, instrument);
  if (isInSight([instrument])) return;
  const [hidden] = chartsOf([instrument]);
  if (hidden === undefined) openPanel('chart', { link });
  else hidden.api.setActive();
}
