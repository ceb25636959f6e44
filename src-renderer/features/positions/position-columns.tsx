import { TriangleAlert } from 'lucide-react';
import type { PositionCard } from '../../../src-shared/contract/trading.ts';
import { AccountCell, Aged, InstrumentCell } from '../../lib/trading/trading-cells.tsx';
import { classNames } from '../../ui/class-names.ts';
import type { DataColumn } from '../../ui/data-table.tsx';
import { formatDecimal, formatValue, signOf } from '../../ui/decimal-text.ts';
import { formatTime, tickDecimals } from '../../ui/format.ts';

const toneOf = (text: string | null) => ({ '-1': 'text-down', 0: 'text-text-2', 1: 'text-up' })[signOf(text)];

/** @param stale accounts whose positions are only what was last known. */
export function positionColumns(
  locale: string,
  zone: string,
  stale: ReadonlySet<string>,
): readonly DataColumn<PositionCard>[] {
  const unconnected = (row: PositionCard) =>
    stale.has(row.account) ? 'As it was last known; not connected.' : '';
  const price = ({ tickSize }: PositionCard, text: string | null) =>
    formatDecimal(text, { locale, least: tickSize === null ? 0 : tickDecimals(tickSize), most: 8 });
  const unpriced = (row: PositionCard) =>
    unconnected(row) || (row.isMarkOld ? 'This price could not be renewed for minutes.' : '');
  return [
    {
      id: 'instrument',
      title: 'Market',
      width: 130,
      value: (row) => row.instrument,
      cell: (row) => (
        <span
          className="inline-flex max-w-full items-center gap-1.5 align-middle"
          data-testid="position-row"
          data-tooltip={row.disagreement === '' ? undefined : row.disagreement}
        >
          {row.disagreement !== '' && (
            <TriangleAlert size={14} aria-label="Disagrees with the venue" className="shrink-0 text-warn" />
          )}
          <InstrumentCell instrument={row.instrument} />
        </span>
      ),
    },
    {
      id: 'quantity',
      title: 'Quantity',
      width: 100,
      isNumber: true,
      value: (row) => row.quantity,
      decimal: (row) => row.quantity,
      cell: (row) => (
        <Aged why={unconnected(row)}>
          <span className={classNames('font-medium', toneOf(row.quantity))}>
            {formatDecimal(row.quantity, { locale, isSigned: true })}
            <span className="sr-only">
              {{ '-1': ' short', 0: ' flat', 1: ' long' }[signOf(row.quantity)]}
            </span>
          </span>
        </Aged>
      ),
    },
    {
      id: 'average',
      title: 'Average',
      width: 110,
      leftOutBelow: 470,
      isNumber: true,
      value: (row) => row.averagePrice ?? '',
      decimal: (row) => row.averagePrice,
      cell: (row) => price(row, row.averagePrice),
    },
    {
      id: 'mark',
      title: 'Last price',
      width: 110,
      leftOutBelow: 580,
      isNumber: true,
      value: (row) => row.markPrice ?? '',
      decimal: (row) => row.markPrice,
      cell: (row) => <Aged why={unpriced(row)}>{price(row, row.markPrice)}</Aged>,
    },
    {
      id: 'unrealised',
      title: 'Open P&L',
      width: 130,
      isNumber: true,
      value: (row) => row.unrealised ?? '',
      decimal: (row) => row.unrealised,
      cell: (row) => (
        <Aged why={unpriced(row)}>
          <span
            className={toneOf(row.unrealised)}
            data-tooltip={row.unrealised === null ? 'No price for it here' : undefined}
          >
            {formatValue(row.unrealised, row.currency, { locale, isSigned: true })}
          </span>
        </Aged>
      ),
    },
    {
      id: 'account',
      title: 'Account',
      width: 160,
      leftOutBelow: 740,
      value: (row) => row.accountLabel,
      cell: (row) => <AccountCell account={row.account} label={row.accountLabel} tag={row.accountTag} />,
    },
    {
      id: 'time',
      title: 'Changed',
      width: 166,
      leftOutBelow: 906,
      isNumber: true,
      value: (row) => row.time,
      cell: (row) => <span className="text-text-2">{formatTime(row.time, zone, 'date-second')}</span>,
    },
  ];
}
