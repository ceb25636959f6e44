import { ArrowRightToLine } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { sourceOf, symbolOf } from '../../../src-shared/domain/instrument.ts';
import { useCommands } from '../../lib/commands/use-commands.ts';
import { useHostStatus } from '../../lib/host/host-context.tsx';
import { RollNotice } from '../../lib/market/roll-notice.tsx';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { usePreferences } from '../../lib/preferences/preferences.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { InstrumentSearch } from '../../ui/instrument-search.tsx';
import { ChartBody } from './chart-body.tsx';
import { chartCommands } from './chart-commands.ts';
import type { ChartLook } from './chart-controller.ts';
import { chartFace } from './chart-face.ts';
import { chartKey } from './chart-keys.ts';
import { readChartSettings } from './chart-settings.ts';
import { idleStatus } from './chart-status.ts';
import { ChartToolbar } from './chart-toolbar.tsx';
import { DrawingBar } from './drawings/drawing-bar.tsx';
import { drawingCommands } from './drawings/drawing-commands.ts';
import { drawingKey } from './drawings/drawing-keys.ts';
import { DrawingNotice } from './drawings/drawing-notice.tsx';
import { DrawingToolbar } from './drawings/drawing-toolbar.tsx';
import { useDrawingChanges } from './drawings/use-drawing-changes.ts';
import { GoToDate } from './go-to-date.tsx';
import { storedBehind } from './no-bars.ts';
import { plotEntries } from './plot-menu.ts';
import { ReplayMomentFeed } from './replay-moment.tsx';
import type { ChartScript } from './scripts/chart-script.ts';
import { IndicatorsDialog } from './scripts/indicators-dialog.tsx';
import { ScriptDropArea } from './scripts/script-drop-area.tsx';
import { idleLayerState } from './scripts/script-layer.ts';
import { OverlayLegend, PaneLegends } from './scripts/script-legend.tsx';
import { paneEntries } from './scripts/script-menu.ts';
import { ScriptTooltip } from './scripts/script-tooltip.tsx';
import { ScriptSettingsDialog } from './scripts/settings/script-settings-dialog.tsx';
import { useChartScripts } from './scripts/use-chart-scripts.ts';
import { TimeframeEntry } from './timeframe-entry.tsx';
import { useChartActions } from './use-chart-actions.ts';
import { useChartController } from './use-chart-controller.ts';
import { useInstrument } from './use-instrument.ts';

/** One chart: toolbar, plot, legend, dialogs. Prices reach the plot through the controller, never through here. */
export function ChartPanel(props: PanelProps) {
  const { state, saveState, linkedInstrument, setTitle, isActive } = props;
  const host = useHostStatus();
  const preferences = usePreferences();
  const settings = useMemo(() => readChartSettings(state), [state]);
  const instrumentId = linkedInstrument ?? settings.instrument;
  const [attempt, setAttempt] = useState(0);
  const known = useInstrument(instrumentId, attempt);
  const instrument = known.kind === 'found' ? known.instrument : undefined;
  const priceSide = settings.priceSide ?? instrument?.priceSide ?? 'trade';
  const look = useMemo<ChartLook>(
    () => ({
      settings,
      timeZone: settings.timeZone ?? preferences.timeZone,
      locale: preferences.locale,
    }),
    [settings, preferences.timeZone, preferences.locale],
  );

  const root = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const legend = useRef<HTMLDivElement>(null);
  const controller = useChartController({ root, plot, legend }, look);
  const { actions, dialog, openScriptSettings, closeDialog } = useChartActions(
    props,
    settings,
    instrumentId,
    controller,
  );
  const { scripts } = settings;
  const layer = controller?.scripts;
  const { actions: scriptActions, choose: chooseScript } = useChartScripts({
    scripts,
    layer,
    title: instrumentId === null ? 'the chart' : `${symbolOf(instrumentId)} · ${settings.timeframe}`,
    isActive,
    plot,
    save: (changed) => saveState({ scripts: changed }),
    openSettings: openScriptSettings,
    chooseIndicators: actions.openIndicators,
  });
  const isSqueezed = useStore(layer?.state ?? idleLayerState, ({ maximised }) => maximised !== null);
  const counts = useMemo(() => countScripts(scripts), [scripts]);
  const [clickedAt, setClickedAt] = useState(0);
  const plotLeft = useCallback(() => controller?.surface.left() ?? 0, [controller]);
  const settled = dialog.kind === 'script' ? scripts.find(({ key }) => key === dialog.key) : undefined;
  const list = useMemo(
    () => [
      ...chartCommands(actions),
      ...(controller === undefined ? [] : drawingCommands(controller.book, controller.drawings)),
    ],
    [actions, controller],
  );
  useDrawingChanges(controller?.book);
  useCommands(list, isActive);

  const { timeframe } = settings;
  useEffect(() => {
    controller?.show(
      instrument,
      instrument === undefined ? undefined : { instrument: instrument.id, timeframe, priceSide },
    );
  }, [controller, instrument, timeframe, priceSide]);

  // Unlinked later, or opened again, the chart stays with what it showed last.
  useEffect(() => {
    if (linkedInstrument !== null && linkedInstrument !== settings.instrument) {
      saveState({ instrument: linkedInstrument });
    }
  }, [linkedInstrument, settings.instrument, saveState]);

  useEffect(() => {
    setTitle(instrumentId === null ? 'Chart' : `${symbolOf(instrumentId)} · ${timeframe}`);
  }, [setTitle, instrumentId, timeframe]);

  const status = useStore(controller?.status ?? idleStatus);
  const face = chartFace(status, host.phase, instrumentId !== null, known.kind === 'failed');
  const onKeyDown = (event: KeyboardEvent) => {
    const isForDrawings = controller !== undefined && drawingKey(event, controller.book, controller.drawings);
    if (isForDrawings || chartKey(event, actions)) event.preventDefault();
  };
  // Over an empty chart there is no plot to have the focus: keys on what stands in its place mean the same.
  const onCoverKeyDown = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.defaultPrevented || !(target instanceof Element)) return;
    const isOnCover = target.closest('[data-testid="chart-cover"]') !== null;
    if (isOnCover && chartKey(event, actions)) event.preventDefault();
  };

  return (
    <section
      ref={root}
      className="@container flex h-full min-h-0 flex-col bg-bg-1"
      data-testid="chart-panel"
      data-instrument={instrumentId ?? ''}
      data-timeframe={timeframe}
      data-state={face}
    >
      <ChartToolbar instrument={instrumentId} settings={settings} priceSide={priceSide} actions={actions}>
        {controller !== undefined && <DrawingToolbar book={controller.book} />}
      </ChartToolbar>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hands on the keys of the cover inside it */}
      <div className="relative min-h-0 flex-1" onKeyDown={onCoverKeyDown}>
        <ScriptDropArea layer={layer} actions={scriptActions}>
          <ContextMenu
            entries={plotEntries(actions, controller, paneEntries(scripts, layer, scriptActions, clickedAt))}
          >
            <div
              ref={plot}
              role="application"
              aria-label={
                instrumentId === null ? 'Chart' : `Chart of ${symbolOf(instrumentId)}, ${timeframe}`
              }
              // biome-ignore lint/a11y/noNoninteractiveTabindex: the plot takes the keys that move it
              tabIndex={0}
              data-testid="chart-plot"
              onKeyDown={onKeyDown}
              onContextMenu={(event) =>
                setClickedAt(event.clientY - event.currentTarget.getBoundingClientRect().top)
              }
              className={`absolute inset-0 touch-none outline-none focus-visible:after:pointer-events-none focus-visible:after:absolute focus-visible:after:inset-0 focus-visible:after:z-10 focus-visible:after:outline focus-visible:after:-outline-offset-1 focus-visible:after:outline-accent data-[cursor=crosshair]:[&_*]:cursor-crosshair! data-[cursor=move]:[&_*]:cursor-move! data-[cursor=pointer]:[&_*]:cursor-pointer! ${face === 'disconnected' ? 'opacity-50' : ''}`}
            />
          </ContextMenu>
        </ScriptDropArea>
        <div
          hidden={isSqueezed}
          className="pointer-events-none absolute top-1 left-[calc(var(--plot-left,0px)+6px)] z-[5] flex max-w-[calc(100%-88px)] flex-col items-start text-12 [&[hidden]]:hidden"
        >
          {instrument !== undefined && (
            <span className="max-w-full truncate rounded-t bg-legend-ground px-1">
              <span className="font-semibold text-text-1">{symbolOf(instrument.id)}</span>
              <span className="text-text-2">{` · ${timeframe} · ${sourceOf(instrument.id)} · ${priceSide}`}</span>
              <span className="hidden pl-2 text-text-3 @[640px]:inline">{instrument.name}</span>
            </span>
          )}
          <div
            ref={legend}
            hidden={instrument === undefined}
            data-testid="chart-legend"
            className="flex max-w-full flex-wrap gap-x-2 rounded-b bg-legend-ground px-1 [&[hidden]]:hidden"
          />
          {layer !== undefined && <OverlayLegend scripts={scripts} layer={layer} actions={scriptActions} />}
        </div>
        {layer !== undefined && <ScriptTooltip layer={layer} plot={plot} left={plotLeft} />}
        {layer !== undefined && <PaneLegends scripts={scripts} layer={layer} actions={scriptActions} />}
        {face === 'live' && !status.isAtNewest && (
          <IconButton
            icon={ArrowRightToLine}
            label="Go to the newest bar"
            className="absolute right-20 bottom-8 z-10 border border-line-strong bg-bg-2"
            onClick={() => actions.goToNewest()}
          />
        )}
        {controller !== undefined &&
          instrument !== undefined &&
          storedBehind(instrument.id) !== undefined && (
            <ReplayMomentFeed controller={controller} instrument={instrument.id} />
          )}
        <RollNotice
          instrument={instrumentId}
          onGo={(next) => {
            saveState({ instrument: next });
            props.chooseInstrument(next);
          }}
        />
        {controller !== undefined && <DrawingNotice book={controller.book} />}
        {controller !== undefined && <DrawingBar book={controller.book} layer={controller.drawings} />}
        <ChartBody
          face={face}
          status={status}
          host={host}
          instrument={instrumentId}
          timeframe={timeframe}
          failure={known.kind === 'failed' ? known.sentence : status.sentence}
          actions={actions}
          isStreamed={known.kind === 'found' && known.isStreamed}
          onChoose={(chosen, frame) => {
            saveState({ instrument: chosen, timeframe: frame });
            props.chooseInstrument(chosen);
          }}
          onRetry={() => {
            setAttempt((count) => count + 1);
            controller?.retry();
          }}
        />
      </div>
      {dialog.kind === 'search' && (
        <InstrumentSearch
          initialText={dialog.text}
          onChoose={(found) => {
            saveState({ instrument: found.instrument.id });
            props.chooseInstrument(found.instrument.id);
          }}
          onClose={closeDialog}
        />
      )}
      {dialog.kind === 'timeframe' && (
        <TimeframeEntry
          initialText={dialog.text}
          onChoose={(frame) => actions.chooseTimeframe(frame)}
          onClose={closeDialog}
        />
      )}
      {dialog.kind === 'indicators' && (
        <IndicatorsDialog counts={counts} onAdd={chooseScript} onClose={closeDialog} />
      )}
      {settled !== undefined && layer !== undefined && (
        <ScriptSettingsDialog
          key={settled.key}
          script={settled}
          scripts={scripts}
          layer={layer}
          zone={controller?.zone() ?? 'UTC'}
          onChange={(change) => scriptActions.change(settled.key, change)}
          onRemove={() => {
            closeDialog();
            scriptActions.remove(settled.key);
          }}
          onClose={closeDialog}
        />
      )}
      {dialog.kind === 'date' && (
        <GoToDate
          initial={controller?.middleTime() ?? Number.NaN}
          zone={controller?.zone() ?? 'UTC'}
          goTo={async (time) => controller?.goTo(time)}
          onClose={closeDialog}
        />
      )}
    </section>
  );
}

function countScripts(scripts: readonly ChartScript[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { script } of scripts) counts.set(script, (counts.get(script) ?? 0) + 1);
  return counts;
}
