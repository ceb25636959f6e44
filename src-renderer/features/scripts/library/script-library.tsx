import { ChevronDown, ChevronRight, FileCode, Search, Star } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ScriptSummary } from '../../../../src-shared/contract/scripts.ts';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { ContextMenu } from '../../../ui/context-menu.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { MenuEntry } from '../../../ui/menu-entry.ts';
import { Spinner } from '../../../ui/spinner.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { type LibraryRow, libraryRows } from './library-rows.ts';
import type { Library } from './use-library.ts';

interface ScriptLibraryProps {
  readonly library: Library;
  /** The one in front of the editor. */
  readonly activeId: string | null;
  /** In px; less where there is little room. Null for all there is. */
  readonly width: number | null;
  /** Goes up whenever the search is asked for. */
  readonly searchRequests?: number;
  onOpen(script: ScriptSummary): void;
  /** Opens the first one that was searched for; the same as `onOpen` where it is left out. */
  onFound?(script: ScriptSummary): void;
  entriesOf(script: ScriptSummary): readonly MenuEntry[];
  onFavourite(script: ScriptSummary): void;
  /** Asks first. */
  onDelete?(script: ScriptSummary): void;
}

/** The scripts one has: search, folders, favourites. Arrow keys move, Enter opens, Delete asks whether to delete. */
export function ScriptLibrary(props: ScriptLibraryProps) {
  const { library, activeId, width, searchRequests = 0, onOpen, entriesOf, onFavourite, onDelete } = props;
  const [search, setSearch] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (searchRequests === 0) return;
    field.current?.focus();
    field.current?.select();
  }, [searchRequests]);
  const { scripts } = library;
  const rows = useMemo(() => libraryRows(scripts ?? [], search, closed), [scripts, search, closed]);
  const toggle = (key: string) =>
    setClosed((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
  };
  const onSearchKey = (event: KeyboardEvent) => {
    const first = rows.find((row) => row.kind === 'script');
    if (event.key !== 'Enter' || first === undefined) move(event);
    else {
      (props.onFound ?? onOpen)(first.script);
      setSearch('');
    }
  };
  return (
    <section
      aria-label="Script library"
      style={width === null ? undefined : { width }}
      className={`flex h-full shrink-0 flex-col ${width === null ? 'w-full' : 'max-w-[40%]'}`}
      data-testid="script-library"
    >
      <div className="shrink-0 p-1.5">
        <TextField
          label="Search scripts"
          isLabelHidden
          placeholder="Search scripts"
          prefix={<Search size={14} aria-hidden className="text-text-3" />}
          value={search}
          onChange={setSearch}
          onKeyDown={onSearchKey}
          ref={field}
        />
      </div>
      <div ref={list} className="min-h-0 flex-1 overflow-y-auto pb-2">
        {library.failure !== null && (
          <EmptyState
            tone="danger"
            text={`The scripts could not be listed. ${library.failure}`}
            action={<Button onClick={library.retry}>Try again</Button>}
          />
        )}
        {scripts === null && library.failure === null && (
          <div className="flex h-24 items-center justify-center">
            <Spinner label="Fetching the scripts" />
          </div>
        )}
        {scripts !== null && search !== '' && rows.length === 0 && (
          <p className="p-3 text-12 text-text-2">
            No script has these words in its name, folder or description.
          </p>
        )}
        {scripts !== null &&
          rows.map((row) => (
            <Row
              key={row.key}
              row={row}
              isActive={row.kind === 'script' && row.script.id === activeId}
              onToggle={toggle}
              onKeyDown={move}
              onOpen={onOpen}
              onFavourite={onFavourite}
              entriesOf={entriesOf}
              onDelete={onDelete}
            />
          ))}
      </div>
    </section>
  );
}

interface RowProps extends Pick<ScriptLibraryProps, 'onOpen' | 'entriesOf' | 'onFavourite'> {
  readonly onDelete: ScriptLibraryProps['onDelete'] | undefined;
  readonly row: LibraryRow;
  readonly isActive: boolean;
  onToggle(key: string): void;
  onKeyDown(event: KeyboardEvent): void;
}

const indents = ['pl-1.5', 'pl-4', 'pl-7'] as const;

function Row(props: RowProps) {
  const { row, isActive, onToggle, onKeyDown, onOpen, entriesOf, onFavourite, onDelete } = props;
  const indent = indents[row.depth] ?? 'pl-7';
  if (row.kind === 'heading') {
    const Icon = row.isOpen ? ChevronDown : ChevronRight;
    return (
      <button
        type="button"
        data-row
        onKeyDown={onKeyDown}
        aria-expanded={row.isOpen}
        onClick={() => onToggle(row.key)}
        className={classNames(
          'flex h-6 w-full items-center gap-1 pr-2 text-12 text-text-2 hover:bg-bg-2 pointer-coarse:h-10',
          indent,
        )}
      >
        <Icon size={14} aria-hidden className="shrink-0" />
        <span className="min-w-0 flex-1 truncate text-left">{row.label}</span>
        <span className="tabular text-11 text-text-3">{row.count}</span>
      </button>
    );
  }
  const { script } = row;
  return (
    <ContextMenu entries={entriesOf(script)}>
      <div
        className={classNames(
          'group flex h-6 items-center pr-1 pointer-coarse:h-10',
          isActive ? 'bg-bg-3' : 'hover:bg-bg-2',
        )}
      >
        <button
          type="button"
          data-row
          onKeyDown={(event) => {
            if (event.key !== 'Delete' || script.isSample || onDelete === undefined) onKeyDown(event);
            else {
              event.preventDefault();
              onDelete(script);
            }
          }}
          data-script={script.id}
          aria-current={isActive}
          onClick={() => onOpen(script)}
          data-tooltip={script.description === '' ? undefined : script.description}
          className={classNames('flex h-full min-w-0 flex-1 items-center gap-1.5 text-12', indent)}
        >
          <FileCode
            size={14}
            aria-hidden
            className={isActive ? 'shrink-0 text-accent' : 'shrink-0 text-text-3'}
          />
          <span className="truncate">{script.name}</span>
        </button>
        <button
          type="button"
          aria-label={
            script.isFavourite ? `Remove ${script.name} from favourites` : `Make ${script.name} a favourite`
          }
          aria-pressed={script.isFavourite}
          onClick={() => onFavourite(script)}
          className={classNames(
            'shrink-0 rounded p-0.5 text-text-3 hover:text-text-1 focus-visible:opacity-100',
            script.isFavourite
              ? 'text-accent'
              : 'opacity-0 group-hover:opacity-100 pointer-coarse:opacity-100',
          )}
        >
          <Star size={12} aria-hidden fill={script.isFavourite ? 'currentColor' : 'none'} />
        </button>
      </div>
    </ContextMenu>
  );
}
