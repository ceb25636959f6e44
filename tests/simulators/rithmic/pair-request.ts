import type { RithmicAccount } from './accounts.ts';
import type { BasketTerms } from './basket.ts';
import { type Fields, texts } from './fields.ts';
import type { Listing } from './markets.ts';
import { misread } from './order-codes.ts';
import { readTerms } from './order-request.ts';

const perLeg = [
  'user_tag',
  'window_name',
  'symbol',
  'exchange',
  'quantity',
  'price',
  'trigger_price',
  'transaction_type',
  'duration',
  'price_type',
  'trade_route',
  'manual_or_auto',
  'trailing_stop',
  'trail_by_ticks',
  'trail_by_price_id',
] as const;
const pricedTypes: readonly unknown[] = [1, 3];
const triggeredTypes: readonly unknown[] = [3, 4];

/** Legs of one request in parallel lists: each list is absent, or as long as all others. @throws RequestRefused. */
export function readPair(
  fields: Fields,
  account: RithmicAccount,
  listing: Listing,
): { terms: BasketTerms; userTag: string }[] {
  const count = texts(fields, 'symbol').length;
  if (count < 2) throw misread();
  for (const name of perLeg) {
    const list = fields[name];
    if (Array.isArray(list) && list.length !== 0 && list.length !== count) throw misread();
  }
  return Array.from({ length: count }, (_, index) => {
    const leg = legAt(fields, index);
    if (![1, 2, 3, 4].includes(leg.price_type as number)) throw misread();
    return { terms: readTerms(leg, account, listing), userTag: texts(fields, 'user_tag')[index] ?? '' };
  });
}

/** Unused members are filled with 0 and "" here, which mean absent. */
function legAt(fields: Fields, index: number): Fields {
  const leg: Record<string, unknown> = {};
  for (const name of perLeg) {
    const list = fields[name];
    const value: unknown = Array.isArray(list) ? list[index] : undefined;
    if (value !== undefined && value !== '') leg[name] = value;
  }
  if (!pricedTypes.includes(leg.price_type)) delete leg.price;
  if (!triggeredTypes.includes(leg.price_type)) delete leg.trigger_price;
  return leg;
}
