import type { StandingCard } from '../../../src-shared/contract/trading.ts';
import { Aged, useTableZone } from '../../lib/trading/trading-cells.tsx';
import { classNames } from '../../ui/class-names.ts';
import { formatValue } from '../../ui/decimal-text.ts';
import { unknown } from '../../ui/format.ts';
import { type DistanceFace, distanceFace, distanceSource } from './standing-face.ts';

interface DistanceCellProps {
  readonly standing: StandingCard;
  readonly locale: string;
  /** Why it is only what was last known; empty while it is up to date. */
  readonly aged: string;
}

/** What the account may still lose before its broker ends it: an amount, and a bar that warms up as it shrinks. */
export function DistanceCell({ standing, locale, aged }: DistanceCellProps) {
  const zone = useTableZone();
  const face = distanceFace(standing);
  const source = distanceSource(standing, zone, locale);
  if (face === null) {
    return (
      <Aged why={aged}>
        <span className="text-text-3" data-tooltip={source}>
          {standing.isLiquidationOn === false ? 'off' : unknown}
        </span>
      </Aged>
    );
  }
  return (
    <span
      className="inline-flex w-full items-center justify-end gap-2 align-middle"
      data-testid="distance-to-liquidation"
      data-tone={face.tone}
      data-tooltip={face.word === '' ? source : `${face.word}. ${source}`}
    >
      <DistanceBar face={face} className={classNames('max-w-14 flex-1', aged !== '' && 'opacity-60')} />
      <span className="shrink-0">
        <Aged why={aged}>
          <span className={classNames('font-medium', textTones[face.tone])}>
            {formatValue(standing.distanceToLiquidation, standing.currency, { locale })}
            <span className="sr-only">, {face.word}</span>
          </span>
        </Aged>
      </span>
    </span>
  );
}

const textTones = { calm: 'text-text-1', warm: 'text-warn', hot: 'text-danger' } as const;
const barTones = { calm: 'bg-text-2', warm: 'bg-warn', hot: 'bg-danger' } as const;

export function DistanceBar({ face, className }: { face: DistanceFace; className?: string }) {
  if (face.share === null) return null;
  return (
    <span
      className={classNames('h-1 min-w-0 overflow-hidden rounded-full bg-line-strong', className)}
      aria-hidden
    >
      <span
        className={classNames('block h-full rounded-full transition-[width]', barTones[face.tone])}
        style={{ width: `${Math.round(face.share * 100)}%` }}
      />
    </span>
  );
}
