import { useCallback, useMemo, useState } from 'react';
import type { OrderCard } from '../../../src-shared/contract/trading.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { Host } from '../../lib/host/host.ts';
import { useHostStream } from '../../lib/host/use-host-stream.ts';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { usePreferences } from '../../lib/preferences/preferences.ts';
import { Strip, TradingBody, useStaleAccounts } from '../../lib/trading/trading-body.tsx';
import { useTableZone } from '../../lib/trading/trading-cells.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { orderColumns } from './order-columns.tsx';
import { isOpenOrder, ordersInOrder } from './order-state.ts';
import { orderTree } from './order-tree.ts';

const open = ({ rpc }: Host, signal: AbortSignal) => rpc.trading.orders({}, { signal });
const keyOf = (row: OrderCard) => row.id;

/** Orders at every connected venue, ours and those placed elsewhere. */
export function OrdersPanel({ chooseInstrument, state, saveState }: PanelProps) {
  const stream = useHostStream<readonly OrderCard[]>(open);
  const locale = usePreferences((preferences) => preferences.locale);
  const zone = useTableZone();
  const stale = useStaleAccounts();
  const filter = state.filter === 'all' ? 'all' : 'open';
  const all = useMemo(() => ordersInOrder(stream.value ?? []), [stream.value]);
  const openOnes = useMemo(() => all.filter(isOpenOrder), [all]);
  const tree = useMemo(() => orderTree(all, filter === 'open'), [all, filter]);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const onExpand = useCallback((row: OrderCard, isExpanded: boolean) => {
    setCollapsed((before) => {
      const next = new Set(before);
      if (isExpanded) next.delete(row.id);
      else next.add(row.id);
      return next;
    });
  }, []);
  const expanded = useMemo(
    () => new Set([...tree.exits.keys()].filter((id) => !collapsed.has(id))),
    [tree, collapsed],
  );
  const childrenOf = useCallback((row: OrderCard) => tree.exits.get(row.id), [tree]);
  const columns = useMemo(() => {
    const exitsOf = (row: OrderCard) => tree.exits.get(row.id)?.length ?? 0;
    return orderColumns(locale, zone, stale, { exitsOf, collapsed, onExpand });
  }, [locale, zone, stale, tree, collapsed, onExpand]);
  const { rows } = tree;
  const unknown = all.filter((order) => order.state === 'unknown').length;
  return (
    <PanelFrame
      title="Orders"
      testId="orders-panel"
      middle={
        <Segmented
          label="Which orders"
          value={filter}
          onChange={(value) => saveState({ filter: value })}
          options={[
            { value: 'open', label: `Open ${openOnes.length}` },
            { value: 'all', label: `All ${all.length}` },
          ]}
        />
      }
    >
      <TradingBody
        what={filter === 'open' ? 'open orders' : 'orders'}
        stream={stream}
        count={stream.value === null ? null : rows.length}
        isFiltered={rows.length === 0 && all.length > 0}
      >
        <div className="flex h-full min-h-0 flex-col">
          {unknown > 0 && (
            <Strip
              tone="danger"
              text={`The fate of ${unknown === 1 ? '1 order is' : `${unknown} orders are`} not known. It may be working at the venue; Tidemark asks until it knows and never sends it again.`}
            />
          )}
          <div className="min-h-0 flex-1">
            <DataTable
              label="Orders"
              columns={columns}
              rows={rows}
              rowKey={keyOf}
              childrenOf={childrenOf}
              expanded={expanded}
              onExpand={onExpand}
              onOpen={(row) => chooseInstrument(row.instrument as InstrumentId)}
              empty={<EmptyState text="No open orders. What ended lately is under All." />}
            />
          </div>
        </div>
      </TradingBody>
    </PanelFrame>
  );
}
