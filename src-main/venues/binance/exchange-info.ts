import { z } from 'zod';
import type { Instrument } from '../../../src-shared/domain/instrument.ts';
import { compareDecimals, plainDecimal } from '../../../src-shared/domain/quantity.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import type { Environment } from '../venue-kind.ts';
import { instrumentIdOf } from './symbols.ts';
import type { Product } from './urls.ts';
import { decimal } from './wire.ts';

/** A filter; which members it has depends on its type. */
const filter = z.looseObject({ filterType: z.string() });
export type WireFilter = z.infer<typeof filter>;

const symbolInfo = z.object({
  symbol: z.string().min(1),
  status: z.string(),
  baseAsset: z.string(),
  quoteAsset: z.string(),
  orderTypes: z.array(z.string()).default([]),
  filters: z.array(filter),
  ocoAllowed: z.boolean().optional(),
  amendAllowed: z.boolean().optional(),
  isSpotTradingAllowed: z.boolean().optional(),
  /** Of futures. */
  contractType: z.string().optional(),
  deliveryDate: z.number().optional(),
  timeInForce: z.array(z.string()).optional(),
});
export type SymbolInfo = z.infer<typeof symbolInfo>;

/** One row of the list. Undefined for what cannot be read: one market must not hide the others. */
export function readSymbol(row: unknown): SymbolInfo | undefined {
  return symbolInfo.safeParse(row).data;
}

/** All that orders of one market must keep to. Bounds that Binance turns off with a 0 are absent. */
export interface MarketRules {
  readonly instrument: Instrument;
  readonly product: Product;
  readonly symbol: string;
  readonly baseAsset: string;
  readonly quoteAsset: string;
  readonly status: string;
  readonly orderTypes: readonly string[];
  readonly isOcoAllowed: boolean;
  readonly isAmendAllowed: boolean;
  readonly price: Bounds;
  readonly quantity: Bounds;
  /** For market orders, besides `quantity`. */
  readonly marketQuantity: Bounds;
  readonly minNotional?: string;
  readonly maxNotional?: string;
}

export interface Bounds {
  readonly min?: string;
  readonly max?: string;
  readonly step?: string;
}

/** Undefined for a market without a grid, or whose name has no id of ours. */
export function marketRulesOf(
  environment: Environment,
  product: Product,
  info: SymbolInfo,
): MarketRules | undefined {
  const id = instrumentIdOf(environment, product, info.symbol);
  const price = boundsOf(info, 'PRICE_FILTER', 'minPrice', 'maxPrice', 'tickSize');
  const quantity = boundsOf(info, 'LOT_SIZE', 'minQty', 'maxQty', 'stepSize');
  if (id === undefined || price.step === undefined || quantity.step === undefined) return undefined;
  const notional = notionalOf(info);
  const isDated = info.contractType !== undefined && !info.contractType.endsWith('PERPETUAL');
  const name = `${info.baseAsset}/${info.quoteAsset}`;
  const expiry = isDated && info.deliveryDate !== undefined ? epochMs(info.deliveryDate) : undefined;
  const instrument: Instrument = {
    id,
    name: product === 'spot' ? name : `${name} ${expiry === undefined ? 'perpetual' : dateOf(expiry)}`,
    assetClass: product === 'spot' ? 'crypto' : isDated ? 'future' : 'crypto-perpetual',
    currency: info.quoteAsset,
    tickSize: price.step,
    lotStep: quantity.step,
    multiplier: '1',
    calendar: 'crypto-24-7',
    priceSide: 'trade',
    ...(expiry === undefined ? {} : { expiry }),
    limits: {
      ...(quantity.min === undefined ? {} : { minQuantity: quantity.min }),
      ...(quantity.max === undefined ? {} : { maxQuantity: quantity.max }),
      ...(notional.minNotional === undefined ? {} : { minNotional: notional.minNotional }),
      ...(notional.maxNotional === undefined ? {} : { maxNotional: notional.maxNotional }),
    },
  };
  return {
    instrument,
    product,
    symbol: info.symbol,
    baseAsset: info.baseAsset,
    quoteAsset: info.quoteAsset,
    status: info.status,
    orderTypes: info.orderTypes,
    isOcoAllowed: info.ocoAllowed === true,
    isAmendAllowed: info.amendAllowed === true,
    price,
    quantity,
    marketQuantity: boundsOf(info, 'MARKET_LOT_SIZE', 'minQty', 'maxQty', 'stepSize'),
    ...notional,
  };
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function filterOf(info: SymbolInfo, ...types: string[]): WireFilter | undefined {
  return info.filters.find(({ filterType }) => types.includes(filterType));
}

function boundsOf(info: SymbolInfo, type: string, min: string, max: string, step: string): Bounds {
  const found = filterOf(info, type);
  return {
    ...optional('min', found?.[min]),
    ...optional('max', found?.[max]),
    ...optional('step', found?.[step]),
  };
}

function notionalOf(info: SymbolInfo) {
  const found = filterOf(info, 'NOTIONAL', 'MIN_NOTIONAL');
  return {
    ...optional('minNotional', found?.minNotional ?? found?.notional),
    ...optional('maxNotional', found?.maxNotional),
  };
}

/** A bound that is there and not turned off. */
function optional<Name extends string>(name: Name, value: unknown): { readonly [key in Name]?: string } {
  const found = decimal.safeParse(value);
  if (!found.success || compareDecimals(found.data, '0') <= 0) return {};
  return { [name]: plainDecimal(found.data) } as { readonly [key in Name]?: string };
}
