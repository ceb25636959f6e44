import { useMemo, useRef, useState } from 'react';
import { type InstrumentId, sourceOf, symbolOf } from '../../../src-shared/domain/instrument.ts';
import { epochMs, isoTime } from '../../../src-shared/domain/time.ts';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { debugBar } from '../../lib/scripts/debug-requests.ts';
import { showToast } from '../../ui/toast-store.ts';
import type { ChartActions } from './chart-commands.ts';
import type { ChartController } from './chart-controller.ts';
import { copyPicture, paintScreenshot, savePicture } from './chart-screenshot.ts';
import type { ChartSettings } from './chart-settings.ts';

export type ChartDialog =
  | { readonly kind: 'none' | 'date' | 'indicators' }
  | { readonly kind: 'script'; readonly key: string }
  | { readonly kind: 'search' | 'timeframe'; readonly text: string };

interface ChartControls {
  readonly actions: ChartActions;
  readonly dialog: ChartDialog;
  openScriptSettings(key: string): void;
  closeDialog(): void;
}

/** What buttons, menus, keys and commands do. The same object for the panel's whole life, so that commands stay put. */
export function useChartActions(
  props: PanelProps,
  settings: ChartSettings,
  instrument: InstrumentId | null,
  controller: ChartController | undefined,
): ChartControls {
  const [dialog, setDialog] = useState<ChartDialog>({ kind: 'none' });
  const now = useRef({ props, settings, instrument, controller });
  now.current = { props, settings, instrument, controller };
  const actions = useMemo<ChartActions>(() => {
    const chart = () => now.current.controller;
    const heading = () =>
      `${symbolOf(now.current.instrument ?? ('' as InstrumentId))} · ${now.current.settings.timeframe}`;
    const pictureHeading = (made: ChartController, id: InstrumentId) => {
      const priceSide = now.current.settings.priceSide ?? made.instrument?.priceSide ?? 'trade';
      const parts = [heading(), sourceOf(id), priceSide, made.legendTime];
      return parts.filter((part) => part !== '').join(' · ');
    };
    const picture = (use: (picture: HTMLCanvasElement) => Promise<void>, done: string) => {
      const made = chart();
      const { instrument: id } = now.current;
      if (made === undefined || id === null) return;
      use(paintScreenshot(made, pictureHeading(made, id))).then(
        () => showToast({ level: 'info', title: done, text: heading() }),
        (error: unknown) =>
          showToast({
            level: 'danger',
            title: 'No picture',
            text: `The browser refused it: ${error instanceof Error ? error.message : String(error)}`,
          }),
      );
    };
    return {
      settings: () => now.current.settings,
      change: (change) => now.current.props.saveState(change),
      chooseTimeframe: (timeframe) => now.current.props.saveState({ timeframe }),
      openSearch: (text = '') => setDialog({ kind: 'search', text }),
      openTimeframeEntry: (text = '') => setDialog({ kind: 'timeframe', text }),
      openGoToDate: () => setDialog({ kind: 'date' }),
      openIndicators: () => setDialog({ kind: 'indicators' }),
      debugBar: () => {
        const { instrument: id, settings: chosen } = now.current;
        const time = chart()?.pointedTime ?? Number.NaN;
        if (id !== null && Number.isFinite(time))
          debugBar({ instrument: id, timeframe: chosen.timeframe, time });
      },
      goToNewest: () => chart()?.panZoom.toNewest(),
      goToOldest: () => chart()?.panZoom.toOldest(),
      fit: () => chart()?.panZoom.fit(),
      reset: () => chart()?.panZoom.reset(),
      pan: (direction) => chart()?.panZoom.panStep(direction),
      zoom: (direction) => chart()?.panZoom.zoomStep(direction),
      copyScreenshot: () => picture(copyPicture, 'Picture copied'),
      saveScreenshot: () => {
        const at = isoTime(epochMs(chart()?.middleTime() ?? 0)).slice(0, 10);
        const name = heading().replaceAll(/[^\w.-]+/g, '-');
        picture((made) => savePicture(made, `${name}-${at}`), 'Picture saved');
      },
    };
  }, []);
  const dialogs = useMemo(
    () => ({
      openScriptSettings: (key: string) => setDialog({ kind: 'script', key }),
      closeDialog: () => setDialog({ kind: 'none' }),
    }),
    [],
  );
  return { actions, dialog, ...dialogs };
}
