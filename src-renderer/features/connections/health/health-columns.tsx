import type {
  ConnectionHealthCard,
  SavedConnectionCard,
} from '../../../../src-shared/contract/connections.ts';
import type { DataColumn } from '../../../ui/data-table.tsx';
import { formatCount, formatLatency, unknown } from '../../../ui/format.ts';
import { Lamp } from '../../../ui/lamp.tsx';
import { cardFace, countedRates, tightestRate } from '../cards/card-face.ts';
import { RateBar } from '../cards/connection-card.tsx';
import { Sparkline } from './sparkline.tsx';

export interface HealthRow {
  readonly card: SavedConnectionCard;
  readonly health: ConnectionHealthCard | undefined;
  readonly rates: readonly number[];
}

type Figure = 'reconnects' | 'gaps' | 'unreadable';

export function healthColumns(): readonly DataColumn<HealthRow>[] {
  const count = (id: Figure, title: string, leftOutBelow: number): DataColumn<HealthRow> => ({
    id,
    title,
    width: 92,
    leftOutBelow,
    isNumber: true,
    value: ({ health }) => health?.[id] ?? Number.NaN,
    cell: ({ health }) => (
      <span className={(health?.[id] ?? 0) > 0 ? 'text-warn' : 'text-text-2'}>
        {formatCount(health?.[id] ?? Number.NaN)}
      </span>
    ),
  });
  return [
    {
      id: 'name',
      title: 'Connection',
      width: 150,
      value: ({ card }) => card.settings.label,
      cell: ({ card }) => (
        <span className="inline-flex max-w-full items-center gap-2" data-testid="health-row">
          <Lamp tone={cardFace(card, Date.now()).tone} />
          <span className="truncate font-medium">{card.settings.label}</span>
        </span>
      ),
    },
    {
      id: 'state',
      title: 'State',
      width: 120,
      leftOutBelow: 600,
      value: ({ card }) => cardFace(card, Date.now()).word,
      cell: ({ card }) => <span className="text-text-2">{cardFace(card, Date.now()).word}</span>,
    },
    {
      id: 'rate',
      title: 'Messages/s',
      width: 150,
      isNumber: true,
      value: ({ health }) => health?.messagesPerSecond ?? Number.NaN,
      cell: ({ health, rates }) =>
        health === undefined ? (
          unknown
        ) : (
          <span className="inline-flex items-center justify-end gap-2 align-middle">
            <Sparkline rates={rates} width={72} height={16} />
            <span className="w-10">{formatCount(health.messagesPerSecond)}</span>
          </span>
        ),
    },
    {
      id: 'latency',
      title: 'Latency',
      width: 86,
      isNumber: true,
      value: ({ health }) => health?.latencyMs ?? Number.NaN,
      cell: ({ health }) => (health?.latencyMs === undefined ? unknown : formatLatency(health.latencyMs)),
    },
    count('reconnects', 'Reconnects', 480),
    count('gaps', 'Gaps', 820),
    count('unreadable', 'Unreadable', 915),
    {
      id: 'clock',
      title: 'Clock',
      width: 90,
      leftOutBelow: 1005,
      isNumber: true,
      value: ({ health }) => health?.clockOffsetMs ?? Number.NaN,
      cell: ({ health }) => <ClockOffset offsetMs={health?.clockOffsetMs} />,
    },
    {
      id: 'limits',
      title: 'Limits',
      width: 130,
      leftOutBelow: 730,
      isNumber: true,
      value: ({ card, health }) =>
        tightestRate(countedRates(health?.rates ?? [], card.hasKeys))?.share ?? Number.NaN,
      cell: ({ card, health }) => {
        const tightest = tightestRate(countedRates(health?.rates ?? [], card.hasKeys));
        if (tightest === null) return unknown;
        return (
          <span className="flex items-center gap-2">
            <RateBar share={tightest.share} isBlocked={tightest.rate.blockedUntil !== undefined} />
            <span className="w-9 shrink-0">{Math.round(tightest.share * 100)}%</span>
          </span>
        );
      },
    },
  ];
}

/** O15: beyond a second the venue refuses signatures, so it is shown as trouble. */
export function ClockOffset({ offsetMs }: { offsetMs: number | undefined }) {
  if (offsetMs === undefined) return unknown;
  const rounded = Math.round(offsetMs);
  const text = `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${formatCount(Math.abs(rounded))} ms`;
  return <span className={Math.abs(rounded) > 1000 ? 'text-danger' : 'text-text-2'}>{text}</span>;
}
