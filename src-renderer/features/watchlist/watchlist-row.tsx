// biome-ignore-all lint/a11y/useSemanticElements: a row of a virtualised grid cannot be a <tr>; the ARIA grid pattern names its parts
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps one focus and points at its cursor row (aria-activedescendant)
import { Rewind, X } from 'lucide-react';
import { memo, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { type InstrumentId, sourceOf } from '../../../src-shared/domain/instrument.ts';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import { useListedInstrument } from '../../lib/market/use-listed-instrument.ts';
import { usePreferences } from '../../lib/preferences/preferences.ts';
import { classNames } from '../../ui/class-names.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { RowWriter } from './row-writer.ts';
import { Sparkline } from './sparkline.tsx';

import { type ColumnId, rowName } from './watchlist-columns.ts';

interface WatchlistRowProps {
  readonly id: string;
  readonly instrument: InstrumentId;
  readonly index: number;
  readonly columns: readonly ColumnId[];
  readonly template: string;
  readonly top: number;
  readonly height: number;
  readonly isCursor: boolean;
  /** Shown in the linked charts right now. */
  readonly isShown: boolean;
  readonly isDragged: boolean;
  /** Another row has the same symbol, from another source. */
  readonly isSymbolShared: boolean;
  menu(instrument: InstrumentId): readonly MenuEntry[];
  onChoose(instrument: InstrumentId): void;
  onRemove(instrument: InstrumentId): void;
  onGrab(event: PointerEvent<HTMLElement>, instrument: InstrumentId): void;
  /** A value of so many characters was written. */
  onLength(column: ColumnId, characters: number): void;
}

/** One market. Mounted only while visible, and listening only while mounted. */
export const WatchlistRow = memo(function WatchlistRow(props: WatchlistRowProps) {
  const { id, instrument, index, columns, template, top, height, isCursor, isShown, isDragged } = props;
  const { onLength } = props;
  const { market } = useHost();
  const isLost = useHostStatus().phase !== 'connected';
  const locale = usePreferences((preferences) => preferences.locale);
  const listed = useListedInstrument(instrument);
  const row = useRef<HTMLDivElement>(null);
  const lost = useRef(isLost);
  lost.current = isLost;
  const name = rowName(instrument);
  const isReplayed = sourceOf(instrument) === 'REPLAY';
  const columnsKey = columns.join(' ');

  // biome-ignore lint/correctness/useExhaustiveDependencies: other columns mean other cells to write into
  const writer = useMemo(() => ({ current: undefined as RowWriter | undefined }), [columnsKey]);
  useEffect(() => {
    if (row.current === null || listed === null || listed === undefined) return;
    const own = new RowWriter(row.current, listed.instrument, locale, onLength);
    writer.current = own;
    own.write(market.lastQuote(instrument), lost.current);
    return market.watchQuote(instrument, (quote) => own.write(quote, lost.current));
  }, [market, instrument, listed, locale, writer, onLength]);
  useEffect(
    () => writer.current?.write(market.lastQuote(instrument), isLost),
    [isLost, market, instrument, writer],
  );

  return (
    <ContextMenu entries={props.menu(instrument)}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys */}
      <div
        ref={row}
        id={id}
        role="row"
        aria-rowindex={index + 2}
        aria-selected={isCursor}
        tabIndex={-1}
        data-testid="watchlist-row"
        data-instrument={instrument}
        data-stale=""
        onClick={() => props.onChoose(instrument)}
        onPointerDown={(event) => props.onGrab(event, instrument)}
        className={classNames(
          'watchlist-row group/row absolute inset-x-0 grid min-w-min touch-pan-y items-center border-b border-line text-12',
          isShown ? 'bg-bg-2' : 'hover:bg-bg-2',
          isCursor && 'bg-bg-3',
          isShown && 'shadow-[inset_2px_0_0_var(--accent)]',
          isDragged && 'opacity-40',
        )}
        style={{ top, height, gridTemplateColumns: template }}
      >
        <div
          role="gridcell"
          className="relative flex h-full min-w-0 items-center gap-1.5 overflow-hidden pl-2.5"
        >
          <span
            className={classNames(
              'flex min-w-0',
              // Beside each other where there is room; below each other where only the source tells two rows apart.
              props.isSymbolShared
                ? 'flex-col leading-3 @min-[320px]:flex-row @min-[320px]:items-center @min-[320px]:gap-1.5'
                : 'items-center gap-1.5',
            )}
            data-tooltip={`${listed?.instrument.name ?? name.symbol} (${name.source})`}
          >
            <span className="flex min-w-0 items-center gap-1 font-medium">
              <span className="truncate">{name.symbol}</span>
              {isReplayed && (
                <Rewind
                  size={11}
                  strokeWidth={1.75}
                  role="img"
                  aria-label="replay"
                  className="shrink-0 text-text-3"
                />
              )}
            </span>
            <span
              data-testid="watchlist-source"
              className={classNames(
                'min-w-0 truncate text-11 text-text-3',
                !props.isSymbolShared && 'hidden @min-[320px]:inline',
              )}
            >
              {name.source}
            </span>
          </span>
          <span className="absolute inset-y-0 right-0 hidden items-center group-focus-within/row:flex group-hover/row:flex">
            <IconButton
              size="small"
              icon={X}
              label={`Remove ${name.symbol}`}
              className="bg-bg-3"
              tabIndex={-1}
              onPointerDown={(event) => event.stopPropagation()}
              onClick={(event) => {
                event.stopPropagation();
                props.onRemove(instrument);
              }}
            />
          </span>
        </div>
        {columns.map((column) => (
          <div
            key={column}
            role="gridcell"
            data-column={column}
            className="tabular truncate rounded-[2px] px-1.5 text-right"
          >
            {column === 'sparkline'
              ? listed !== null && listed !== undefined && <Sparkline instrument={listed.instrument} />
              : null}
          </div>
        ))}
        {listed === null && (
          <span className="absolute right-2 bg-inherit pl-2 text-11 text-text-3">not available now</span>
        )}
      </div>
    </ContextMenu>
  );
});
