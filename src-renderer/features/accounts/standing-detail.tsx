import type { AccountCard } from '../../../src-shared/contract/trading.ts';
import { ModeMark, TagMark, useTableZone } from '../../lib/trading/trading-cells.tsx';
import { classNames } from '../../ui/class-names.ts';
import { formatValue } from '../../ui/decimal-text.ts';
import { formatTime } from '../../ui/format.ts';
import { DistanceBar } from './distance-cell.tsx';
import { distanceFace, distanceSource, figuresOf } from './standing-face.ts';

interface StandingDetailProps {
  readonly account: AccountCard;
  /** Why its figures are not of this moment; empty when they are. */
  readonly aged: string;
  readonly locale: string;
}

/** All that the broker tells of one account: first what may still be lost, then every figure. */
export function StandingDetail({ account, aged, locale }: StandingDetailProps) {
  const zone = useTableZone();
  const { standing } = account;
  if (standing === null) return null;
  const face = distanceFace(standing);
  return (
    <section
      aria-label={`Standing of ${account.label}`}
      data-testid="standing-detail"
      className="@container flex max-h-[65%] shrink-0 flex-col gap-2.5 overflow-y-auto border-t border-line-strong px-3 py-2.5"
    >
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-12">
        <ModeMark mode={account.key.mode} />
        <h3 className="text-13 font-semibold">{account.label}</h3>
        <TagMark tag={account.tag} />
        <span className="text-text-2">
          {aged === ''
            ? `The broker’s own figures, ${formatTime(standing.time, zone, 'second')} ${zone}`
            : aged}
        </span>
      </header>
      <div
        className={classNames('flex flex-col gap-2.5 @2xl:flex-row @2xl:gap-6', aged !== '' && 'opacity-60')}
      >
        <div
          className="flex w-56 shrink-0 flex-col gap-1"
          data-tooltip={distanceSource(standing, zone, locale)}
        >
          <span className="text-11 text-text-2">To liquidation</span>
          {face === null ? (
            <span className="text-13 text-text-2">
              {standing.isLiquidationOn === false ? 'Automatic liquidation is off' : 'Not told'}
            </span>
          ) : (
            <>
              <span className={classNames('tabular text-20 leading-6 font-semibold', tones[face.tone])}>
                {formatValue(standing.distanceToLiquidation, standing.currency, { locale })}
              </span>
              <DistanceBar face={face} />
              <span
                className={classNames(
                  'tabular text-11',
                  face.tone === 'calm' ? 'text-text-2' : tones[face.tone],
                )}
              >
                {face.word}
              </span>
            </>
          )}
        </div>
        <dl className="grid flex-1 grid-cols-[repeat(auto-fill,minmax(124px,1fr))] content-start gap-x-4 gap-y-2">
          {figuresOf(standing, locale).map(({ name, value, hint, sign }) => (
            <div key={name} className="flex min-w-0 flex-col" data-tooltip={hint}>
              <dt className="text-11 text-text-2">{name}</dt>
              <dd className={classNames('tabular truncate text-13', sign !== undefined && signTones[sign])}>
                {value}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

const tones = { calm: 'text-text-1', warm: 'text-warn', hot: 'text-danger' } as const;
const signTones = { '-1': 'text-down', 0: 'text-text-2', 1: 'text-up' } as const;
