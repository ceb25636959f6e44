import { Aged } from '../../lib/trading/trading-cells.tsx';
import type { DataColumn } from '../../ui/data-table.tsx';
import { formatValue, signOf } from '../../ui/decimal-text.ts';
import { unknown } from '../../ui/format.ts';
import type { AccountRow } from './account-row.ts';
import { DistanceCell } from './distance-cell.tsx';

type StandingAmount = 'dayProfit' | 'openProfit' | 'liquidationLevel' | 'lossLimit' | 'margin';

/** What brokers tell of an account; a dash where one does not. */
export function standingColumns(
  locale: string,
  aged: (row: AccountRow) => string,
): readonly DataColumn<AccountRow>[] {
  const of = (row: AccountRow) => (row.kind === 'account' ? row.account.standing : null);
  const amount = (
    id: string,
    title: string,
    name: StandingAmount,
    width: number,
    isSigned = false,
  ): DataColumn<AccountRow> => {
    const text = (row: AccountRow) => of(row)?.[name] ?? null;
    return {
      id,
      title,
      width,
      isNumber: true,
      value: (row) => text(row) ?? '',
      decimal: text,
      cell: (row) => {
        const standing = of(row);
        if (row.kind === 'balance' || standing === null) return '';
        const amountText = text(row);
        if (amountText === null) return unknown;
        const tone = isSigned ? tones[signOf(amountText)] : undefined;
        return (
          <Aged why={aged(row)}>
            <span className={tone}>{formatValue(amountText, standing.currency, { locale, isSigned })}</span>
          </Aged>
        );
      },
    };
  };
  const distance = (row: AccountRow) => of(row)?.distanceToLiquidation ?? null;
  return [
    {
      id: 'distance',
      title: 'To liquidation',
      width: 165,
      isNumber: true,
      value: (row) => distance(row) ?? '',
      decimal: distance,
      cell: (row) => {
        const standing = of(row);
        if (row.kind === 'balance' || standing === null) return '';
        return <DistanceCell standing={standing} locale={locale} aged={aged(row)} />;
      },
    },
    amount('day', 'Day P&L', 'dayProfit', 125, true),
    amount('open', 'Open P&L', 'openProfit', 125, true),
    amount('level', 'Liquidated at', 'liquidationLevel', 145),
    amount('lossLimit', 'Loss limit', 'lossLimit', 100),
    amount('margin', 'Margin', 'margin', 100),
  ];
}

const tones = { '-1': 'text-down', 0: 'text-text-2', 1: 'text-up' } as const;
