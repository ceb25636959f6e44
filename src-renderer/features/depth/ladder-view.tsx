// biome-ignore-all lint/a11y/useSemanticElements: rows that are written into every frame are no <tr>; the ARIA grid pattern names their parts
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps one focus and points at its cursor row (aria-activedescendant)
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Instrument } from '../../../src-shared/domain/instrument.ts';
import { useHost } from '../../lib/host/host-context.tsx';
import { usePreferences } from '../../lib/preferences/preferences.ts';
import { classNames } from '../../ui/class-names.ts';
import type { Grouping } from './ladder.ts';
import { LadderWriter } from './ladder-writer.ts';

/** Px per row: a ladder is read as a whole, so its rows are closer than a table's. */
const rowHeights = { dense: 18, normal: 20, comfortable: 24 } as const;
const middleHeight = 34;
const fewestRows = 5;
const mostRows = 20;

interface LadderViewProps {
  readonly instrument: Instrument;
  readonly grouping: Grouping;
  readonly isStale: boolean;
  /** One grouping coarser (1) or finer (-1). */
  onGroup(step: 1 | -1): void;
}

/** As many prices of each side as there is room for, asks above, bids below. */
export function LadderView({ instrument, grouping, isStale, onGroup }: LadderViewProps) {
  const { market } = useHost();
  const { locale, density } = usePreferences();
  const root = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const writer = useRef<LadderWriter | undefined>(undefined);
  const [perSide, setPerSide] = useState<number>(fewestRows);
  const [cursor, setCursor] = useState<number | null>(null);
  const gridId = useId();
  const height = rowHeights[density];
  const step = grouping === 1 ? 0 : grouping * Number(instrument.tickSize);

  useLayoutEffect(() => {
    const element = body.current;
    if (element === null) return;
    const resize = () => {
      const room = Math.floor((element.clientHeight - middleHeight) / 2 / height);
      setPerSide(Math.max(fewestRows, Math.min(mostRows, room)));
    };
    resize();
    const observer = new ResizeObserver(resize);
    observer.observe(element);
    return () => observer.disconnect();
  }, [height]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows mean other cells to write into
  useLayoutEffect(() => {
    if (root.current === null) return;
    const own = new LadderWriter(root.current, instrument, locale, step);
    writer.current = own;
    const releases = [
      market.watchBook(instrument.id, (book) => own.writeBook(book)),
      market.watchQuote(instrument.id, (quote) => own.writeQuote(quote)),
    ];
    return () => {
      for (const release of releases) release();
    };
  }, [market, instrument, locale, step, perSide]);
  useEffect(() => writer.current?.look(cursor), [cursor]);

  const rows = useMemo(() => Array.from({ length: perSide * 2 }, (_, index) => index), [perSide]);
  const at = cursor === null ? null : Math.min(cursor, perSide * 2 - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    const isCopy = event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey);
    if (!isCopy && (event.ctrlKey || event.metaKey)) return;
    if (isCopy) void navigator.clipboard.writeText(writer.current?.text() ?? '');
    else if (event.key === 'ArrowUp') setCursor(at === null ? perSide - 1 : Math.max(0, at - 1));
    else if (event.key === 'ArrowDown') setCursor(at === null ? perSide : Math.min(perSide * 2 - 1, at + 1));
    else if (event.key === 'Home') setCursor(0);
    else if (event.key === 'End') setCursor(perSide * 2 - 1);
    else if (event.key === 'Escape' && at !== null) setCursor(null);
    else if (event.key === '+' || event.key === '=') onGroup(1);
    else if (event.key === '-') onGroup(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const rowsFrom = (from: number) =>
    rows
      .slice(from, from + perSide)
      .map((index) => (
        <Row
          key={index}
          id={`${gridId}${index}`}
          side={index < perSide ? 'ask' : 'bid'}
          height={height}
          isCursor={index === at}
          onLook={(isOn) => writer.current?.look(isOn ? index : at)}
        />
      ));

  return (
    <div
      ref={root}
      className="ladder tabular flex h-full min-h-0 flex-col text-12"
      data-stale={isStale ? '' : undefined}
    >
      <div className="grid w-full max-w-110 shrink-0 grid-cols-[0.9fr_1fr_1fr] gap-x-0.5 self-center border-b border-line py-1 pr-0.5 pl-2.5 text-11 text-text-3">
        <span>Price</span>
        <span className="pr-2 text-right">Size</span>
        <span className="pr-2 text-right">Total</span>
      </div>
      <div
        ref={body}
        role="grid"
        aria-label={`Order book of ${instrument.id}`}
        aria-rowcount={perSide * 2}
        aria-activedescendant={at === null ? undefined : `${gridId}${at}`}
        tabIndex={0}
        data-testid="ladder"
        onKeyDown={onKeyDown}
        className="flex min-h-0 w-full max-w-110 flex-1 flex-col justify-center self-center overflow-y-auto overflow-x-hidden [justify-content:safe_center]"
      >
        <div role="rowgroup">{rowsFrom(0)}</div>
        <div
          className="flex shrink-0 items-center justify-between gap-2 border-y border-line bg-bg-2 px-2.5"
          style={{ height: middleHeight }}
        >
          <span
            data-part="last"
            data-tooltip="Last price"
            className="truncate text-15 font-semibold text-text-1"
          />
          <span data-part="spread" className="truncate text-11 text-text-2" />
        </div>
        <div role="rowgroup">{rowsFrom(perSide)}</div>
      </div>
      <div className="w-full max-w-110 shrink-0 self-center border-t border-line px-2.5 pt-1.5 pb-1">
        <div aria-hidden data-part="share-track" className="h-0.5 overflow-hidden">
          <div data-part="share" className="h-full origin-left" />
        </div>
        <p data-part="note" aria-live="off" className="truncate pt-1 text-11 text-text-2" />
      </div>
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly side: 'ask' | 'bid';
  readonly height: number;
  readonly isCursor: boolean;
  onLook(isOn: boolean): void;
}

function Row({ id, side, height, isCursor, onLook }: RowProps) {
  return (
    <div
      id={id}
      role="row"
      aria-selected={isCursor}
      tabIndex={-1}
      data-ladder-row=""
      data-side={side}
      data-empty=""
      onPointerEnter={() => onLook(true)}
      onPointerLeave={() => onLook(false)}
      className={classNames(
        'ladder-row relative grid grid-cols-[0.9fr_1fr_1fr] items-center gap-x-0.5 pr-0.5 pl-2.5 font-mono hover:bg-bg-2',
        isCursor && 'bg-bg-3 shadow-[inset_2px_0_0_var(--accent)]',
      )}
      style={{ height }}
    >
      <span role="gridcell" data-part="price" className="truncate font-medium" />
      <Amount part="size" />
      <Amount part="total" className="text-text-2" />
    </div>
  );
}

/** A number on its bar. */
function Amount({ part, className }: { part: 'size' | 'total'; className?: string }) {
  return (
    <span role="gridcell" className={classNames('relative h-full min-w-0', className)}>
      <span aria-hidden data-part={`${part}-bar`} className="absolute inset-x-0 inset-y-px origin-right" />
      <span data-part={part} className="relative flex h-full items-center justify-end truncate pr-2" />
    </span>
  );
}
