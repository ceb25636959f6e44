import type { Account, AccountKey, Balance } from '../../../src-shared/domain/account.ts';
import { type InstrumentId, sourceOf } from '../../../src-shared/domain/instrument.ts';
import { type Money, money, roundMoney } from '../../../src-shared/domain/money.ts';
import { addDecimals } from '../../../src-shared/domain/quantity.ts';
import type { MarginsWire } from './wire.ts';

/** Zerodha keeps the money for commodities apart from that for everything else. */
export const ledgers = ['equity', 'commodity'] as const;
export type Ledger = (typeof ledgers)[number];

const commodityExchanges = new Set(['MCX', 'NCO']);
const currency = 'INR';

export function ledgerOf(exchange: string): Ledger {
  return commodityExchanges.has(exchange) ? 'commodity' : 'equity';
}

/** `AB1234:equity` */
export function accountKey(userId: string, ledger: Ledger): AccountKey<'live'> {
  return { mode: 'live', venue: 'zerodha', account: `${userId}:${ledger}` };
}

/** The account that an exchange's orders are booked on. */
export function accountFor(userId: string, exchange: string): AccountKey<'live'> {
  return accountKey(userId, ledgerOf(exchange));
}

export function belongsTo({ account }: AccountKey, instrument: InstrumentId): boolean {
  return account.endsWith(`:${ledgerOf(sourceOf(instrument))}`);
}

const labels: Readonly<Record<Ledger, string>> = {
  equity: 'shares, F&O, currency',
  commodity: 'commodities',
};

export function accountsOf(
  userId: string,
  margins: MarginsWire,
  canTrade: boolean,
  reason: string,
): readonly Account<'live'>[] {
  return ledgers
    .filter((ledger) => margins[ledger]?.enabled === true)
    .map((ledger) => ({
      key: accountKey(userId, ledger),
      label: `Zerodha ${userId}, ${labels[ledger]}`,
      currency,
      canTrade,
      reason,
    }));
}

/** `net` is what may be used; what open orders and positions hold are its `debits`. */
export function balancesOf(key: AccountKey<'live'>, margins: MarginsWire): readonly Balance<'live'>[] {
  const ledger = ledgers.find((one) => key.account.endsWith(`:${one}`));
  const margin = ledger === undefined ? undefined : margins[ledger];
  if (margin === null || margin === undefined) return [];
  return [
    {
      account: key,
      total: rupees(addDecimals(margin.net, margin.utilised.debits)),
      available: rupees(margin.net),
    },
  ];
}

/** Zerodha adds in binary and sends the dust along (99725.05000000002); money has at most six places, halves to even. */
function rupees(amount: string): Money {
  return roundMoney(money(amount, currency), 6);
}
