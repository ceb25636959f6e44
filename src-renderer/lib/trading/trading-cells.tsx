import { Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { type InstrumentId, sourceOf, symbolOf } from '../../../src-shared/domain/instrument.ts';
import { classNames } from '../../ui/class-names.ts';
import { formatDecimal, formatWithin } from '../../ui/decimal-text.ts';
import { tickDecimals } from '../../ui/format.ts';
import { usePreferences } from '../preferences/preferences.ts';
import { modeOf } from './account-face.ts';
import { type Tag, tagFaces } from './tag-face.ts';

/** The zone that account tables write their times in. */
export function useTableZone(): string {
  const zone = usePreferences((preferences) => preferences.timeZone);
  return zone === 'exchange' ? 'UTC' : zone;
}

export function InstrumentCell({ instrument }: { instrument: string }) {
  const id = instrument as InstrumentId;
  return (
    <span className="font-medium">
      {symbolOf(id)} <span className="text-11 font-normal text-text-3">{sourceOf(id)}</span>
    </span>
  );
}

const modes = {
  live: { word: 'LIVE', tone: 'border-live text-live' },
  paper: { word: 'PAPER', tone: 'border-paper text-paper' },
  replay: { word: 'REPLAY', tone: 'border-paper text-paper' },
} as const;

/** Whose money it is, on every surface of orders: a coloured edge and the word. */
export function ModeMark({ mode }: { mode: keyof typeof modes }) {
  const { word, tone } = modes[mode];
  return (
    <span className={classNames('border-l-2 pl-1 text-11 font-semibold tracking-wide', tone)}>{word}</span>
  );
}

/** What its owner says an account is; nothing where he has not said. */
export function TagMark({ tag }: { tag: Tag }) {
  const { mark, hint } = tagFaces[tag];
  if (mark === '') return null;
  return (
    <span
      className="shrink-0 rounded-[3px] border border-line-strong px-1 text-11 text-text-2"
      data-tooltip={hint}
      data-tag={tag}
    >
      {mark}
    </span>
  );
}

export function AccountCell({ account, label, tag }: { account: string; label: string; tag: Tag }) {
  const mode = modeOf(account);
  return (
    <span className="inline-flex max-w-full items-center gap-2 align-middle">
      {mode !== undefined && <ModeMark mode={mode} />}
      <span className="truncate">{label}</span>
      <TagMark tag={tag} />
    </span>
  );
}

/** Bought or sold, in colour, word and direction. */
export function SideCell({ side }: { side: 'buy' | 'sell' }) {
  return side === 'buy' ? (
    <span className="text-up">
      <span aria-hidden>▲</span> Buy
    </span>
  ) : (
    <span className="text-down">
      <span aria-hidden>▼</span> Sell
    </span>
  );
}

/** What was last known, told from what is: dimmed, with a clock, and the reason for whoever points at it. */
export function Aged({ why, children }: { why: string; children: ReactNode }) {
  if (why === '') return children;
  return (
    <span className="italic opacity-60" data-stale data-tooltip={why}>
      <Clock size={11} aria-label="Not up to date" className="mr-1 inline align-[-1px]" />
      {children}
    </span>
  );
}

const digitsInCell = 8;

interface PriceCellProps {
  readonly text: string | null;
  readonly tickSize: string | null;
  readonly locale: string;
}

/** A price with as many digits as its market's tick has, so that prices stand below each other: 5,304.50. */
export function PriceCell({ text, tickSize, locale }: PriceCellProps) {
  return <AmountCell text={text} locale={locale} least={tickSize === null ? 0 : tickDecimals(tickSize)} />;
}

interface AmountCellProps {
  readonly text: string | null;
  readonly locale: string;
  readonly least?: number;
}

/** An amount in a cell; pointing at one that has more digits than room shows them all. */
export function AmountCell({ text, locale, least = 0 }: AmountCellProps) {
  const shown = formatWithin(text, Math.max(digitsInCell, least), locale, least);
  return shown.endsWith('…') ? <span data-tooltip={formatDecimal(text, { locale })}>{shown}</span> : shown;
}
