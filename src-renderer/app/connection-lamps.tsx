import { Plug, RefreshCw, Unplug } from 'lucide-react';
import { useState } from 'react';
import { useNow } from '../lib/clock/use-now.ts';
import { commands } from '../lib/commands/command-registry.ts';
import { failureSentence } from '../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../lib/host/host-context.tsx';
import { connectVenueCommand } from '../lib/venues/connect-venue.ts';
import { Button } from '../ui/button.tsx';
import { formatDuration } from '../ui/format.ts';
import { Lamp, type LampTone } from '../ui/lamp.tsx';
import { Popover } from '../ui/popover.tsx';
import { showToast } from '../ui/toast-store.ts';
import { connectionWords, worstPhase } from './connection-words.ts';
import { canShowPanels } from './show-panel.ts';
import { useConnections } from './use-connections.ts';
import { useRetryCommand } from './use-retry-command.ts';

/** One lamp for all connections; behind it each of them with what it does and a way to start or stop it. */
export function ConnectionLamps() {
  const connections = useConnections();
  const host = useHostStatus();
  useRetryCommand(connections);
  const worst = worstPhase(connections);
  const ready = connections.filter(({ phase }) => phase === 'ready').length;
  const { tone, text } = summary();
  const [isOpen, setOpen] = useState(false);
  const goTo = (command: string) => {
    setOpen(false);
    commands.run(command);
  };

  function summary(): { tone: LampTone; text: string } {
    if (host.phase === 'connecting') return { tone: 'busy', text: 'Starting' };
    if (host.phase === 'lost') return { tone: 'bad', text: 'Tidemark not reached' };
    if (worst === undefined) return { tone: 'off', text: 'No connections' };
    const words = connectionWords(worst);
    if (connections.length === 1) return { tone: words.tone, text: words.word };
    return { tone: words.tone, text: `${ready} of ${connections.length} connected` };
  }

  return (
    <Popover
      align="end"
      label="Connections"
      className="flex max-h-[70vh] w-80 flex-col gap-3"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button tone="ghost" size="small" data-testid="connections">
          <Lamp tone={tone} />
          {text}
        </Button>
      }
    >
      <ConnectionList />
      {canShowPanels() && (
        <footer className="flex shrink-0 gap-2 border-t border-line pt-3">
          <Button size="small" onClick={() => goTo(connectVenueCommand)}>
            Connect a venue
          </Button>
          <Button size="small" tone="ghost" onClick={() => goTo('panel.open.connections')}>
            All connections
          </Button>
        </footer>
      )}
    </Popover>
  );
}

function ConnectionList() {
  const { rpc } = useHost();
  const connections = useConnections();
  const now = useNow();
  const act = async (done: Promise<unknown>) => {
    try {
      await done;
    } catch (error) {
      showToast({ level: 'warn', title: 'The connection did not change', text: failureSentence(error) });
    }
  };
  if (connections.length === 0) return <p className="text-12 text-text-2">No connections yet.</p>;
  return (
    <ul className="flex min-h-0 flex-col gap-3 overflow-y-auto">
      {connections.map(({ id, label, phase, reason, since, nextAttempt }) => {
        const { tone, word } = connectionWords(phase);
        const isOn = phase !== 'disconnected';
        return (
          <li key={id} className="flex items-start gap-2.5">
            <span className="flex h-5 items-center">
              <Lamp tone={tone} />
            </span>
            <div className="min-w-0 flex-1">
              <p className="truncate text-13">{label}</p>
              <p className="text-12 text-text-2">
                {word} for {formatDuration(Math.max(0, now - since))}
                {nextAttempt === undefined
                  ? ''
                  : `, next attempt in ${formatDuration(Math.max(0, nextAttempt - now))}`}
              </p>
              {reason !== '' && <p className="text-12 text-text-2">{reason}</p>}
            </div>
            <div className="flex flex-col items-stretch gap-1">
              {nextAttempt !== undefined && (
                <Button size="small" onClick={() => void act(rpc.connections.retryNow({ id }))}>
                  <RefreshCw size={14} aria-hidden /> Retry now
                </Button>
              )}
              <Button
                size="small"
                tone="ghost"
                onClick={() => void act(rpc.connections[isOn ? 'disconnect' : 'connect']({ id }))}
              >
                {isOn ? <Unplug size={14} aria-hidden /> : <Plug size={14} aria-hidden />}
                {isOn ? 'Disconnect' : 'Connect'}
              </Button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
