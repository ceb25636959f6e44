import { RefreshCw } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { AccountCard } from '../../../src-shared/contract/trading.ts';
import { accountTags } from '../../../src-shared/domain/account.ts';
import { useCommands } from '../../lib/commands/use-commands.ts';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { usePreferences } from '../../lib/preferences/preferences.ts';
import { tagFaces } from '../../lib/trading/tag-face.ts';
import { Strip, TradingBody, useAccounts, useStaleAccounts } from '../../lib/trading/trading-body.tsx';
import { useTableZone } from '../../lib/trading/trading-cells.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { accountColumns } from './account-columns.tsx';
import { type AccountRow, accountRows, agedWords, balancesOf } from './account-row.ts';
import { StandingDetail } from './standing-detail.tsx';
import { useIsTall } from './use-is-tall.ts';
import { useRefreshAccounts } from './use-refresh-accounts.ts';

const keyOf = (row: AccountRow) => row.key;

/** The accounts of every connected venue, each of which opens to what it holds. */
export function AccountsPanel({ state, saveState }: PanelProps) {
  const { rpc } = useHost();
  const isLost = useHostStatus().phase !== 'connected';
  const { isBusy, refresh } = useRefreshAccounts();
  useCommands(
    useMemo(
      () => [{ id: 'accounts.refresh', title: 'Refresh accounts', group: 'Accounts', run: refresh }],
      [refresh],
    ),
    !isLost,
  );
  const stream = useAccounts();
  const stale = useStaleAccounts();
  const locale = usePreferences((preferences) => preferences.locale);
  const zone = useTableZone();
  const opened = Array.isArray(state.expanded) ? state.expanded : none;
  const expanded = useMemo(() => new Set(opened.filter((key) => typeof key === 'string')), [opened]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const onExpand = useCallback(
    (row: AccountRow, isExpanded: boolean) => {
      const next = new Set(expanded);
      if (isExpanded) next.add(row.key);
      else next.delete(row.key);
      saveState({ expanded: [...next] });
    },
    [expanded, saveState],
  );
  const onTag = useCallback(
    (row: AccountRow, tag: AccountCard['tag']) => {
      setFailure(null);
      rpc.trading.setTag({ account: row.account.id, tag }).catch((error: unknown) => {
        setFailure(failureSentence(error));
      });
    },
    [rpc],
  );
  const rowMenu = useCallback(
    (row: AccountRow): readonly MenuEntry[] => [
      { kind: 'heading', label: `${row.account.label} is` },
      {
        kind: 'radio',
        value: row.account.tag,
        options: accountTags.map((value) => ({ value, label: tagFaces[value].word })),
        onChange: (value) => onTag(row, value as AccountCard['tag']),
      },
      { kind: 'separator' },
      { label: 'Refresh accounts', icon: RefreshCw, isDisabled: isLost || isBusy, run: refresh },
    ],
    [onTag, refresh, isLost, isBusy],
  );
  const [body, setBody] = useState<HTMLElement | null>(null);
  const isTall = useIsTall(body);
  const accounts = stream.value ?? noAccounts;
  const rows = useMemo(() => accountRows(accounts), [accounts]);
  const told = accounts.filter(({ standing }) => standing !== null);
  const hasStandings = told.length > 0;
  const detailed = told.find(({ id }) => id === chosen) ?? (chosen === null ? told[0] : undefined);
  const columns = useMemo(
    () => accountColumns({ locale, zone, stale, expanded, hasStandings, onExpand, onTag }),
    [locale, zone, stale, expanded, hasStandings, onExpand, onTag],
  );
  return (
    <PanelFrame title="Accounts" testId="accounts-panel">
      <TradingBody what="accounts" stream={stream} count={stream.value?.length ?? null}>
        <div ref={setBody} className="flex h-full min-h-0 flex-col">
          {failure !== null && <Strip tone="danger" text={`The mark was not saved: ${failure}`} />}
          <div className="min-h-0 flex-1">
            <DataTable
              label="Accounts"
              columns={columns}
              rows={rows}
              rowKey={keyOf}
              rowMenu={rowMenu}
              childrenOf={balancesOf}
              expanded={expanded}
              onExpand={onExpand}
              onSelect={(row) => setChosen(row.account.id)}
              onOpen={(row) => onExpand(row, !expanded.has(row.key))}
            />
          </div>
          {detailed !== undefined && isTall && (
            <StandingDetail account={detailed} aged={agedWords(detailed, stale, zone)} locale={locale} />
          )}
        </div>
      </TradingBody>
    </PanelFrame>
  );
}

const none: readonly unknown[] = [];
const noAccounts: readonly AccountCard[] = [];
