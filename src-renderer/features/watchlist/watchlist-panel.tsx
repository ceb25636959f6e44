import { Ellipsis, List, Plus } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { type InstrumentId, symbolOf } from '../../../src-shared/domain/instrument.ts';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { Button } from '../../ui/button.tsx';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { InstrumentSearch } from '../../ui/instrument-search.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { NameDialog } from './name-dialog.tsx';
import { useWatchlists } from './use-watchlists.ts';
import { copyLine, readColumns, watchColumns } from './watchlist-columns.ts';
import { withInstrument, withMoved, withoutInstrument } from './watchlist-edits.ts';
import { WatchlistTable } from './watchlist-table.tsx';
import './watchlist.css';

type Open = 'search' | 'new-list' | 'rename' | null;

export function WatchlistPanel({
  state,
  saveState,
  linkedInstrument,
  chooseInstrument,
  link,
  setTitle,
}: PanelProps) {
  const { rpc, market } = useHost();
  const { phase } = useHostStatus();
  const { lists, actions } = useWatchlists();
  const [open, setOpen] = useState<Open>(null);
  const list = lists?.find(({ id }) => id === state.list) ?? lists?.[0];
  const columns = readColumns(state);
  const name = list?.name;

  useEffect(
    () => setTitle(name === undefined ? 'Watchlist' : name === 'Main' ? 'Watchlist' : name),
    [name, setTitle],
  );

  const remove = useCallback(
    (instrument: InstrumentId) => {
      if (list !== undefined) actions.save(withoutInstrument(list, instrument));
    },
    [list, actions],
  );
  const move = useCallback(
    (instrument: InstrumentId, index: number) => {
      if (list !== undefined) actions.save(withMoved(list, instrument, index));
    },
    [list, actions],
  );
  const copy = useCallback(
    async (instruments: readonly InstrumentId[]) => {
      const lines = await Promise.all(
        instruments.map(async (instrument) => {
          const found = await rpc.market.instrument({ instrument });
          return copyLine(
            found?.instrument ?? { id: instrument, tickSize: '0.00001' },
            market.lastQuote(instrument),
            columns,
          );
        }),
      );
      const titles = watchColumns.filter(({ id, text }) => columns.includes(id) && text !== undefined);
      const header = ['Symbol', ...titles.map(({ title }) => title)].join('\t');
      await navigator.clipboard.writeText([header, ...lines].join('\n'));
    },
    [rpc, market, columns],
  );
  const rowMenu = useCallback(
    (instrument: InstrumentId): readonly MenuEntry[] => [
      {
        label: link === null ? 'Link this list to charts first' : 'Show in linked charts',
        isDisabled: link === null,
        run: () => chooseInstrument(instrument),
      },
      { label: 'Move to the top', keys: 'Alt+ArrowUp', run: () => move(instrument, 0) },
      { kind: 'separator' },
      { label: `Copy “${symbolOf(instrument)}”`, run: () => void navigator.clipboard.writeText(instrument) },
      { label: 'Copy row', run: () => void copy([instrument]) },
      { kind: 'separator' },
      { label: 'Remove', keys: 'Delete', tone: 'danger', run: () => remove(instrument) },
    ],
    [link, chooseInstrument, move, copy, remove],
  );
  const columnMenu: readonly MenuEntry[] = [
    { kind: 'heading', label: 'Columns' },
    ...watchColumns.map(({ id, title }) => ({
      kind: 'check' as const,
      label: title,
      isChecked: columns.includes(id),
      onChange: (isShown: boolean) =>
        saveState({ columns: isShown ? [...columns, id] : columns.filter((column) => column !== id) }),
    })),
  ];
  const listMenu: readonly MenuEntry[] = [
    { label: 'New list…', run: () => setOpen('new-list') },
    { label: 'Rename this list…', isDisabled: list === undefined, run: () => setOpen('rename') },
    {
      label: `Delete “${name ?? ''}”`,
      tone: 'danger',
      isDisabled: list === undefined || lists?.length === 1,
      run: () => list !== undefined && actions.remove(list),
    },
    { kind: 'separator' },
    ...columnMenu,
  ];

  return (
    <section data-testid="watchlist" className="@container flex h-full min-h-0 flex-col bg-bg-1">
      <ContextMenu entries={listMenu}>
        <div className="flex h-(--header-height) shrink-0 items-center border-b border-line pr-1">
          <Tabs
            label="Watchlists"
            className="flex-1 [scrollbar-width:none]"
            items={(lists ?? []).map(({ id, name: label }) => ({ id, label }))}
            active={list?.id ?? ''}
            onSelect={(id) => saveState({ list: id })}
          />
          <IconButton
            size="small"
            icon={Plus}
            label="Add a market"
            data-testid="watchlist-add"
            onClick={() => setOpen('search')}
          />
          <Menu label="Lists and columns" align="end" entries={listMenu}>
            <IconButton size="small" icon={Ellipsis} label="Lists and columns" />
          </Menu>
        </div>
      </ContextMenu>
      <div className="min-h-0 flex-1">{body()}</div>
      {open === 'search' && (
        <InstrumentSearch
          title="Add a market"
          onClose={() => setOpen(null)}
          onChoose={({ instrument }) =>
            actions.save(withInstrument(list ?? actions.create('Main'), instrument.id))
          }
        />
      )}
      {open === 'new-list' && (
        <NameDialog
          title="New list"
          action="Create"
          initial=""
          onName={(wanted) => saveState({ list: actions.create(wanted).id })}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'rename' && list !== undefined && (
        <NameDialog
          title={`Rename “${list.name}”`}
          action="Rename"
          initial={list.name}
          onName={(wanted) => actions.save({ ...list, name: wanted })}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );

  function body() {
    if (lists === null) {
      return phase === 'lost' ? (
        <EmptyState text="Tidemark is not reached. The lists appear when the connection is back." />
      ) : (
        <div className="p-3">
          <Spinner label="Loading lists" />
        </div>
      );
    }
    if (list === undefined || list.instruments.length === 0) {
      return (
        <EmptyState
          icon={List}
          text="Markets you add here show their newest price; a click puts one on the linked charts."
          action={
            <Button tone="primary" onClick={() => setOpen('search')}>
              Add a market
            </Button>
          }
        />
      );
    }
    return (
      <WatchlistTable
        key={list.id}
        name={list.name}
        instruments={list.instruments}
        columns={columns}
        shown={linkedInstrument}
        columnMenu={columnMenu}
        rowMenu={rowMenu}
        onChoose={chooseInstrument}
        onRemove={remove}
        onMove={move}
        onCopy={() => void copy(list.instruments)}
      />
    );
  }
}
