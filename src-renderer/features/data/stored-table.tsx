import { ChartCandlestick, Database, Import, Info, Play, Trash2 } from 'lucide-react';
import { contentFineness } from '../../lib/market/stored-content.ts';
import { usePreferences } from '../../lib/preferences/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount, formatTime, zoneName } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { rowKey, type StoredRow } from './stored-row.ts';

interface StoredTableProps {
  readonly rows: readonly StoredRow[];
  readonly isFiltered: boolean;
  readonly isLost: boolean;
  readonly canOpenChart: boolean;
  onOpenChart(row: StoredRow): void;
  onReplay(row: StoredRow): void;
  onDescribe(row: StoredRow): void;
  onRemove(row: StoredRow): void;
  onImport(): void;
}

const notLinked = 'Give this panel a link colour to open charts from here';

export function StoredTable(props: StoredTableProps) {
  const { rows, isFiltered, isLost, canOpenChart, onOpenChart, onReplay, onDescribe, onRemove, onImport } =
    props;
  const zone = usePreferences((preferences) => preferences.timeZone);
  const shownZone = zone === 'exchange' ? 'UTC' : zone;
  return (
    <DataTable
      label="Stored market data"
      columns={storedColumns(shownZone)}
      rows={rows}
      rowKey={rowKey}
      onOpen={(row) => canOpenChart && onOpenChart(row)}
      actionsWidth={110}
      rowActions={(row) => (
        <>
          <IconButton
            icon={ChartCandlestick}
            label={canOpenChart ? `Open a chart of ${row.instrument}` : notLinked}
            disabled={!canOpenChart}
            onClick={() => onOpenChart(row)}
          />
          <IconButton
            icon={Play}
            label={`Replay ${row.instrument}`}
            disabled={isLost}
            onClick={() => onReplay(row)}
          />
          <IconButton
            icon={Info}
            label={`About ${row.instrument}…`}
            disabled={isLost}
            onClick={() => onDescribe(row)}
          />
          <IconButton
            icon={Trash2}
            label={`Remove ${row.instrument} ${row.content}…`}
            disabled={isLost}
            onClick={() => onRemove(row)}
          />
        </>
      )}
      rowMenu={(row) => [
        {
          label: 'Open chart',
          icon: ChartCandlestick,
          isDisabled: !canOpenChart,
          run: () => onOpenChart(row),
        },
        { label: 'Replay this', icon: Play, isDisabled: isLost, run: () => onReplay(row) },
        { label: 'About this market…', icon: Info, isDisabled: isLost, run: () => onDescribe(row) },
        { kind: 'separator' },
        { label: 'Remove…', icon: Trash2, tone: 'danger', isDisabled: isLost, run: () => onRemove(row) },
      ]}
      empty={
        isFiltered ? (
          <EmptyState text="Nothing stored matches the filter." />
        ) : (
          <EmptyState
            icon={Database}
            text="Market history from your files appears here, for charts, replay and backtests. Drop a CSV file anywhere in this panel."
            action={
              <Button tone="primary" disabled={isLost} onClick={onImport}>
                <Import size={14} aria-hidden /> Choose a file
              </Button>
            }
          />
        )
      }
    />
  );
}

function storedColumns(zone: string): DataColumn<StoredRow>[] {
  const timeOf = (time: number) => formatTime(time, zone, 'date-minute');
  const zoneText = zoneName(Date.now(), zone);
  return [
    {
      id: 'instrument',
      title: 'Market',
      width: 130,
      value: (row) => row.instrument,
      cell: (row) => (
        <span
          data-testid="data-row"
          data-instrument={row.instrument}
          data-content={row.content}
          data-count={row.count}
          data-tooltip={`${row.instrument} ${row.content}: ${formatCount(row.count)} rows, ${timeOf(row.first)} to ${timeOf(row.last)} ${zoneText}`}
          className="font-medium"
        >
          {row.instrument}
        </span>
      ),
    },
    { id: 'content', title: 'Content', width: 90, value: (row) => row.content },
    {
      id: 'count',
      title: 'Rows',
      width: 72,
      leftOutBelow: 290,
      isNumber: true,
      value: (row) => row.count,
      cell: (row) => formatCount(row.count),
    },
    {
      id: 'first',
      title: `First (${zoneText})`,
      width: 148,
      leftOutBelow: 640,
      isNumber: true,
      value: (row) => row.first,
      cell: (row) => timeOf(row.first),
    },
    {
      id: 'last',
      title: `Last (${zoneText})`,
      width: 148,
      leftOutBelow: 500,
      isNumber: true,
      value: (row) => row.last,
      cell: (row) => timeOf(row.last),
    },
    {
      id: 'fineness',
      title: 'Bar length, ms',
      width: 100,
      isNumber: true,
      isHidden: true,
      value: (row) => contentFineness(row.content),
    },
  ];
}
