import { z } from 'zod';
import { plainNumber } from '../connection/exact-json.ts';

/*
 * Zerodha's messages as it spells them, read from exact JSON: numbers arrive as text. What is not listed is not used;
 * what may be missing or null in any recorded message is nullish.
 */

/** A price, a quantity, money: any JSON number, as a plain decimal. */
const decimal = z.string().transform((text, context) => {
  const plain = plainNumber(text);
  if (plain !== undefined) return plain;
  context.issues.push({ code: 'custom', message: 'not a decimal number', input: text });
  return z.NEVER;
});
const decimalOrZero = decimal.nullish().transform((value) => value ?? '0');
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const token = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number);
const textList = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const side = z.enum(['BUY', 'SELL']);

export const orderWire = z.object({
  order_id: z.string().min(1).max(40),
  exchange_order_id: text,
  parent_order_id: text,
  status: z.string().max(80),
  status_message: text,
  order_timestamp: text,
  exchange_timestamp: text,
  exchange_update_timestamp: text,
  variety: text,
  exchange: z.string().max(20),
  tradingsymbol: z.string().min(1).max(100),
  order_type: text,
  transaction_type: side,
  validity: text,
  validity_ttl: decimalOrZero,
  product: text,
  quantity: decimal,
  price: decimalOrZero,
  trigger_price: decimalOrZero,
  average_price: decimalOrZero,
  filled_quantity: decimalOrZero,
  market_protection: decimalOrZero,
  tag: text,
  tags: textList,
  user_id: text,
  account_id: text,
  placed_by: text,
});
export type OrderWire = z.infer<typeof orderWire>;
export const ordersWire = z.array(orderWire);

export const tradeWire = z.object({
  trade_id: z.string().min(1).max(60),
  order_id: z.string().min(1).max(40),
  exchange: z.string().max(20),
  tradingsymbol: z.string().min(1).max(100),
  average_price: decimal,
  quantity: decimal,
  transaction_type: side,
  fill_timestamp: text,
  exchange_timestamp: text,
});
export type TradeWire = z.infer<typeof tradeWire>;
export const tradesWire = z.array(tradeWire);

export const positionWire = z.object({
  exchange: z.string().max(20),
  tradingsymbol: z.string().min(1).max(100),
  product: z.string().max(20),
  quantity: decimal,
  average_price: decimalOrZero,
  multiplier: decimalOrZero,
});
export type PositionWire = z.infer<typeof positionWire>;
export const positionsWire = z.object({ net: z.array(positionWire), day: z.array(positionWire) });

export const holdingWire = z.object({
  exchange: z.string().max(20),
  tradingsymbol: z.string().min(1).max(100),
  /** Bought today or yesterday included. */
  quantity: decimal,
  collateral_quantity: decimalOrZero,
  average_price: decimalOrZero,
  mtf: z.object({ quantity: decimalOrZero, average_price: decimalOrZero }).nullish(),
});
export type HoldingWire = z.infer<typeof holdingWire>;
export const holdingsWire = z.array(holdingWire);

const marginWire = z.object({
  enabled: z.boolean(),
  net: decimal,
  utilised: z.object({ debits: decimalOrZero }),
});
export const marginsWire = z.object({ equity: marginWire.nullish(), commodity: marginWire.nullish() });
export type MarginsWire = z.infer<typeof marginsWire>;

export const profileWire = z.object({
  user_id: z.string().min(1).max(40),
  user_name: text,
  exchanges: textList,
  products: textList,
  order_types: textList,
});
export type ProfileWire = z.infer<typeof profileWire>;

export const sessionWire = z.object({
  user_id: z.string().min(1).max(40),
  api_key: z.string(),
  access_token: z.string().min(1).max(200),
  login_time: text,
});

export const orderIdWire = z.object({ order_id: z.string().min(1).max(40) });
export const triggerIdWire = z.object({ trigger_id: z.string().regex(/^\d{1,19}$/) });

const triggerLegWire = z.object({
  transaction_type: side,
  quantity: decimal,
  price: decimal,
  product: text,
  result: z
    .object({
      order_result: z.object({ status: text, order_id: text, rejection_reason: text }).nullish(),
    })
    .nullish(),
});
export const triggerWire = z.object({
  id: z.string().regex(/^\d{1,19}$/),
  type: z.string(),
  status: z.string(),
  created_at: text,
  updated_at: text,
  expires_at: text,
  condition: z.object({
    exchange: z.string().max(20),
    tradingsymbol: z.string().min(1).max(100),
    last_price: decimalOrZero,
    trigger_values: z.array(decimal).min(1).max(2),
  }),
  orders: z.array(triggerLegWire).min(1).max(2),
});
export type TriggerWire = z.infer<typeof triggerWire>;
export const triggersWire = z.array(triggerWire);

/** Map of `EXCH:SYMBOL`; names that are not known are absent. */
export const lastPricesWire = z.record(
  z.string(),
  z.object({ instrument_token: token, last_price: decimal }),
);

/** What every failed call answers. */
export const errorWire = z.object({
  status: z.literal('error'),
  message: text,
  error_type: text,
});
