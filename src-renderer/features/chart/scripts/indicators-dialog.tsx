import { Search, Star, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ScriptSummary } from '../../../../src-shared/contract/scripts.ts';
import { classNames } from '../../../ui/class-names.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { findScripts, type LibraryPart, nameOf } from './find-scripts.ts';
import { useScriptLibrary } from './use-script-library.ts';

interface IndicatorsDialogProps {
  /** How often each script is on the chart. */
  readonly counts: ReadonlyMap<string, number>;
  onAdd(script: string, name: string): void;
  onClose(): void;
}

const parts = [
  { value: 'all', label: 'All' },
  { value: 'favourites', label: 'Favourites' },
  { value: 'samples', label: 'Built-in' },
  { value: 'own', label: 'Mine' },
] as const satisfies readonly { value: LibraryPart; label: string }[];

const emptySentences: Readonly<Record<LibraryPart, string>> = {
  all: 'No indicator is called that.',
  favourites: 'No favourites yet: the star beside an indicator makes it one.',
  samples: 'No built-in indicator is called that.',
  own: 'No scripts of your own are called that. Write one in the script editor.',
};

/** Adds indicators: search, arrows and Enter. It stays open, so that several can be added. */
export function IndicatorsDialog({ counts, onAdd, onClose }: IndicatorsDialogProps) {
  const library = useScriptLibrary();
  const [text, setText] = useState('');
  const [part, setPart] = useState<LibraryPart>('all');
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => findScripts(library.scripts ?? [], part, text), [library.scripts, part, text]);
  const active = Math.min(chosen, found.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const add = (script: ScriptSummary | undefined) => {
    if (script !== undefined) onAdd(script.id, nameOf(script));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) setChosen(Math.max(0, Math.min(found.length - 1, active + step)));
    else if (event.key === 'Enter') add(found[active]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog
      title="Indicators"
      onClose={onClose}
      isBare
      className="h-[min(560px,80vh)] w-[min(640px,94vw)]"
      testId="indicators"
    >
      <div className="flex h-full min-h-0 flex-col">
        <div className="flex min-h-11 shrink-0 items-center gap-2 border-b border-line px-3 max-sm:flex-wrap max-sm:pb-1">
          <Search size={16} className="text-text-3" aria-hidden />
          <input
            aria-label="Find an indicator"
            role="combobox"
            aria-expanded="true"
            aria-controls="indicator-list"
            aria-activedescendant={found[active] === undefined ? undefined : `indicator-${active}`}
            placeholder="Find an indicator"
            value={text}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setText(event.currentTarget.value);
              setChosen(0);
            }}
            onKeyDown={onKeyDown}
            className="h-11 min-w-0 flex-1 bg-transparent text-13 outline-none"
          />
          <IconButton icon={X} label="Close" onClick={onClose} className="pointer-fine:hidden" />
          <Segmented
            label="Part of the library"
            className="max-sm:w-full"
            options={parts}
            value={part}
            onChange={(value) => {
              setPart(value);
              setChosen(0);
            }}
          />
        </div>
        <div
          ref={list}
          id="indicator-list"
          role="listbox"
          aria-label="Indicators"
          className="min-h-0 flex-1 overflow-y-auto py-1"
        >
          {library.failure !== '' && <EmptyState tone="danger" text={library.failure} />}
          {library.failure === '' && library.scripts !== undefined && found.length === 0 && (
            <EmptyState text={emptySentences[part]} />
          )}
          {found.map((script, at) => (
            <IndicatorRow
              key={script.id}
              id={`indicator-${at}`}
              script={script}
              isActive={at === active}
              count={counts.get(script.id) ?? 0}
              onPoint={() => setChosen(at)}
              onAdd={() => add(script)}
              onFavourite={() => library.setFavourite(script, !script.isFavourite)}
            />
          ))}
        </div>
        <footer className="flex h-8 shrink-0 items-center gap-4 border-t border-line px-3 text-12 text-text-3">
          <span className="pointer-coarse:hidden">Enter adds</span>
          <span className="pointer-coarse:hidden">Escape closes</span>
          <span className="flex-1" />
          <span className="tabular">{found.length}</span>
        </footer>
      </div>
    </Dialog>
  );
}

interface IndicatorRowProps {
  readonly id: string;
  readonly script: ScriptSummary;
  readonly isActive: boolean;
  readonly count: number;
  onPoint(): void;
  onAdd(): void;
  onFavourite(): void;
}

function IndicatorRow({ id, script, isActive, count, onPoint, onAdd, onFavourite }: IndicatorRowProps) {
  const name = nameOf(script);
  return (
    <div className={classNames('flex items-stretch', isActive && 'bg-bg-3')} onPointerMove={onPoint}>
      <button
        type="button"
        aria-label={script.isFavourite ? `${name} is a favourite` : `Make ${name} a favourite`}
        aria-pressed={script.isFavourite}
        onClick={onFavourite}
        className={classNames(
          'flex w-9 shrink-0 items-center justify-center hover:text-text-1',
          script.isFavourite ? 'text-accent' : 'text-text-3',
        )}
      >
        <Star size={14} fill={script.isFavourite ? 'currentColor' : 'none'} aria-hidden />
      </button>
      {/* biome-ignore lint/a11y/useFocusableInteractive: the field above has the focus */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does the same */}
      <div
        id={id}
        role="option"
        aria-selected={isActive}
        data-testid="indicator-option"
        data-script={script.id}
        onClick={onAdd}
        className="flex min-w-0 flex-1 cursor-pointer flex-col justify-center py-1.5 pr-3"
      >
        <span className="flex items-baseline gap-2">
          <span className="truncate text-13 text-text-1">{name}</span>
          {script.kind === 'strategy' && <span className="text-11 text-text-3">strategy</span>}
          {script.folder !== '' && !script.isSample && (
            <span className="truncate text-11 text-text-3">{script.folder}</span>
          )}
          <span className="flex-1" />
          {count > 0 && (
            <span className="text-11 whitespace-nowrap text-accent">
              {count === 1 ? 'on the chart' : `${count} on the chart`}
            </span>
          )}
        </span>
        {script.description !== '' && (
          <span className="truncate text-12 text-text-3">{script.description}</span>
        )}
      </div>
    </div>
  );
}
