import type { FillCard } from '../../../src-shared/contract/trading.ts';
import {
  AccountCell,
  AmountCell,
  InstrumentCell,
  PriceCell,
  SideCell,
} from '../../lib/trading/trading-cells.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { DataColumn } from '../../ui/data-table.tsx';
import { formatTime, unknown } from '../../ui/format.ts';

export function fillColumns(locale: string, zone: string, zoneText: string): readonly DataColumn<FillCard>[] {
  return [
    {
      id: 'time',
      title: `Time (${zoneText})`,
      width: 166,
      leftOutBelow: 551,
      isNumber: true,
      value: (row) => row.time,
      cell: (row) => <span className="text-text-2">{formatTime(row.time, zone, 'date-second')}</span>,
    },
    {
      id: 'instrument',
      title: 'Market',
      width: 130,
      value: (row) => row.instrument,
      cell: (row) => (
        <span className="inline-flex max-w-full items-center gap-2 align-middle" data-testid="fill-row">
          <InstrumentCell instrument={row.instrument} />
          {row.isSynthetic && (
            <span data-tooltip="Worked out from the venue’s total; the real fill takes its place when the venue tells it.">
              <Badge tone="warn">Worked out</Badge>
            </span>
          )}
        </span>
      ),
    },
    {
      id: 'side',
      title: 'Side',
      width: 60,
      value: (row) => row.side,
      cell: (row) => <SideCell side={row.side} />,
    },
    {
      id: 'quantity',
      title: 'Quantity',
      width: 95,
      isNumber: true,
      value: (row) => row.quantity,
      decimal: (row) => row.quantity,
      cell: (row) => <AmountCell text={row.quantity} locale={locale} />,
    },
    {
      id: 'price',
      title: 'Price',
      width: 100,
      isNumber: true,
      value: (row) => row.price,
      decimal: (row) => row.price,
      cell: (row) => <PriceCell text={row.price} tickSize={row.tickSize} locale={locale} />,
    },
    {
      id: 'fee',
      title: 'Fee',
      width: 120,
      leftOutBelow: 671,
      isNumber: true,
      value: (row) => row.fee?.amount ?? '',
      decimal: (row) => row.fee?.amount ?? null,
      cell: (row) =>
        row.fee === null ? (
          unknown
        ) : (
          <>
            <AmountCell text={row.fee.amount} locale={locale} /> {row.fee.currency}
          </>
        ),
    },
    {
      id: 'liquidity',
      title: 'Role',
      width: 64,
      leftOutBelow: 885,
      value: (row) => row.liquidity,
      cell: (row) => (
        <span className="text-text-2">{row.liquidity === 'unknown' ? unknown : row.liquidity}</span>
      ),
    },
    {
      id: 'account',
      title: 'Account',
      width: 150,
      leftOutBelow: 821,
      value: (row) => row.accountLabel,
      cell: (row) => <AccountCell account={row.account} label={row.accountLabel} tag={row.accountTag} />,
    },
    { id: 'tradeId', title: 'Trade id', width: 120, isHidden: true, value: (row) => row.tradeId },
    { id: 'venueOrderId', title: 'Order id', width: 140, isHidden: true, value: (row) => row.venueOrderId },
  ];
}
