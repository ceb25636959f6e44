import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { ListedInstrument } from '../../src-shared/contract/market.ts';
import { type AssetClass, sourceOf, symbolOf } from '../../src-shared/domain/instrument.ts';
import { classNames } from './class-names.ts';
import { Dialog } from './dialog.tsx';
import { EmptyState } from './empty-state.tsx';
import { Segmented } from './segmented.tsx';
import { useInstrumentSearch } from './use-instrument-search.ts';

interface InstrumentSearchProps {
  onChoose(found: ListedInstrument): void;
  onClose(): void;
  /** What the field begins with: the key that opened it. */
  readonly initialText?: string;
  readonly title?: string;
}

type Filter = 'all' | AssetClass;

const filters = [
  { value: 'all', label: 'All' },
  { value: 'future', label: 'Futures' },
  { value: 'forex', label: 'Forex' },
  { value: 'crypto', label: 'Crypto' },
  { value: 'stock', label: 'Stocks' },
] as const satisfies readonly { value: Filter; label: string }[];

export const assetClassNames: Readonly<Record<AssetClass, string>> = {
  forex: 'Forex',
  crypto: 'Crypto',
  'crypto-perpetual': 'Perpetual',
  future: 'Future',
  stock: 'Stock',
  index: 'Index',
  other: 'Other',
};

function passes(found: ListedInstrument, filter: Filter): boolean {
  const { assetClass } = found.instrument;
  return (
    filter === 'all' || assetClass === filter || (filter === 'crypto' && assetClass === 'crypto-perpetual')
  );
}

/** Finds an instrument by name: type, arrow keys, Enter. */
export function InstrumentSearch({
  onChoose,
  onClose,
  initialText = '',
  title = 'Find a market',
}: InstrumentSearchProps) {
  const [text, setText] = useState(initialText);
  const [filter, setFilter] = useState<Filter>('all');
  const [cursor, setCursor] = useState(0);
  const search = useInstrumentSearch(text);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = search.found.filter((one) => passes(one, filter));
  const at = Math.min(cursor, Math.max(0, found.length - 1));
  const current = found[at];

  useEffect(() => {
    list.current?.querySelector(`[data-index="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const choose = (one: ListedInstrument) => {
    onChoose(one);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setCursor(Math.min(Math.max(0, at + step), Math.max(0, found.length - 1)));
    } else if (event.key === 'Enter' && current !== undefined) {
      event.preventDefault();
      choose(current);
    }
  };

  return (
    <Dialog title={title} onClose={onClose} isBare className="mt-[12vh] w-[560px]" testId="instrument-search">
      <div className="flex h-11 shrink-0 items-center gap-2.5 border-b border-line px-3.5">
        <Search size={16} className="text-text-3" aria-hidden />
        <input
          role="combobox"
          aria-label={title}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={current === undefined ? undefined : `${id}-${at}`}
          className="min-w-0 flex-1 bg-transparent text-15 outline-none"
          placeholder="Symbol or name"
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setCursor(0);
          }}
          onFocus={(event) => event.currentTarget.setSelectionRange(text.length, text.length)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="shrink-0 border-b border-line px-2.5 py-1.5">
        <Segmented
          label="Kind of market"
          options={filters}
          value={filter as (typeof filters)[number]['value']}
          onChange={(value) => {
            setFilter(value);
            setCursor(0);
          }}
        />
      </div>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label="Markets"
        className="h-80 overflow-y-auto p-1"
        tabIndex={-1}
      >
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys
          <div
            key={`${one.instrument.id} ${one.connection ?? ''}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            data-index={index}
            data-instrument={one.instrument.id}
            onPointerMove={() => setCursor(index)}
            onClick={() => choose(one)}
            className={classNames(
              'grid grid-cols-[132px_1fr_auto] items-center gap-3 rounded px-2.5 py-1.5',
              index === at && 'bg-bg-3',
            )}
          >
            <span className="truncate font-medium">{symbolOf(one.instrument.id)}</span>
            <span className="truncate text-12 text-text-2">{one.instrument.name}</span>
            <span className="flex items-center gap-2 text-11 text-text-3">
              {assetClassNames[one.instrument.assetClass]}
              <span className="text-text-2">
                {one.connectionLabel ?? `${sourceOf(one.instrument.id)}, stored`}
              </span>
            </span>
          </div>
        ))}
        {found.length === 0 && (
          <EmptyState
            {...(search.failure === undefined ? {} : { tone: 'danger' as const })}
            text={
              search.failure ??
              (search.isBusy
                ? 'Searching…'
                : `No market matches “${text}”. Markets come from connections and from imported files.`)
            }
          />
        )}
      </div>
    </Dialog>
  );
}
