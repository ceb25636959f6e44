import { ListOrdered, Search, WifiOff } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { type InstrumentId, symbolOf } from '../../../src-shared/domain/instrument.ts';
import { useCommands } from '../../lib/commands/use-commands.ts';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import { useListedInstrument } from '../../lib/market/use-listed-instrument.ts';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { usePreferences } from '../../lib/preferences/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatPrice, formatTime } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { InstrumentSearch } from '../../ui/instrument-search.tsx';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { Select } from '../../ui/select.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { type DepthFace, depthFace, loadingFace } from './depth-face.ts';
import { readDepthSettings } from './depth-settings.ts';
import { type Grouping, groupings } from './ladder.ts';
import { LadderView } from './ladder-view.tsx';
import './depth.css';

/** The order book of one market: what waits at which price, and what taking it would cost. */
export function DepthPanel(props: PanelProps) {
  const { state, saveState, linkedInstrument, setTitle, isActive } = props;
  const settings = useMemo(() => readDepthSettings(state), [state]);
  const instrumentId = linkedInstrument ?? settings.instrument;
  const [isSearching, setSearching] = useState(false);

  useEffect(() => {
    setTitle(instrumentId === null ? 'Depth' : `Depth · ${symbolOf(instrumentId)}`);
  }, [setTitle, instrumentId]);
  // Unlinked later, or opened again, the panel stays with what it showed last.
  useEffect(() => {
    if (linkedInstrument !== null && linkedInstrument !== settings.instrument)
      saveState({ instrument: linkedInstrument });
  }, [linkedInstrument, settings.instrument, saveState]);
  const commands = useMemo(
    () => [
      {
        id: 'depth.market',
        title: 'Choose the market of the depth',
        group: 'Depth',
        run: () => setSearching(true),
      },
    ],
    [],
  );
  useCommands(commands, isActive);

  const search = isSearching && (
    <InstrumentSearch
      onClose={() => setSearching(false)}
      onChoose={({ instrument }) => {
        saveState({ instrument: instrument.id });
        props.chooseInstrument(instrument.id);
      }}
    />
  );
  if (instrumentId === null) {
    return (
      <PanelFrame title="Depth" testId="depth-panel">
        <EmptyState
          icon={ListOrdered}
          text="Choose a market to see what waits at which price. Linked by colour, this panel follows its charts."
          action={
            <Button tone="primary" onClick={() => setSearching(true)}>
              Choose a market
            </Button>
          }
        />
        {search}
      </PanelFrame>
    );
  }
  return (
    <>
      <MarketDepth
        key={instrumentId}
        instrumentId={instrumentId}
        grouping={settings.grouping}
        onGrouping={(grouping) => saveState({ grouping })}
        onSearch={() => setSearching(true)}
      />
      {search}
    </>
  );
}

interface MarketDepthProps {
  readonly instrumentId: InstrumentId;
  readonly grouping: Grouping;
  onGrouping(grouping: Grouping): void;
  onSearch(): void;
}

function MarketDepth({ instrumentId, grouping, onGrouping, onSearch }: MarketDepthProps) {
  const { market } = useHost();
  const { phase, reason } = useHostStatus();
  const { locale, timeZone } = usePreferences();
  const listed = useListedInstrument(instrumentId);
  const [face, setFace] = useState<DepthFace>(loadingFace);
  useEffect(
    () => market.watchBook(instrumentId, (book) => setFace((before) => depthFace(book, before))),
    [market, instrumentId],
  );
  const isLost = phase !== 'connected';
  const instrument = listed?.instrument;
  const shown = isLost && face.state === 'live' ? { ...face, state: 'stale' as const } : face;
  const regroup = (step: 1 | -1) => {
    const next = groupings[groupings.indexOf(grouping) + step];
    if (next !== undefined) onGrouping(next);
  };

  return (
    <section
      aria-label={`Depth of ${symbolOf(instrumentId)}`}
      data-testid="depth-panel"
      data-instrument={instrumentId}
      data-state={isLost ? 'lost' : shown.state}
      className="@container flex h-full min-h-0 flex-col bg-bg-1"
    >
      <header className="flex h-(--header-height) shrink-0 items-center gap-1 border-b border-line pr-1 pl-2.5">
        <button
          type="button"
          data-tooltip={instrument?.name ?? instrumentId}
          className="min-w-0 flex-1 truncate text-left text-12 font-medium hover:text-accent"
          onClick={onSearch}
        >
          {symbolOf(instrumentId)}
        </button>
        {instrument !== undefined && face.state !== 'none' && (
          <Select
            label="Prices taken together"
            data-tooltip="Price step of a row"
            data-testid="depth-grouping"
            className="h-5! border-transparent bg-transparent text-11!"
            value={String(grouping)}
            options={groupings.map((count) => ({
              value: String(count),
              label: formatPrice(count * Number(instrument.tickSize), instrument.tickSize, locale),
            }))}
            onChange={(value) => onGrouping(groupings.find((count) => String(count) === value) ?? 1)}
          />
        )}
        <IconButton size="small" icon={Search} label="Choose a market" onClick={onSearch} />
      </header>
      <div className="min-h-0 flex-1">{body()}</div>
    </section>
  );

  function body() {
    if (listed === null || shown.state === 'none') {
      return (
        <EmptyState
          icon={ListOrdered}
          text={
            listed === null
              ? `${instrumentId} is not known here. Choose another market, or connect the venue that has it.`
              : shown.note
          }
          action={
            <Button size="small" onClick={onSearch}>
              Choose another market
            </Button>
          }
        />
      );
    }
    if (isLost && shown.state === 'loading') {
      return <EmptyState icon={WifiOff} text={`Not connected to Tidemark's main process. ${reason}`} />;
    }
    if (instrument === undefined || shown.state === 'loading') {
      return (
        <div className="flex h-full items-center justify-center">
          <Spinner label="Waiting for the order book" />
        </div>
      );
    }
    const isStale = shown.state !== 'live';
    return (
      <div className="flex h-full min-h-0 flex-col">
        {isStale && (
          <p
            role="status"
            data-testid="depth-note"
            className="shrink-0 border-b border-line bg-warn-ground px-2.5 py-1 text-11 text-warn"
          >
            {staleNote(shown, timeZone, isLost)}
          </p>
        )}
        <div className="min-h-0 flex-1">
          <LadderView instrument={instrument} grouping={grouping} isStale={isStale} onGroup={regroup} />
        </div>
      </div>
    );
  }
}

function staleNote({ state, time }: DepthFace, timeZone: string, isLost: boolean): string {
  const zone = timeZone === 'exchange' ? 'UTC' : timeZone;
  const when = Number.isNaN(time) ? '' : ` This is the book of ${formatTime(time, zone)}.`;
  if (isLost) return `Tidemark is not reached.${when}`;
  return state === 'catching-up' ? `Catching up.${when}` : `Not connected.${when}`;
}
