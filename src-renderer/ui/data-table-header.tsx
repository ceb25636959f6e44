// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid cannot be a <table>; the ARIA grid pattern names its parts
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps one focus and points at its cursor row (aria-activedescendant)
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { PointerEvent } from 'react';
import { classNames } from './class-names.ts';
import { ContextMenu } from './context-menu.tsx';
import type { DataColumn, TableSort } from './data-table-model.ts';

interface HeaderProps<Row> {
  readonly columns: readonly DataColumn<Row>[];
  readonly allColumns: readonly DataColumn<Row>[];
  readonly hidden: ReadonlySet<string>;
  readonly template: string;
  /** Px below which the table scrolls sideways. */
  readonly narrowest: number;
  readonly sort: TableSort | null;
  onSort(column: string): void;
  onResize(column: string, width: number): void;
  onHiddenChange(hidden: ReadonlySet<string>): void;
}

const narrowestColumn = 40;

/** Click sorts, the edge drags, a right click chooses columns. */
export function DataTableHeader<Row>(props: HeaderProps<Row>) {
  const { columns, allColumns, hidden, template, narrowest, sort, onSort, onResize, onHiddenChange } = props;
  const toggle = (column: string, isShown: boolean) => {
    const next = new Set(hidden);
    if (isShown) next.delete(column);
    else if (next.size < allColumns.length - 1) next.add(column);
    onHiddenChange(next);
  };
  return (
    <ContextMenu
      entries={[
        { kind: 'heading', label: 'Columns' },
        ...allColumns.map((column) => ({
          kind: 'check' as const,
          label: column.title,
          isChecked: !hidden.has(column.id),
          onChange: (isShown: boolean) => toggle(column.id, isShown),
        })),
      ]}
    >
      <div
        role="row"
        tabIndex={-1}
        className="sticky top-0 z-10 grid items-stretch border-b border-line-strong bg-bg-1 text-11 text-text-2"
        style={{ gridTemplateColumns: template, height: 'var(--row-height)', minWidth: narrowest }}
      >
        {columns.map((column) => {
          const isSorted = sort?.column === column.id;
          const Arrow = sort?.isDescending === true ? ArrowDown : ArrowUp;
          return (
            <div
              key={column.id}
              role="columnheader"
              tabIndex={-1}
              aria-sort={isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
              className="relative flex min-w-0"
            >
              <button
                type="button"
                onClick={() => onSort(column.id)}
                className={classNames(
                  'flex min-w-0 flex-1 items-center gap-1 px-2.5 hover:text-text-1',
                  column.isNumber === true && 'flex-row-reverse',
                  isSorted && 'text-accent',
                )}
              >
                <span className="truncate">{column.title}</span>
                {isSorted && <Arrow size={12} aria-hidden />}
              </button>
              <div
                aria-hidden
                className="absolute inset-y-1 right-0 w-1.5 cursor-col-resize border-r border-line hover:border-accent"
                onPointerDown={(event) => startResize(event, (width) => onResize(column.id, width))}
              />
            </div>
          );
        })}
      </div>
    </ContextMenu>
  );
}

function startResize(event: PointerEvent<HTMLElement>, onWidth: (width: number) => void): void {
  const handle = event.currentTarget;
  const cell = handle.parentElement;
  if (cell === null) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  const { left } = cell.getBoundingClientRect();
  const move = (moved: globalThis.PointerEvent) =>
    onWidth(Math.max(narrowestColumn, Math.round(moved.clientX - left)));
  const stop = () => {
    handle.removeEventListener('pointermove', move);
    handle.removeEventListener('pointerup', stop);
    handle.removeEventListener('pointercancel', stop);
  };
  handle.addEventListener('pointermove', move);
  handle.addEventListener('pointerup', stop);
  handle.addEventListener('pointercancel', stop);
}
