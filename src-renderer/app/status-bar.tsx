import { Bell, LockKeyhole } from 'lucide-react';
import type { LatencyReport } from '../../src-shared/contract/system.ts';
import type { VaultStateCard } from '../../src-shared/contract/vault.ts';
import { marketSessions, openSessions, sessionRules } from '../../src-shared/domain/market-sessions.ts';
import { type EpochMs, epochMs } from '../../src-shared/domain/time.ts';
import { useNow } from '../lib/clock/use-now.ts';
import { commands } from '../lib/commands/command-registry.ts';
import type { Host } from '../lib/host/host.ts';
import { useHostEvents, useHostStatus } from '../lib/host/host-context.tsx';
import { usePreferences } from '../lib/preferences/preferences.ts';
import { openConnections } from '../lib/venues/connect-venue.ts';
import { formatDuration, formatTime, zoneName } from '../ui/format.ts';
import { Lamp, type LampTone } from '../ui/lamp.tsx';
import { Popover } from '../ui/popover.tsx';
import { useToasts } from '../ui/toast-store.ts';
import { connectionWords } from './connection-words.ts';
import { useConnections } from './use-connections.ts';

/** The quiet line at the bottom: connections with latency, sessions, clock, messages. */
export function StatusBar() {
  return (
    <footer
      data-testid="status-bar"
      className="tabular flex h-6 shrink-0 items-center gap-4 overflow-hidden border-t border-line bg-bg-0 px-3 text-11 whitespace-nowrap text-text-2"
    >
      <VenueLamps />
      <LockedKeys />
      <Latency />
      <span className="flex-1" />
      <Sessions />
      <Clock />
      <Messages />
    </footer>
  );
}

function VenueLamps() {
  const connections = useConnections();
  const host = useHostStatus();
  if (host.phase !== 'connected') {
    return (
      <span className="flex items-center gap-1.5">
        <Lamp tone={host.phase === 'lost' ? 'bad' : 'busy'} />
        {host.phase === 'lost' ? 'Tidemark not reached' : 'Starting'}
      </span>
    );
  }
  // Among many only those in trouble have a name here; the rest is a number.
  const isMany = connections.length > mostNamed;
  const named = isMany
    ? connections.filter(({ phase }) => phase !== 'ready').slice(0, mostNamed)
    : connections;
  const ready = connections.filter(({ phase }) => phase === 'ready').length;
  return (
    <ul className="flex min-w-0 items-center gap-1 overflow-hidden" aria-label="Connections">
      {isMany && <VenueLamp tone="good" label={`${ready} connected`} note="" reason="" />}
      {named.map(({ id, label, phase, reason }) => {
        const { tone, word } = connectionWords(phase);
        const note = phase === 'ready' ? '' : word.toLowerCase();
        return <VenueLamp key={id} tone={tone} label={label} note={note} reason={reason} />;
      })}
    </ul>
  );
}

const mostNamed = 6;

interface VenueLampProps {
  readonly tone: LampTone;
  readonly label: string;
  readonly note: string;
  readonly reason: string;
}

function VenueLamp({ tone, label, note, reason }: VenueLampProps) {
  return (
    <li className="shrink-0">
      <button
        type="button"
        className="flex items-center gap-1.5 rounded px-1 hover:bg-bg-3 hover:text-text-1"
        data-tooltip={reason === '' ? 'Open Connections' : reason}
        onClick={openConnections}
      >
        <Lamp tone={tone} />
        {label}
        {note !== '' && <span className="text-text-3">{note}</span>}
      </button>
    </li>
  );
}

const openVault = ({ rpc }: Host, signal: AbortSignal) => rpc.vault.state({}, { signal });

/** Connections with keys wait until someone unlocks them, so this is said wherever one is. */
function LockedKeys() {
  const vault = useHostEvents<VaultStateCard | null>(openVault, null);
  const { phase } = useHostStatus();
  if (vault?.phase !== 'locked' || phase !== 'connected') return null;
  return (
    <button
      type="button"
      className="flex shrink-0 items-center gap-1.5 rounded px-1 text-warn hover:bg-bg-3"
      data-tooltip="Unlock them to connect your venues"
      onClick={openConnections}
    >
      <LockKeyhole size={12} aria-hidden /> Keys locked
    </button>
  );
}

const openLatency = ({ rpc }: Host, signal: AbortSignal) => rpc.system.latency({}, { signal });

/** How long a tick takes from the venue to this page, at the median and in the slowest hundredth. */
function Latency() {
  const report = useHostEvents<LatencyReport | null>(openLatency, null);
  const { phase } = useHostStatus();
  if (report === null || phase !== 'connected') return null;
  const tick = report.stages.filter(({ stage }) => stage !== 'main-loop');
  if (tick.length === 0) return null;
  const sum = (pick: 'p50' | 'p99') => tick.reduce((total, stage) => total + stage[pick], 0);
  return (
    <button
      type="button"
      className="rounded px-1 hover:bg-bg-3 hover:text-text-1"
      data-tooltip="From the venue to this screen: median, and the slowest hundredth. Click for each stage."
      onClick={() => commands.run('panel.open.latency')}
    >
      {sum('p50').toFixed(1)} ms <span className="text-text-3">p99 {sum('p99').toFixed(1)} ms</span>
    </button>
  );
}

function Sessions() {
  const now = useNow();
  const open = openSessions(epochMs(now - (now % 60_000)));
  return (
    <span
      className="flex items-center gap-3 max-[900px]:hidden"
      data-tooltip="Sessions open now, by the wall clock (not the replay’s)"
    >
      {marketSessions.map((session) => {
        const isOpen = open.includes(session);
        return (
          <span key={session} className={isOpen ? 'text-text-1' : 'text-text-3'}>
            {sessionRules[session].name}
            <span className="sr-only">{isOpen ? ' open' : ' closed'}</span>
            {isOpen && <span aria-hidden> ●</span>}
          </span>
        );
      })}
    </span>
  );
}

function Clock() {
  const now: EpochMs = epochMs(useNow());
  const { timeZone } = usePreferences();
  // “Exchange time” differs from chart to chart; the window's clock then shows the reader's own zone.
  const zone = timeZone === 'exchange' ? Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone;
  return (
    <time className="text-text-1" dateTime={new Date(now).toISOString()}>
      {formatTime(now, zone)} <span className="text-text-2">{zoneName(now, zone)}</span>
    </time>
  );
}

function Messages() {
  const history = useToasts((state) => state.history);
  const now = useNow();
  return (
    <Popover
      align="end"
      label="Messages"
      className="max-h-80 w-80 overflow-y-auto"
      trigger={
        <button
          type="button"
          aria-label={`Messages: ${history.length}`}
          data-tooltip="Messages"
          className="flex items-center gap-1 rounded px-1 hover:bg-bg-3 hover:text-text-1"
        >
          <Bell size={12} aria-hidden />
          {history.length > 0 && history.length}
        </button>
      }
    >
      {history.length === 0 ? (
        <p className="text-12 text-text-2">No messages since this window opened.</p>
      ) : (
        <ul className="flex flex-col gap-2.5">
          {history.map(({ id, title, text, at }) => (
            <li key={id} data-selectable>
              <p className="flex justify-between gap-3 text-13">
                {title}
                <span className="shrink-0 text-11 text-text-3">
                  {formatDuration(Math.max(1000, now - at))} ago
                </span>
              </p>
              {text !== '' && <p className="text-12 text-text-2">{text}</p>}
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}
