import { ChevronDown, ChevronRight, CornerDownRight, TriangleAlert } from 'lucide-react';
import type { OrderCard } from '../../../src-shared/contract/trading.ts';
import {
  AccountCell,
  Aged,
  AmountCell,
  InstrumentCell,
  PriceCell,
  SideCell,
} from '../../lib/trading/trading-cells.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { DataColumn } from '../../ui/data-table.tsx';
import { formatTime } from '../../ui/format.ts';
import { isOpenOrder, orderStateFace } from './order-state.ts';

export interface OrderTree {
  /** How many exits stand beneath an entry. */
  exitsOf(row: OrderCard): number;
  readonly collapsed: ReadonlySet<string>;
  onExpand(row: OrderCard, isExpanded: boolean): void;
}

/** @param stale accounts whose orders are only what was last known. */
export function orderColumns(
  locale: string,
  zone: string,
  stale: ReadonlySet<string>,
  { exitsOf, collapsed, onExpand }: OrderTree,
): readonly DataColumn<OrderCard>[] {
  const aged = (row: OrderCard) =>
    isOpenOrder(row) && stale.has(row.account) ? 'As it was last known; not connected.' : '';
  const price = (
    id: 'limitPrice' | 'triggerPrice' | 'averagePrice',
    title: string,
    leftOutBelow: number,
  ): DataColumn<OrderCard> => ({
    id,
    title,
    width: 100,
    leftOutBelow,
    isNumber: true,
    value: (row) => row[id] ?? '',
    decimal: (row) => row[id],
    cell: (row) => <PriceCell text={row[id]} tickSize={row.tickSize} locale={locale} />,
  });
  return [
    {
      id: 'state',
      title: 'State',
      width: 120,
      value: (row) => orderStateFace(row.state).word,
      cell: (row) => (
        <span className="inline-flex items-center gap-1">
          <Branch order={row} exits={exitsOf(row)} isExpanded={!collapsed.has(row.id)} onExpand={onExpand} />
          <Aged why={aged(row)}>
            <StateChip order={row} />
          </Aged>
        </span>
      ),
    },
    {
      id: 'instrument',
      title: 'Market',
      width: 120,
      value: (row) => row.instrument,
      cell: (row) => <InstrumentCell instrument={row.instrument} />,
    },
    {
      id: 'side',
      title: 'Side',
      width: 60,
      value: (row) => row.side,
      cell: (row) => <SideCell side={row.side} />,
    },
    {
      id: 'type',
      title: 'Type',
      width: 130,
      leftOutBelow: 720,
      value: typeWords,
      cell: (row) => (
        <span className="text-text-2" data-tooltip={typeHint(row)}>
          {typeWords(row)}
          {row.timeInForce !== '' && <span className="text-11 uppercase"> {row.timeInForce}</span>}
        </span>
      ),
    },
    {
      id: 'quantity',
      title: 'Quantity',
      width: 90,
      isNumber: true,
      value: (row) => row.quantity,
      decimal: (row) => row.quantity,
      cell: (row) => <AmountCell text={row.quantity} locale={locale} />,
    },
    {
      id: 'filled',
      title: 'Filled',
      width: 90,
      leftOutBelow: 960,
      isNumber: true,
      value: (row) => row.filledQuantity,
      decimal: (row) => row.filledQuantity,
      cell: (row) => (
        <span className="text-text-2">
          <AmountCell text={row.filledQuantity} locale={locale} />
        </span>
      ),
    },
    price('limitPrice', 'Limit', 490),
    // Beside the limit: a stop has no other price.
    price('triggerPrice', 'Trigger', 590),
    price('averagePrice', 'Average', 1140),
    {
      id: 'account',
      title: 'Account',
      width: 150,
      leftOutBelow: 870,
      value: (row) => row.accountLabel,
      cell: (row) => <AccountCell account={row.account} label={row.accountLabel} tag={row.accountTag} />,
    },
    {
      id: 'origin',
      title: 'From',
      width: 80,
      leftOutBelow: 1040,
      value: (row) => (row.isOurs ? 'Tidemark' : 'Elsewhere'),
      cell: (row) =>
        row.isOurs ? (
          'Tidemark'
        ) : (
          <span className="text-text-2" data-tooltip="Placed with another program or on the venue’s own page">
            Elsewhere
          </span>
        ),
    },
    {
      id: 'time',
      title: 'Changed',
      width: 166,
      leftOutBelow: 1306,
      isNumber: true,
      value: (row) => row.time,
      cell: (row) => <span className="text-text-2">{formatTime(row.time, zone, 'date-second')}</span>,
    },
    {
      id: 'note',
      title: 'Note',
      width: 180,
      leftOutBelow: 1486,
      value: (row) => row.description,
      cell: (row) => (
        <span className="text-text-2" data-tooltip={row.description}>
          {row.description}
        </span>
      ),
    },
    { id: 'venueOrderId', title: 'Venue’s id', width: 140, isHidden: true, value: (row) => row.venueOrderId },
    {
      id: 'clientOrderId',
      title: 'Our id',
      width: 140,
      isHidden: true,
      value: (row) => row.clientOrderId,
    },
  ];
}

/** “stop, trails 8”; of the exits of an entry, what they are for. */
export function typeWords({ type, parentOrderId, trailTicks, exits }: OrderCard): string {
  const trail = trailTicks === null ? '' : `, trails ${trailTicks}`;
  if (parentOrderId === '') return `${type}${trail}${exits === '' ? '' : ' + exits'}`;
  if (type === 'stop') return `Stop${trail}`;
  if (type === 'limit') return 'Target';
  return `${type.startsWith('stop') ? 'Stop' : 'Target'}, ${type}`;
}

/** What the words leave out. */
function typeHint({ trailTicks, exits }: OrderCard): string | undefined {
  if (exits !== '') return `Placed as it fills: ${exits} from the fill.`;
  if (trailTicks === null) return undefined;
  const distance = trailTicks === 1 ? '1 tick' : `${trailTicks} ticks`;
  return `The trigger follows the market at ${distance} and never steps back.`;
}

interface BranchProps extends Pick<OrderTree, 'onExpand'> {
  readonly order: OrderCard;
  readonly exits: number;
  readonly isExpanded: boolean;
}

/** Opens and closes the exits of an entry; before an exit, the line that leads to it. */
function Branch({ order, exits, isExpanded, onExpand }: BranchProps) {
  if (exits === 0) {
    return order.parentOrderId === '' ? null : (
      <CornerDownRight size={13} aria-label="Exit of the order above" className="ml-1 shrink-0 text-text-3" />
    );
  }
  const Chevron = isExpanded ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`${isExpanded ? 'Hide' : 'Show'} ${exits === 1 ? 'its exit' : `its ${exits} exits`}`}
      className="-ml-1 inline-flex size-5 shrink-0 items-center justify-center rounded text-text-2 hover:bg-bg-3 hover:text-text-1"
      onClick={(event) => {
        event.stopPropagation();
        onExpand(order, !isExpanded);
      }}
    >
      <Chevron size={14} aria-hidden />
    </button>
  );
}

function StateChip({ order }: { order: OrderCard }) {
  const { word, tone, hint } = orderStateFace(order.state);
  const tooltip = [hint, order.description].filter((text) => text !== '').join(' ');
  return (
    <span data-testid="order-row" data-state={order.state} data-tooltip={tooltip}>
      {tone === 'unknown' ? (
        <span className="inline-flex items-center gap-1 rounded-[3px] bg-danger px-1.5 text-11 font-bold tracking-wide text-bg-1">
          <TriangleAlert size={12} strokeWidth={2.5} aria-hidden />
          {word}
        </span>
      ) : (
        <Badge tone={tone}>{word}</Badge>
      )}
    </span>
  );
}
