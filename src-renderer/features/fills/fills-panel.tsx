import { useMemo } from 'react';
import type { FillCard } from '../../../src-shared/contract/trading.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { useHostStatus } from '../../lib/host/host-context.tsx';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { usePreferences } from '../../lib/preferences/preferences.ts';
import { Strip, TradingBody } from '../../lib/trading/trading-body.tsx';
import { useTableZone } from '../../lib/trading/trading-cells.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { formatCount, zoneName } from '../../ui/format.ts';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { fillColumns } from './fill-columns.tsx';
import { useFills } from './use-fills.ts';

const keyOf = (row: FillCard) => row.id;
const none: readonly FillCard[] = [];

/** What was bought and sold, newest first. */
export function FillsPanel({ chooseInstrument }: PanelProps) {
  const { stream, fills, hasOlder, isLoading, failure, loadOlder } = useFills();
  const isLost = useHostStatus().phase !== 'connected';
  const locale = usePreferences((preferences) => preferences.locale);
  const zone = useTableZone();
  const columns = useMemo(() => fillColumns(locale, zone, zoneName(Date.now(), zone)), [locale, zone]);
  return (
    <PanelFrame
      title="Fills"
      testId="fills-panel"
      middle={
        fills !== null &&
        fills.length > 0 && (
          <span className="tabular text-12 text-text-3">{formatCount(fills.length, locale)} shown</span>
        )
      }
      actions={
        hasOlder && (
          <Button
            size="small"
            tone="ghost"
            disabled={isLoading || isLost}
            data-testid="fills-older"
            onClick={() => void loadOlder()}
          >
            {isLoading ? 'Loading…' : 'Load older'}
          </Button>
        )
      }
    >
      <TradingBody what="fills" stream={stream} count={fills?.length ?? null}>
        <div className="flex h-full min-h-0 flex-col">
          {failure !== null && <Strip tone="danger" text={`Older fills could not be read: ${failure}`} />}
          <div className="min-h-0 flex-1">
            <DataTable
              label="Fills"
              columns={columns}
              rows={fills ?? none}
              rowKey={keyOf}
              onOpen={(row) => chooseInstrument(row.instrument as InstrumentId)}
            />
          </div>
        </div>
      </TradingBody>
    </PanelFrame>
  );
}
