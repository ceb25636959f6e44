import { useCallback, useMemo } from 'react';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { usePreferences } from '../../lib/preferences/preferences.ts';
import { TradingBody, useAccounts, useStaleAccounts } from '../../lib/trading/trading-body.tsx';
import { useTableZone } from '../../lib/trading/trading-cells.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { accountColumns } from './account-columns.tsx';
import { type AccountRow, accountRows, balancesOf } from './account-row.ts';

const keyOf = (row: AccountRow) => row.key;

/** The accounts of every connected venue, each of which opens to what it holds. */
export function AccountsPanel({ state, saveState }: PanelProps) {
  const stream = useAccounts();
  const stale = useStaleAccounts();
  const locale = usePreferences((preferences) => preferences.locale);
  const zone = useTableZone();
  const opened = Array.isArray(state.expanded) ? state.expanded : none;
  const expanded = useMemo(() => new Set(opened.filter((key) => typeof key === 'string')), [opened]);
  const onExpand = useCallback(
    (row: AccountRow, isExpanded: boolean) => {
      const next = new Set(expanded);
      if (isExpanded) next.add(row.key);
      else next.delete(row.key);
      saveState({ expanded: [...next] });
    },
    [expanded, saveState],
  );
  const rows = useMemo(() => accountRows(stream.value ?? []), [stream.value]);
  const columns = useMemo(
    () => accountColumns({ locale, zone, stale, expanded, onExpand }),
    [locale, zone, stale, expanded, onExpand],
  );
  return (
    <PanelFrame title="Accounts" testId="accounts-panel">
      <TradingBody what="accounts" stream={stream} count={stream.value?.length ?? null}>
        <DataTable
          label="Accounts"
          columns={columns}
          rows={rows}
          rowKey={keyOf}
          childrenOf={balancesOf}
          expanded={expanded}
          onExpand={onExpand}
          onOpen={(row) => onExpand(row, !expanded.has(row.key))}
        />
      </TradingBody>
    </PanelFrame>
  );
}

const none: readonly unknown[] = [];
