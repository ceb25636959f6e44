import type { StandingCard } from '../../../src-shared/contract/trading.ts';
import { subtractDecimals } from '../../../src-shared/domain/quantity.ts';
import { formatValue } from '../../ui/decimal-text.ts';
import { formatTime } from '../../ui/format.ts';

export interface DistanceFace {
  /** 0…1, how much of the room down to the level is left, for the width of a bar; null where the broker does not tell the room. */
  readonly share: number | null;
  readonly tone: 'calm' | 'warm' | 'hot';
  /** Said beside the amount, so that colour is never alone. */
  readonly word: string;
}

const warmBelow = 0.5;
const hotBelow = 0.25;

/** How near an account is to being liquidated; null where the broker does not tell enough to say. */
export function distanceFace(standing: StandingCard): DistanceFace | null {
  const { distanceToLiquidation: distance } = standing;
  if (distance === null) return null;
  if (distance.startsWith('-') || distance === '0') return { share: 0, tone: 'hot', word: 'at the level' };
  const room = roomOf(standing);
  if (room === null) return { share: null, tone: 'calm', word: '' };
  // Only how wide a bar is drawn; the amount beside it is exact.
  const share = Math.min(1, Number(distance) / room);
  const percent = `${Math.floor(share * 100)}% left`;
  if (share < hotBelow) return { share, tone: 'hot', word: `${percent}, near` };
  if (share < warmBelow) return { share, tone: 'warm', word: percent };
  return { share, tone: 'calm', word: percent };
}

/** How far the level stands below its anchor at most. */
function roomOf({ liquidationDistance, peakBalance, liquidationLevel }: StandingCard): number | null {
  const told =
    liquidationDistance ??
    (peakBalance === null || liquidationLevel === null
      ? null
      : subtractDecimals(peakBalance, liquidationLevel));
  const room = told === null ? Number.NaN : Number(told);
  return room > 0 ? room : null;
}

/** Where the figure comes from: it is the broker's, not ours. */
export function distanceSource(standing: StandingCard, zone: string, locale: string): string {
  const { balance, liquidationLevel, currency, time } = standing;
  const told = `The broker’s own figures, ${formatTime(time, zone, 'second')} ${zone}`;
  if (standing.isLiquidationOn === false) return `${told}: automatic liquidation is off.`;
  if (liquidationLevel === null) return `${told}: no level of liquidation is told.`;
  const level = formatValue(liquidationLevel, currency, { locale });
  if (standing.distanceToLiquidation === null) {
    const why = balance === null ? 'no balance is told' : 'it is judged by something else than the balance';
    return `${told}: level ${level}; ${why}.`;
  }
  return `${told}: balance ${formatValue(balance, currency, { locale })} (open profit in it) less level ${level}.`;
}

export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly hint?: string;
  readonly sign?: -1 | 0 | 1;
}

/** All that the broker tells of an account, in the order of what is looked for; what it does not tell is left out. */
export function figuresOf(standing: StandingCard, locale: string): readonly Figure[] {
  const { currency } = standing;
  const amount = (name: string, text: string | null, hint?: string): Figure[] =>
    text === null
      ? []
      : [{ name, value: formatValue(text, currency, { locale }), ...(hint === undefined ? {} : { hint }) }];
  const profit = (name: string, text: string | null): Figure[] =>
    text === null
      ? []
      : [{ name, value: formatValue(text, currency, { locale, isSigned: true }), sign: signOfText(text) }];
  const plain = (name: string, text: string | null, unit = ''): Figure[] =>
    text === null ? [] : [{ name, value: `${text}${unit}` }];
  return [
    ...amount('Balance', standing.balance, 'Open profit in it'),
    ...profit('Day P&L', standing.dayProfit),
    ...profit('Open P&L', standing.openProfit),
    ...profit('Closed P&L', standing.closedProfit),
    ...amount('Liquidated at', standing.liquidationLevel, 'The broker closes everything at this balance'),
    ...amount(
      'Level stands below',
      standing.liquidationDistance,
      'How far below its anchor the level stands',
    ),
    ...amount('Best balance', standing.peakBalance, 'What the level has followed'),
    ...amount('Level stays at', standing.highestLevel, 'It rises up to here and no further'),
    ...amount('Loss limit', standing.lossLimit, 'Loss of one day at which the broker stops the account'),
    ...plain('Loss used', standing.lossUsedPercent, ' %'),
    ...amount('Lowest balance', standing.minimumBalance),
    ...amount('Cash', standing.cash),
    ...amount('Margin', standing.margin),
    ...amount('Buying power', standing.buyingPower),
    ...plain('Most per order', standing.mostPerOrder),
    ...(standing.criterion === '' ? [] : [{ name: 'Judged by', value: standing.criterion }]),
    ...(standing.isDisabledAfter === null
      ? []
      : [
          {
            name: 'After liquidation',
            value: standing.isDisabledAfter ? 'account closed' : 'trading goes on',
          },
        ]),
  ];
}

function signOfText(text: string): -1 | 0 | 1 {
  if (/^-?[0.]*$/.test(text)) return 0;
  return text.startsWith('-') ? -1 : 1;
}
