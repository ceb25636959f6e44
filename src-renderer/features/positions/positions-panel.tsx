import { useMemo } from 'react';
import type { PositionCard } from '../../../src-shared/contract/trading.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { Host } from '../../lib/host/host.ts';
import { useHostStream } from '../../lib/host/use-host-stream.ts';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { usePreferences } from '../../lib/preferences/preferences.ts';
import { Strip, TradingBody, useStaleAccounts } from '../../lib/trading/trading-body.tsx';
import { useTableZone } from '../../lib/trading/trading-cells.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { positionColumns } from './position-columns.tsx';

const open = ({ rpc }: Host, signal: AbortSignal) => rpc.trading.positions({}, { signal });
const keyOf = (row: PositionCard) => row.id;
const none: readonly PositionCard[] = [];

/** What is held at every connected venue, with the result so far. */
export function PositionsPanel({ chooseInstrument }: PanelProps) {
  const stream = useHostStream<readonly PositionCard[]>(open);
  const locale = usePreferences((preferences) => preferences.locale);
  const zone = useTableZone();
  const stale = useStaleAccounts();
  const columns = useMemo(() => positionColumns(locale, zone, stale), [locale, zone, stale]);
  const rows = stream.value ?? none;
  const disagreeing = rows.filter(({ disagreement }) => disagreement !== '');
  return (
    <PanelFrame title="Positions" testId="positions-panel">
      <TradingBody what="positions" stream={stream} count={stream.value?.length ?? null}>
        <div className="flex h-full min-h-0 flex-col">
          {disagreeing.map(({ id, instrument, accountLabel, disagreement }) => (
            <Strip key={id} tone="warn" text={`${instrument} in ${accountLabel}: ${disagreement}`} />
          ))}
          <div className="min-h-0 flex-1">
            <DataTable
              label="Positions"
              columns={columns}
              rows={rows}
              rowKey={keyOf}
              onOpen={(row) => chooseInstrument(row.instrument as InstrumentId)}
            />
          </div>
        </div>
      </TradingBody>
    </PanelFrame>
  );
}
