import type { ReactNode } from 'react';
import type {
  ConnectionHealthCard,
  SavedConnectionCard,
} from '../../../../src-shared/contract/connections.ts';
import { useNow } from '../../../lib/clock/use-now.ts';
import { usePreferences } from '../../../lib/preferences/preferences.ts';
import { formatCount, formatDuration, formatTime, unknown, zoneName } from '../../../ui/format.ts';
import { Lamp, type LampTone } from '../../../ui/lamp.tsx';
import { countedRates, sessionsFace } from '../cards/card-face.ts';
import { RateBar } from '../cards/connection-card.tsx';
import { ClockOffset } from './health-columns.tsx';
import { Sparkline } from './sparkline.tsx';

interface HealthDetailProps {
  readonly card: SavedConnectionCard;
  readonly health: ConnectionHealthCard;
  readonly rates: readonly number[];
}

/** Everything known of one connection since it was opened. */
export function HealthDetail({ card, health, rates }: HealthDetailProps) {
  const now = useNow();
  const zone = usePreferences((preferences) => preferences.timeZone);
  const shownZone = zone === 'exchange' ? 'UTC' : zone;
  const sessions = sessionsFace(health.sessions);
  const limits = countedRates(health.rates, card.hasKeys);
  const timeOf = (time: number) => formatTime(time, shownZone);
  return (
    <div className="@container flex flex-col gap-4 p-3" data-testid="health-detail">
      <header className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <h3 className="text-13 font-semibold">{card.settings.label}</h3>
        <Figure name="Messages" value={formatCount(health.messages)} />
        <Figure
          name="Last one"
          value={
            health.lastMessageAt === undefined
              ? unknown
              : `${formatDuration(Math.max(0, now - health.lastMessageAt))} ago`
          }
        />
        <Figure name="Clock" value={<ClockOffset offsetMs={health.clockOffsetMs} />} />
        <Figure name="Reconnects" value={formatCount(health.reconnects)} />
        <Figure name="Gaps" value={formatCount(health.gaps)} />
        <Figure name="Unreadable" value={formatCount(health.unreadable)} />
        {sessions !== null && <Figure name="Logins" value={sessions.words} />}
        <span className="flex items-center gap-2 text-12">
          <Sparkline rates={rates} width={160} height={24} />
          <span className="tabular">{formatCount(health.messagesPerSecond)}/s</span>
        </span>
      </header>
      <div className="grid gap-5 @2xl:grid-cols-2">
        <Section title={`History (${zoneName(now, shownZone)})`}>
          {health.states.length === 0 && <Nothing />}
          <ol className="flex flex-col">
            {health.states.slice(0, 30).map(({ at, phase, reason }, index) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: two changes may share a millisecond and a phase
                key={`${at} ${phase} ${index}`}
                className="relative grid grid-cols-[6px_64px_1fr] items-start gap-2.5 border-l border-transparent pb-1.5 text-12"
              >
                <span className="flex h-4 items-center">
                  <Lamp tone={phaseTones[phase]} />
                </span>
                <span className="tabular text-text-3">{timeOf(at)}</span>
                <span className="min-w-0">
                  {phaseWords[phase]}
                  {reason !== '' && (
                    <span className="text-text-2" data-selectable>
                      {' '}
                      {reason}
                    </span>
                  )}
                </span>
              </li>
            ))}
          </ol>
        </Section>
        <div className="flex flex-col gap-5">
          <Section title="Limits">
            {limits.length === 0 && <Nothing />}
            <ul className="flex flex-col gap-1.5">
              {limits.map(({ name, used, capacity, blockedUntil }) => {
                const isBlocked = blockedUntil !== undefined && blockedUntil > now;
                return (
                  <li key={name} className="grid grid-cols-[1fr_96px_auto] items-center gap-3 text-12">
                    <span className="truncate text-text-2">{name}</span>
                    <RateBar share={capacity > 0 ? Math.min(1, used / capacity) : 0} isBlocked={isBlocked} />
                    <span className="tabular min-w-24 text-right">
                      {isBlocked
                        ? `blocked for ${formatDuration(blockedUntil - now)}`
                        : `${formatCount(used)} of ${formatCount(capacity)}`}
                    </span>
                  </li>
                );
              })}
            </ul>
          </Section>
          <Section title="Sockets">
            {health.sockets.length === 0 && <Nothing />}
            <ul className="flex flex-col gap-1">
              {health.sockets.map(({ name, phase, connectedSince, topics }) => (
                <li key={name} className="grid grid-cols-[6px_1fr_auto] items-center gap-2.5 text-12">
                  <Lamp tone={socketTones[phase]} />
                  <span className="truncate">
                    {name}{' '}
                    <span className="text-text-2">{phase === 'back-off' ? 'waiting to retry' : phase}</span>
                  </span>
                  <span className="tabular text-text-2">
                    {topics === 1 ? '1 topic' : `${topics} topics`}
                    {connectedSince !== undefined &&
                      `, ${formatDuration(Math.max(1000, now - connectedSince))}`}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
          <Section title="Troubles">
            {health.troubles.length === 0 && <Nothing />}
            <ul className="flex flex-col gap-1">
              {health.troubles.slice(0, 30).map(({ at, sentence }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same trouble may come twice in a millisecond
                <li key={`${at} ${index}`} className="grid grid-cols-[64px_1fr] gap-2.5 text-12">
                  <span className="tabular text-text-3">{timeOf(at)}</span>
                  <span data-selectable>{sentence}</span>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      </div>
    </div>
  );
}

const phaseTones: Readonly<Record<SavedConnectionCard['phase'], LampTone>> = {
  disconnected: 'off',
  connecting: 'busy',
  authenticating: 'busy',
  ready: 'good',
  degraded: 'warn',
  'back-off': 'bad',
};
const phaseWords: Readonly<Record<SavedConnectionCard['phase'], string>> = {
  disconnected: 'Disconnected.',
  connecting: 'Connecting.',
  authenticating: 'Signing in.',
  ready: 'Connected.',
  degraded: 'Degraded.',
  'back-off': 'Lost, waiting to retry.',
};
const socketTones = {
  closed: 'off',
  connecting: 'busy',
  authenticating: 'busy',
  open: 'good',
  'back-off': 'bad',
} as const;

function Figure({ name, value }: { name: string; value: ReactNode }) {
  return (
    <span className="flex flex-col">
      <span className="text-11 text-text-3">{name}</span>
      <span className="tabular text-12">{value}</span>
    </span>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h4 className="text-12 text-text-2">{title}</h4>
      {children}
    </section>
  );
}

function Nothing() {
  return <p className="text-12 text-text-3">none</p>;
}
