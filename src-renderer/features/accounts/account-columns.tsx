import { ChevronDown, ChevronRight } from 'lucide-react';
import { tagFaces } from '../../lib/trading/tag-face.ts';
import { Aged, AmountCell, ModeMark, TagMark } from '../../lib/trading/trading-cells.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { DataColumn } from '../../ui/data-table.tsx';
import { formatValue } from '../../ui/decimal-text.ts';
import { formatTime, unknown } from '../../ui/format.ts';
import { type AccountRow, agedWords, alsoThroughWords, balancesOf, unvaluedWords } from './account-row.ts';
import { standingColumns } from './standing-columns.tsx';

interface ColumnParts {
  readonly locale: string;
  readonly zone: string;
  /** Accounts whose amounts are only what was last known. */
  readonly stale: ReadonlySet<string>;
  readonly expanded: ReadonlySet<string>;
  /** Some account has a broker that tells its standing: then its columns come before those of balances. */
  readonly hasStandings: boolean;
  onTag(row: AccountRow, tag: AccountRow['account']['tag']): void;
  onExpand(row: AccountRow, isExpanded: boolean): void;
}

export function accountColumns(parts: ColumnParts): readonly DataColumn<AccountRow>[] {
  const { locale, zone, stale } = parts;
  const aged = ({ account }: AccountRow) => agedWords(account, stale, zone);
  const total = (row: AccountRow) => (row.kind === 'balance' ? row.balance.total : null);
  const available = (row: AccountRow) => (row.kind === 'balance' ? row.balance.available : null);
  const value = (row: AccountRow) => (row.kind === 'balance' ? row.balance.value : worth(row.account));
  return arranged(
    [
      {
        id: 'name',
        title: 'Account',
        width: 115,
        value: (row) => (row.kind === 'balance' ? row.balance.currency : row.account.label),
        cell: (row) => <NameCell row={row} {...parts} />,
      },
      {
        id: 'connection',
        title: 'Connection',
        width: 110,
        leftOutBelow: 640,
        value: (row) => row.account.connectionLabel,
        cell: (row) => (row.kind === 'balance' ? '' : <ConnectionCell row={row} />),
      },
      {
        id: 'state',
        title: 'State',
        width: 100,
        leftOutBelow: 475,
        value: (row) => (row.kind === 'balance' ? '' : row.account.state),
        cell: (row) => (row.kind === 'balance' ? '' : <StateChip row={row} zone={zone} />),
      },
      {
        id: 'total',
        title: 'Held',
        width: 105,
        leftOutBelow: 375,
        isNumber: true,
        value: (row) => total(row) ?? '',
        decimal: total,
        cell: (row) =>
          row.kind === 'balance' ? (
            <Aged why={aged(row)}>
              <AmountCell text={row.balance.total} locale={locale} />
            </Aged>
          ) : (
            ''
          ),
      },
      {
        id: 'available',
        title: 'Available',
        width: 105,
        leftOutBelow: 740,
        isNumber: true,
        value: (row) => available(row) ?? '',
        decimal: available,
        cell: (row) =>
          row.kind === 'balance' ? (
            <Aged why={aged(row)}>
              <AmountCell text={row.balance.available} locale={locale} />
            </Aged>
          ) : (
            ''
          ),
      },
      {
        id: 'value',
        title: 'Value',
        width: 155,
        isNumber: true,
        value: (row) => value(row) ?? '',
        decimal: value,
        cell: (row) => (
          <Aged why={aged(row)}>
            <ValueCell row={row} locale={locale} />
          </Aged>
        ),
      },
      {
        id: 'trading',
        title: 'Trading',
        width: 90,
        leftOutBelow: 930,
        value: (row) => (row.kind === 'balance' ? '' : row.account.canTrade ? 'yes' : 'no'),
        cell: (row) =>
          row.kind === 'balance' ? (
            ''
          ) : row.account.canTrade ? (
            <span className="text-text-2">Allowed</span>
          ) : (
            <span className="text-text-2" data-tooltip={row.account.reason}>
              Look only
            </span>
          ),
      },
    ],
    parts.hasStandings ? standingColumns(locale, aged) : [],
  );
}

/** What it is worth: in the broker's words where it has them, else the sum of what could be valued. */
function worth({ standing, value }: AccountRow['account']): string | null {
  return standing?.balance ?? value;
}

/**
 * Beside standings, columns in the order of what a trader must see first, each left out where there is no room for it and
 * for all before it.
 */
function arranged(
  common: readonly DataColumn<AccountRow>[],
  standings: readonly DataColumn<AccountRow>[],
): readonly DataColumn<AccountRow>[] {
  if (standings.length === 0) return common;
  const named = new Map([...common, ...standings].map((column) => [column.id, column]));
  const widths = { value: 160, name: 210 } as Readonly<Record<string, number>>;
  const order = [
    'name',
    'distance',
    'value',
    'state',
    'day',
    'open',
    'level',
    'lossLimit',
    'margin',
    'connection',
    'total',
    'available',
    'trading',
  ];
  let room = 0;
  return order.flatMap((id, index) => {
    const column = named.get(id);
    if (column === undefined) return [];
    const { leftOutBelow: _, ...rest } = column;
    const width = widths[id] ?? column.width;
    room += width;
    return [{ ...rest, width, ...(index < 2 ? {} : { leftOutBelow: room }) }];
  });
}

function NameCell({ row, expanded, onExpand, onTag }: { row: AccountRow } & ColumnParts) {
  if (row.kind === 'balance') return <span className="pl-7 text-text-2">{row.balance.currency}</span>;
  const canOpen = balancesOf(row) !== undefined;
  const isOpen = expanded.has(row.key);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 align-middle" data-testid="account-row">
      {canOpen ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={`${isOpen ? 'Hide' : 'Show'} the balances of ${row.account.label}`}
          className="inline-flex size-5 shrink-0 items-center justify-center rounded text-text-2 hover:bg-bg-3 hover:text-text-1"
          onClick={(event) => {
            event.stopPropagation();
            onExpand(row, !isOpen);
          }}
        >
          <Chevron size={14} aria-hidden />
        </button>
      ) : (
        <span className="size-5 shrink-0" />
      )}
      <ModeMark mode={row.account.key.mode} />
      <span className="truncate font-medium" data-tooltip={row.account.label}>
        {row.account.label}
      </span>
      <TagMark tag={row.account.tag} />
      <SuggestedTag row={row} onTag={onTag} />
    </span>
  );
}

/** Never taken for true: it is the owner who says what an account is. */
function SuggestedTag({ row: { account }, row, onTag }: { row: AccountRow } & Pick<ColumnParts, 'onTag'>) {
  const { suggestedTag } = account;
  if (suggestedTag === null || suggestedTag === 'none') return null;
  const { mark, word } = tagFaces[suggestedTag];
  return (
    <button
      type="button"
      tabIndex={-1}
      data-testid="suggested-tag"
      aria-label={`Mark ${account.label} as ${word.toLowerCase()}`}
      data-tooltip={`Its name looks like it. Click to mark it “${word}”; other marks are in the row’s menu.`}
      className="shrink-0 rounded-[3px] border border-dashed border-line-strong px-1 text-11 text-text-3 hover:border-accent hover:text-text-1"
      onClick={(event) => {
        event.stopPropagation();
        onTag(row, suggestedTag);
      }}
    >
      {mark}?
    </button>
  );
}

function ConnectionCell({ row: { account } }: { row: AccountRow }) {
  const also = alsoThroughWords(account);
  return (
    <span className="text-text-2" data-tooltip={also === '' ? undefined : also}>
      {account.connectionLabel}
      {also !== '' && <span className="text-11 text-text-3"> +{account.alsoThrough.length}</span>}
    </span>
  );
}

const states = {
  live: { tone: 'up', word: 'Live' },
  reconciling: { tone: 'info', word: 'Reconciling' },
  stale: { tone: 'warn', word: 'Stale' },
} as const;

function StateChip({ row: { account }, zone }: { row: AccountRow; zone: string }) {
  const { tone, word } = states[account.state];
  const asOf = account.asOf === null ? '' : `As of ${formatTime(account.asOf, zone)} ${zone}.`;
  return (
    <span data-tooltip={[account.stateReason, asOf].filter((text) => text !== '').join(' ')}>
      <Badge tone={tone}>{word}</Badge>
    </span>
  );
}

function ValueCell({ row, locale }: { row: AccountRow; locale: string }) {
  const { account } = row;
  if (row.kind === 'balance') {
    const text = formatValue(row.balance.value, account.currency, { locale });
    return text === unknown ? <span data-tooltip="No price for it here">{unknown}</span> : text;
  }
  if (account.standing !== null && account.standing.balance !== null) {
    const { balance, currency } = account.standing;
    return (
      <span className="font-medium" data-tooltip="The broker’s own balance, open profit in it">
        {formatValue(balance, currency, { locale })}
      </span>
    );
  }
  const without = unvaluedWords(account);
  return (
    <span className="font-medium" data-tooltip={without === '' ? undefined : `Sum ${without}`}>
      {without !== '' && account.value !== null && <span className="text-warn">≥ </span>}
      {formatValue(account.value, account.currency, { locale })}
    </span>
  );
}
