// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid cannot be a <table>; the ARIA grid pattern names its parts
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps one focus and points at its cursor row (aria-activedescendant)
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { ContextMenu } from './context-menu.tsx';
import { DataTableHeader } from './data-table-header.tsx';
import {
  type DataColumn,
  nextSort,
  shownColumns,
  sortRows,
  type TableSort,
  tableTracks,
  toTsv,
} from './data-table-model.ts';
import type { MenuEntry } from './menu-entry.ts';
import { isTouch, useRowHeight } from './use-row-height.ts';

export type { DataColumn } from './data-table-model.ts';

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  rowKey(row: Row): string;
  /** Enter or double click. */
  onOpen?(row: Row): void;
  onSelect?(row: Row): void;
  /** Buttons at the row's end, in a column of their own; seen on hover and on the cursor row. */
  rowActions?(row: Row): ReactNode;
  /** Px that the buttons need. */
  readonly actionsWidth?: number;
  rowMenu?(row: Row): readonly MenuEntry[];
  /** Rows that stand beneath this one, in the same columns; undefined where a row cannot be opened. */
  childrenOf?(row: Row): readonly Row[] | undefined;
  /** Rows whose children are shown, by key. */
  readonly expanded?: ReadonlySet<string>;
  onExpand?(row: Row, isExpanded: boolean): void;
  readonly initialSort?: TableSort;
  /** Shown instead of rows. */
  readonly empty?: ReactNode;
  readonly testId?: string;
}

const virtualFrom = 100;

/**
 * The table of the house: sticky header, sorting, resizing and a column menu, a keyboard cursor, and Ctrl+C as clean
 * TSV. From 100 rows on only what is visible is in the page.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, onOpen, onSelect, rowActions, rowMenu, empty, testId } = props;
  const { actionsWidth = 84, childrenOf, expanded, onExpand } = props;
  const [sort, setSort] = useState<TableSort | null>(props.initialSort ?? null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => new Set(columns.filter((column) => column.isHidden === true).map((column) => column.id)),
  );
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const [cursor, setCursor] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const id = useId();

  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (scroller.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);
  const shown = useMemo(() => shownColumns(columns, hidden, width), [columns, hidden, width]);
  const sorted = useMemo(() => {
    const column = columns.find(({ id: name }) => name === sort?.column);
    const inOrder = (some: readonly Row[]) => sortRows(some, column, sort?.isDescending ?? false);
    if (childrenOf === undefined) return inOrder(rows);
    return inOrder(rows).flatMap((row) => [
      row,
      ...(expanded?.has(rowKey(row)) === true ? inOrder(childrenOf(row) ?? []) : []),
    ]);
  }, [rows, columns, sort, childrenOf, expanded, rowKey]);
  // Fingers have no hover, and a narrow table no room to spare: there the buttons lie over the end of the row.
  const isRoomy = width >= tableTracks(shown, widths, actionsWidth).width;
  const hasActionsColumn = rowActions !== undefined && !isTouch && isRoomy;
  const { template, width: narrowest } = tableTracks(shown, widths, hasActionsColumn ? actionsWidth : 0);
  const isVirtual = sorted.length >= virtualFrom;
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    enabled: isVirtual,
  });
  const items = isVirtual
    ? virtualizer.getVirtualItems().map(({ index, start }) => ({ index, start }))
    : sorted.map((_, index) => ({ index, start: index * rowHeight }));

  const cursorIndex = sorted.findIndex((row) => rowKey(row) === cursor);
  const moveTo = (index: number) => {
    const row = sorted[Math.min(Math.max(0, index), sorted.length - 1)];
    if (row === undefined) return;
    setCursor(rowKey(row));
    onSelect?.(row);
    const top = sorted.indexOf(row) * rowHeight;
    const view = scroller.current;
    if (view === null) return;
    const headerHeight = rowHeight;
    if (top < view.scrollTop) view.scrollTop = top;
    else if (top + rowHeight > view.scrollTop + view.clientHeight - headerHeight) {
      view.scrollTop = top + rowHeight - view.clientHeight + headerHeight;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: cursorIndex + 1,
      ArrowUp: cursorIndex - 1,
      PageDown: cursorIndex + page,
      PageUp: cursorIndex - page,
      Home: 0,
      End: sorted.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      moveTo(target);
      return;
    }
    const row = sorted[cursorIndex];
    if (event.key === 'Enter' && row !== undefined) onOpen?.(row);
    if (row !== undefined && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      if (childrenOf?.(row) === undefined) return;
      event.preventDefault();
      onExpand?.(row, event.key === 'ArrowRight');
    }
    if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void navigator.clipboard.writeText(toTsv(shown, sorted));
    }
  };
  const menuOf = (row: Row): readonly MenuEntry[] => [
    ...(rowMenu?.(row) ?? []),
    ...(rowMenu === undefined ? [] : [{ kind: 'separator' } as const]),
    { label: 'Copy row', run: () => void navigator.clipboard.writeText(toTsv(shown, [row])) },
    {
      label: 'Copy table',
      keys: 'Mod+C',
      run: () => void navigator.clipboard.writeText(toTsv(shown, sorted)),
    },
  ];

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a grid or a tree grid, which the rule cannot read
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: as above
    <div
      ref={scroller}
      role={childrenOf === undefined ? 'grid' : 'treegrid'}
      aria-label={label}
      aria-rowcount={sorted.length + 1}
      aria-activedescendant={cursorIndex === -1 ? undefined : `${id}-${cursor}`}
      tabIndex={0}
      data-testid={testId}
      onKeyDown={onKeyDown}
      className="group/table h-full overflow-auto bg-bg-1 text-12"
    >
      <DataTableHeader
        columns={shown}
        allColumns={columns}
        hidden={hidden}
        template={template}
        narrowest={narrowest}
        sort={sort}
        onSort={(column) => setSort((before) => nextSort(before, column))}
        onResize={(column, width) => setWidths((before) => ({ ...before, [column]: width }))}
        onHiddenChange={setHidden}
      />
      {sorted.length === 0 ? (
        empty
      ) : (
        <div
          role="rowgroup"
          className="relative"
          style={{ height: sorted.length * rowHeight, minWidth: narrowest }}
        >
          {items.map(({ index, start }) => {
            const row = sorted[index];
            if (row === undefined) return null;
            const key = rowKey(row);
            const isCursor = key === cursor;
            return (
              <ContextMenu key={key} entries={menuOf(row)}>
                {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself takes the keys */}
                <div
                  role="row"
                  id={`${id}-${key}`}
                  aria-rowindex={index + 2}
                  aria-selected={isCursor}
                  aria-expanded={childrenOf?.(row) === undefined ? undefined : expanded?.has(key) === true}
                  data-row={key}
                  onClick={() => {
                    setCursor(key);
                    onSelect?.(row);
                  }}
                  onDoubleClick={() => onOpen?.(row)}
                  className={classNames(
                    'group/row absolute inset-x-0 grid items-center border-b border-line outline-none hover:bg-bg-2',
                    isCursor && 'bg-bg-3 group-focus-visible/table:shadow-[inset_2px_0_0_var(--accent)]',
                  )}
                  style={{ top: start, height: rowHeight, gridTemplateColumns: template }}
                >
                  {shown.map((column) => (
                    <div
                      key={column.id}
                      role="gridcell"
                      className={classNames(
                        'truncate px-2.5',
                        column.isNumber === true && 'tabular text-right',
                      )}
                    >
                      {column.cell?.(row) ?? column.value(row)}
                    </div>
                  ))}
                  {rowActions !== undefined && (
                    <div
                      className={classNames(
                        'items-center justify-end gap-0.5 pr-1',
                        hasActionsColumn &&
                          'sticky right-0 flex h-full bg-bg-1 group-hover/row:bg-bg-2 group-hover/row:opacity-100 focus-within:opacity-100',
                        hasActionsColumn && (isCursor ? 'bg-bg-3' : 'opacity-0'),
                        !hasActionsColumn && 'absolute inset-y-0 right-0 bg-inherit pl-2 focus-within:flex',
                        !hasActionsColumn && !isTouch && 'group-hover/row:flex',
                        !hasActionsColumn && (isCursor ? 'flex' : 'hidden'),
                      )}
                    >
                      {rowActions(row)}
                    </div>
                  )}
                </div>
              </ContextMenu>
            );
          })}
        </div>
      )}
    </div>
  );
}
