import { CircleAlert, Plus, Rewind, WifiOff } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { useHostStatus } from '../../lib/host/host-context.tsx';
import type { PanelProps, PanelState } from '../../lib/panels/panel-definition.ts';
import { Button } from '../../ui/button.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format.ts';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { NowPlaying } from './now-playing.tsx';
import {
  type Alignment,
  choiceFault,
  dateOf,
  type Playable,
  parseSeed,
  type TrackChoice,
  trackRequests,
} from './playable.ts';
import { TrackList } from './track-list.tsx';
import { usePlayables } from './use-playables.ts';
import { useReplayActions, useReplayStatus } from './use-replay.ts';

const mostTracks = 50;

/** Chooses what the replay plays: which stored markets, from when to when, on one clock. */
export function ReplayPanel({ state, saveState, linkedInstrument, chooseInstrument, isActive }: PanelProps) {
  const hostStatus = useHostStatus();
  const status = useReplayStatus();
  const { actions, failure } = useReplayActions();
  const stored = usePlayables(isActive);
  const [choices, setChoices] = useState(() => savedChoices(state));
  const [seedText, setSeedText] = useState(() => savedSeed(state));
  const [alignment, setAlignment] = useState<Alignment>(() =>
    state.alignment === 'start' ? 'start' : 'calendar',
  );
  const [isLoading, setIsLoading] = useState(false);
  const isLost = hostStatus.phase !== 'connected';
  const list = stored.list ?? [];
  const seed = parseSeed(seedText);

  const change = (next: readonly TrackChoice[]) => {
    setChoices(next);
    saveState({ tracks: next });
  };
  const add = (playable: Playable) => {
    const isThere = choices.some((choice) => choice.instrument === playable.instrument);
    if (isThere || choices.length >= mostTracks) return;
    const { instrument, first, last } = playable;
    change([...choices, { instrument, fromDate: dateOf(first), toDate: dateOf(last) }]);
  };
  const available = choices.filter((choice) => list.some((one) => one.instrument === choice.instrument));
  const isPlayable =
    available.length > 0 &&
    seed !== undefined &&
    available.every((choice) => {
      const playable = list.find((one) => one.instrument === choice.instrument);
      return playable !== undefined && choiceFault(choice, playable) === undefined;
    });
  const load = async () => {
    if (seed === undefined) return;
    setIsLoading(true);
    const loaded = await actions.load(trackRequests(available, list, alignment), seed);
    setIsLoading(false);
    const isShown = loaded?.tracks.some((track) => track.instrument === linkedInstrument);
    const [first] = loaded?.tracks ?? [];
    if (first !== undefined && isShown !== true) chooseInstrument(first.instrument);
  };

  return (
    <PanelFrame title="Replay" testId="replay-panel">
      {isLost && status === null ? (
        <EmptyState
          icon={WifiOff}
          text={`Not connected to Tidemark's main process. ${hostStatus.reason} Replay is back when the connection is.`}
        />
      ) : (
        <div className="flex h-full min-h-0 flex-col">
          <NowPlaying status={status} isLost={isLost} onShow={chooseInstrument} />
          <TrackList
            choices={available}
            playables={list}
            onChange={change}
            alignment={alignment}
            onAlignment={(next) => {
              setAlignment(next);
              saveState({ alignment: next });
            }}
            footer={
              <div className="flex flex-wrap items-end gap-3">
                <TextField
                  label="Seed"
                  className="w-28"
                  inputMode="numeric"
                  value={seedText}
                  error={seed === undefined ? '0 to 4,294,967,295' : undefined}
                  onChange={(text) => {
                    setSeedText(text);
                    saveState({ seed: text });
                  }}
                />
                <p className="min-w-40 flex-1 pb-1 text-11 text-text-3 @max-[440px]:hidden">
                  The seed decides how a price moves inside a bar. The same markets, range and seed play the
                  same events.
                </p>
                <Button
                  className="ml-auto"
                  tone="primary"
                  data-testid="replay-load"
                  disabled={isLost || !isPlayable || isLoading}
                  onClick={() => void load()}
                >
                  {isLoading ? 'Loading…' : loadLabel(available.length)}
                </Button>
              </div>
            }
          />
          {(failure ?? stored.failure) !== null && (
            <p
              role="alert"
              className="flex items-start gap-2 border-b border-line px-2.5 py-1.5 text-12 text-danger"
            >
              <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
              <span data-selectable className="flex-1">
                {failure ?? stored.failure}
              </span>
              {stored.failure !== null && (
                <Button size="small" tone="ghost" disabled={isLost} onClick={stored.reload}>
                  Look again
                </Button>
              )}
            </p>
          )}
          <div className="min-h-0 flex-1">
            {stored.list === null && stored.failure === null ? (
              <div className="flex h-full items-center justify-center">
                <Spinner label="Looking at what is stored" />
              </div>
            ) : (
              <StoredTable list={list} choices={available} onAdd={add} />
            )}
          </div>
        </div>
      )}
    </PanelFrame>
  );
}

function loadLabel(count: number): string {
  return count <= 1 ? 'Load' : `Load ${count} tracks`;
}

interface StoredTableProps {
  readonly list: readonly Playable[];
  readonly choices: readonly TrackChoice[];
  onAdd(playable: Playable): void;
}

function StoredTable({ list, choices, onAdd }: StoredTableProps) {
  const chosen = useMemo(() => new Set(choices.map((choice) => choice.instrument)), [choices]);
  const columns = useMemo(() => playableColumns(chosen), [chosen]);
  return (
    <DataTable
      label="Stored markets that can be replayed"
      columns={columns}
      rows={list}
      rowKey={(row) => row.instrument}
      onOpen={onAdd}
      rowActions={(row) => (
        <Button
          tone="ghost"
          size="small"
          disabled={chosen.has(row.instrument)}
          onClick={() => onAdd(row)}
          aria-label={`Add ${row.instrument}`}
          className="bg-bg-3"
        >
          <Plus size={14} aria-hidden /> Add
        </Button>
      )}
      rowMenu={(row) => [
        {
          label: 'Add as a track',
          icon: Plus,
          isDisabled: chosen.has(row.instrument),
          run: () => onAdd(row),
        },
      ]}
      actionsWidth={64}
      testId="replay-stored"
      empty={
        <EmptyState
          icon={Rewind}
          text="A replay plays stored history as if it were live, and nothing is stored yet. Import a file in the Data panel."
        />
      }
    />
  );
}

function playableColumns(chosen: ReadonlySet<InstrumentId>): DataColumn<Playable>[] {
  return [
    {
      id: 'instrument',
      title: 'Market',
      width: 130,
      value: (row) => row.instrument,
      cell: (row) => (
        <span className={chosen.has(row.instrument) ? 'text-accent' : undefined}>{row.instrument}</span>
      ),
    },
    { id: 'finest', title: 'Played from', width: 100, leftOutBelow: 480, value: (row) => row.finest },
    {
      id: 'count',
      title: 'Rows',
      width: 72,
      leftOutBelow: 560,
      isNumber: true,
      value: (row) => row.count,
      cell: (row) => formatCount(row.count),
    },
    { id: 'first', title: 'First day', width: 104, isNumber: true, value: (row) => dateOf(row.first) },
    { id: 'last', title: 'Last day', width: 104, isNumber: true, value: (row) => dateOf(row.last) },
  ];
}

/** Saved state may be of an older version or edited by hand: what does not read is left out. */
function savedChoices(state: PanelState): readonly TrackChoice[] {
  if (!Array.isArray(state.tracks)) return [];
  return state.tracks.filter(isTrackChoice).slice(0, mostTracks);
}

function isTrackChoice(value: unknown): value is TrackChoice {
  if (typeof value !== 'object' || value === null) return false;
  const { instrument, fromDate, toDate } = value as Readonly<Record<string, unknown>>;
  return typeof instrument === 'string' && typeof fromDate === 'string' && typeof toDate === 'string';
}

function savedSeed(state: PanelState): string {
  return typeof state.seed === 'string' && parseSeed(state.seed) !== undefined ? state.seed : '1';
}
