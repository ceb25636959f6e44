// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid cannot be a <table>; the ARIA grid pattern names its parts
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps one focus and points at its cursor row (aria-activedescendant)
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useId, useMemo, useRef, useState } from 'react';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { useRowHeight } from '../../ui/use-row-height.ts';
import { useRowDrag } from './use-row-drag.ts';
import {
  type ColumnId,
  columnsTemplate,
  LongestValues,
  lengthProperty,
  sharedSymbols,
  watchColumns,
} from './watchlist-columns.ts';
import { WatchlistRow } from './watchlist-row.tsx';

interface WatchlistTableProps {
  readonly name: string;
  readonly instruments: readonly InstrumentId[];
  readonly columns: readonly ColumnId[];
  readonly shown: InstrumentId | null;
  readonly columnMenu: readonly MenuEntry[];
  rowMenu(instrument: InstrumentId): readonly MenuEntry[];
  onChoose(instrument: InstrumentId): void;
  onRemove(instrument: InstrumentId): void;
  /** To stand at `index` of the list without it. */
  onMove(instrument: InstrumentId, index: number): void;
  onCopy(): void;
}

const headerHeight = 24;

export function WatchlistTable(props: WatchlistTableProps) {
  const { name, instruments, columns, shown, columnMenu, onChoose, onMove, onRemove, onCopy } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const gridId = useId();
  const [cursor, setCursor] = useState<InstrumentId | null>(null);
  const template = columnsTemplate(columns);
  const shared = useMemo(() => sharedSymbols(instruments), [instruments]);
  const virtualizer = useVirtualizer({
    count: instruments.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollMargin: headerHeight,
    overscan: 4,
  });
  const drop = useCallback(
    (instrument: InstrumentId, gap: number) => {
      const from = instruments.indexOf(instrument);
      onMove(instrument, gap > from ? gap - 1 : gap);
    },
    [instruments, onMove],
  );
  const { drag, grab } = useRowDrag(scroller, rowHeight, headerHeight, instruments.length, drop);
  const [longest] = useState(() => new LongestValues());
  const widen = useCallback(
    (column: ColumnId, characters: number) => {
      if (longest.note(column, characters))
        scroller.current?.style.setProperty(lengthProperty(column), String(characters));
    },
    [longest],
  );
  const choose = useCallback(
    (instrument: InstrumentId) => {
      setCursor(instrument);
      onChoose(instrument);
    },
    [onChoose],
  );
  const rowId = (instrument: InstrumentId) => `${gridId}${instrument}`;
  const at = cursor === null ? -1 : instruments.indexOf(cursor);

  const moveCursor = (index: number) => {
    const target = Math.min(Math.max(0, index), instruments.length - 1);
    const instrument = instruments[target];
    if (instrument === undefined) return;
    setCursor(instrument);
    virtualizer.scrollToIndex(target);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const current = instruments[at];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && event.altKey && current !== undefined) onMove(current, at + step);
    else if (step !== undefined) moveCursor(at === -1 ? 0 : at + step);
    else if (event.key === 'Home') moveCursor(0);
    else if (event.key === 'End') moveCursor(instruments.length - 1);
    else if (event.key === 'PageDown') moveCursor(at + 10);
    else if (event.key === 'PageUp') moveCursor(at - 10);
    else if (event.key === 'Enter' && current !== undefined) onChoose(current);
    else if (event.key === 'Delete' && current !== undefined) {
      onRemove(current);
      setCursor(instruments[at + 1] ?? instruments[at - 1] ?? null);
    } else if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey)) onCopy();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={`Watchlist ${name}`}
      aria-rowcount={instruments.length + 1}
      aria-activedescendant={cursor === null || at === -1 ? undefined : rowId(cursor)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="relative h-full overflow-auto"
    >
      <ContextMenu entries={columnMenu}>
        <div
          role="row"
          className="sticky top-0 z-10 grid min-w-min items-center border-b border-line bg-bg-1 text-11 text-text-3"
          style={{ gridTemplateColumns: template, height: headerHeight }}
        >
          <div role="columnheader" className="truncate pl-2.5">
            Symbol
          </div>
          {watchColumns
            .filter(({ id }) => columns.includes(id))
            .map(({ id, title }) => (
              <div key={id} role="columnheader" className="truncate px-1.5 text-right">
                {title}
              </div>
            ))}
        </div>
      </ContextMenu>
      <div role="rowgroup" className="relative min-w-min" style={{ height: instruments.length * rowHeight }}>
        {virtualizer.getVirtualItems().map(({ index }) => {
          const instrument = instruments[index];
          if (instrument === undefined) return null;
          return (
            <WatchlistRow
              key={instrument}
              id={rowId(instrument)}
              instrument={instrument}
              index={index}
              columns={columns}
              template={template}
              top={index * rowHeight}
              height={rowHeight}
              isCursor={instrument === cursor}
              isShown={instrument === shown}
              isSymbolShared={shared.has(instrument)}
              isDragged={drag?.instrument === instrument}
              menu={props.rowMenu}
              onChoose={choose}
              onRemove={onRemove}
              onGrab={grab}
              onLength={widen}
            />
          );
        })}
        {drag !== null && (
          <div
            aria-hidden
            className="pointer-events-none absolute inset-x-0 h-0.5 -translate-y-px bg-accent"
            style={{ top: drag.gap * rowHeight }}
          />
        )}
      </div>
    </div>
  );
}
