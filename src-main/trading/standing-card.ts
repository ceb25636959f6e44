import type { StandingCard } from '../../src-shared/contract/trading.ts';
import type { AccountStanding } from '../../src-shared/domain/account.ts';
import type { Money } from '../../src-shared/domain/money.ts';
import { subtractDecimals } from '../../src-shared/domain/quantity.ts';

/**
 * What the broker itself says of an account, for the page. Amounts of another currency than the balance's are left out:
 * they cannot stand beside it without a rate.
 */
export function standingCard(standing: AccountStanding, accountCurrency: string): StandingCard {
  const { floor } = standing;
  const currency = standing.balance?.currency ?? floor.liquidationLevel?.currency ?? accountCurrency;
  const told = (value: Money | undefined) => (value?.currency === currency ? value.amount : null);
  return {
    time: standing.time,
    currency: currency.slice(0, 12),
    balance: told(standing.balance),
    cash: told(standing.cash),
    openProfit: told(standing.openProfit),
    closedProfit: told(standing.closedProfit),
    dayProfit: told(standing.dayProfit),
    margin: told(standing.margin),
    buyingPower: told(standing.buyingPower),
    liquidationLevel: told(floor.liquidationLevel),
    liquidationDistance: told(floor.liquidationDistance),
    peakBalance: told(floor.peakBalance),
    highestLevel: told(floor.highestLevel),
    isLiquidationOn: floor.isLiquidationOn ?? null,
    isDisabledAfter: floor.isDisabledAfter ?? null,
    criterion: (floor.criterion ?? '').slice(0, 120),
    lossLimit: told(floor.lossLimit),
    minimumBalance: told(floor.minimumBalance),
    lossUsedPercent: floor.lossUsedPercent ?? null,
    mostPerOrder: floor.mostPerOrder ?? null,
    distanceToLiquidation: distanceToLiquidation(standing),
  };
}

/**
 * How far the account is from being liquidated: its balance, which the broker counts with the profit of open positions
 * in it, less the level. Exact. Null where the broker does not tell both in one currency, where it liquidates by
 * something else than a balance, or not at all: a figure that may be wrong is worse than none.
 */
export function distanceToLiquidation({ balance, floor }: AccountStanding): string | null {
  const { liquidationLevel: level, isLiquidationOn, criterion = '' } = floor;
  if (balance === undefined || level === undefined || balance.currency !== level.currency) return null;
  if (isLiquidationOn === false) return null;
  if (criterion !== '' && !/balance/i.test(criterion)) return null;
  return subtractDecimals(balance.amount, level.amount);
}
