import { z } from 'zod';
import { isDecimal, plainDecimal } from '../../../src-shared/domain/quantity.ts';
import { readTime } from './venue-time.ts';

/*
 * Coinbase's messages as it spells them. Decimals come as strings; a few samples have numbers in their place, which are
 * taken as the text that JSON had for them as long as nothing was lost. What is not listed is not used; what may be
 * missing, null or empty in any recorded message is so here.
 */

const decimalText = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && isDecimal(text) ? text : undefined;
};

/** As it was written, since books and their checks are made of that text. */
const decimal = z.unknown().transform((value, context) => {
  const text = decimalText(value);
  if (text !== undefined) return text;
  context.issues.push({ code: 'custom', message: 'not a decimal number', input: value });
  return z.NEVER;
});
/** An amount in its shortest form; missing or empty is undefined. */
const optionalAmount = z
  .unknown()
  .optional()
  .transform((value) => {
    const text = decimalText(value);
    return text === undefined ? undefined : plainDecimal(text);
  });
const amountOrZero = optionalAmount.transform((value) => value ?? '0');
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const flag = z
  .union([z.boolean(), z.string()])
  .nullish()
  .transform((value) => value === true || value === 'true');
const time = z.string().transform((value, context) => {
  const read = readTime(value);
  if (read !== undefined) return read;
  context.issues.push({ code: 'custom', message: 'not a time', input: value });
  return z.NEVER;
});
/** Missing, empty or before 1970 is undefined. */
const optionalTime = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? readTime(value) : undefined));
const wholeNumber = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const count = z
  .unknown()
  .optional()
  .transform((value) => {
    const read = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
    return typeof read === 'number' && Number.isSafeInteger(read) && read >= 0 ? read : 0;
  });
const product = z.string().min(1).max(64);
const orderId = z.string().min(1).max(64);

// Frames.

export const headWire = z.object({
  channel: z.string().max(64),
  timestamp: time,
  sequence_num: wholeNumber,
  events: z.array(z.unknown()),
});
export const errorFrameWire = z.object({ type: z.literal('error'), message: text });

/** Trade ids are whole numbers in a string, and no larger than a double can tell apart. */
const tradeId = z.string().transform((value, context) => {
  const id = /^(0|[1-9]\d{0,15})$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(id)) return id;
  context.issues.push({ code: 'custom', message: 'not a trade id', input: value });
  return z.NEVER;
});
const snapshotOrUpdate = z.enum(['snapshot', 'update']);

export const tradesEventWire = z.object({
  type: snapshotOrUpdate,
  trades: z.array(
    z.object({
      trade_id: tradeId,
      product_id: product,
      price: decimal,
      size: decimal,
      time,
      side: z.string().max(40),
    }),
  ),
});

export const bookEventWire = z.object({
  type: snapshotOrUpdate,
  product_id: product,
  updates: z.array(z.object({ side: z.enum(['bid', 'offer']), price_level: decimal, new_quantity: decimal })),
});

export const tickersEventWire = z.object({
  tickers: z.array(
    z.object({
      product_id: product,
      price: decimal,
      volume_24_h: amountOrZero,
      low_24_h: amountOrZero,
      high_24_h: amountOrZero,
      price_percent_chg_24_h: amountOrZero,
      best_bid: optionalAmount,
      best_bid_quantity: optionalAmount,
      best_ask: optionalAmount,
      best_ask_quantity: optionalAmount,
    }),
  ),
});

export const candleWire = z.object({
  start: z.string().regex(/^\d{1,11}$/),
  low: decimal,
  high: decimal,
  open: decimal,
  close: decimal,
  volume: decimal,
});
export const candlesWire = z.object({ candles: z.array(candleWire) });
export const candlesEventWire = z.object({
  candles: z.array(candleWire.extend({ product_id: product })),
});

export const heartbeatEventWire = z.object({
  heartbeat_counter: z.union([wholeNumber, z.string().regex(/^\d{1,15}$/)]),
});
export const subscriptionsEventWire = z.object({
  subscriptions: z.record(z.string().max(64), z.array(z.string().max(128)).nullable()),
});
export const statusEventWire = z.object({
  products: z.array(z.object({ id: product, status: text, status_message: text })),
});

export const userOrderWire = z.object({
  order_id: orderId,
  client_order_id: text,
  product_id: product,
  product_type: text,
  order_side: z.string().max(40),
  order_type: text,
  status: z.string().max(60),
  limit_price: optionalAmount,
  stop_price: optionalAmount,
  avg_price: optionalAmount,
  cumulative_quantity: amountOrZero,
  leaves_quantity: amountOrZero,
  number_of_fills: count,
  creation_time: optionalTime,
  end_time: optionalTime,
  cancel_reason: text,
  reject_reason: text,
  time_in_force: text,
  post_only: flag,
  retail_portfolio_id: text,
});
export type UserOrderWire = z.infer<typeof userOrderWire>;
export const userEventWire = z.object({ type: snapshotOrUpdate, orders: z.array(userOrderWire) });

// Answers to requests.

export const timeWire = z.object({
  epochMillis: z
    .string()
    .regex(/^\d{13}$/)
    .transform(Number),
});

export const productWire = z.object({
  product_id: product,
  product_type: text,
  base_increment: optionalAmount,
  quote_increment: optionalAmount,
  price_increment: optionalAmount,
  base_min_size: optionalAmount,
  base_max_size: optionalAmount,
  quote_min_size: optionalAmount,
  quote_max_size: optionalAmount,
  base_currency_id: text,
  quote_currency_id: text,
  base_name: text,
  quote_name: text,
  status: text,
  is_disabled: flag,
  trading_disabled: flag,
  cancel_only: flag,
  limit_only: flag,
  post_only: flag,
  view_only: flag,
  alias: text,
  approximate_quote_24h_volume: amountOrZero,
});
export type ProductWire = z.infer<typeof productWire>;
export const productsWire = z.object({ products: z.array(z.unknown()) });

const bookRow = z.object({ price: decimal, size: decimal });
export const productBookWire = z.object({
  pricebook: z.object({ bids: z.array(bookRow), asks: z.array(bookRow) }),
});

export const permissionsWire = z.object({
  can_view: flag,
  can_trade: flag,
  can_transfer: flag,
  portfolio_uuid: z.string().min(1).max(64),
  portfolio_type: text,
});
export type PermissionsWire = z.infer<typeof permissionsWire>;
export const portfoliosWire = z.object({
  portfolios: z.array(z.object({ name: text, uuid: text, type: text })),
});

const balanceWire = z
  .object({ value: amountOrZero })
  .nullish()
  .transform((found) => found?.value ?? '0');
export const accountWire = z.object({
  uuid: text,
  currency: z.string().min(1).max(32),
  available_balance: balanceWire,
  hold: balanceWire,
  type: text,
  retail_portfolio_id: text,
});
export type AccountWire = z.infer<typeof accountWire>;
const paging = { has_next: flag, cursor: text };
export const accountsWire = z.object({ accounts: z.array(accountWire), ...paging });

const configurationWire = z.record(
  z.string(),
  z
    .object({
      base_size: optionalAmount,
      quote_size: optionalAmount,
      limit_price: optionalAmount,
      stop_price: optionalAmount,
      stop_trigger_price: optionalAmount,
      stop_direction: text,
      end_time: optionalTime,
      post_only: flag,
    })
    .nullable(),
);
export type ConfigurationWire = z.infer<typeof configurationWire>;

export const orderWire = z.object({
  order_id: orderId,
  client_order_id: text,
  product_id: product,
  side: text,
  order_configuration: configurationWire.nullish().transform((found) => found ?? {}),
  status: z.string().max(60),
  created_time: optionalTime,
  last_fill_time: optionalTime,
  filled_size: amountOrZero,
  average_filled_price: optionalAmount,
  number_of_fills: count,
  size_in_quote: flag,
  order_type: text,
  product_type: text,
  reject_reason: text,
  reject_message: text,
  cancel_message: text,
  retail_portfolio_id: text,
});
export type OrderWire = z.infer<typeof orderWire>;
export const orderAnswerWire = z.object({ order: orderWire });
export const ordersWire = z.object({ orders: z.array(orderWire), ...paging });

export const fillWire = z.object({
  entry_id: z.string().min(1).max(128),
  trade_id: text,
  order_id: orderId,
  trade_time: time,
  trade_type: text,
  price: decimal.transform(plainDecimal),
  size: decimal.transform(plainDecimal),
  commission: optionalAmount,
  product_id: product,
  liquidity_indicator: text,
  size_in_quote: flag,
  side: z.string().max(40),
  retail_portfolio_id: text,
});
export type FillWire = z.infer<typeof fillWire>;
export const fillsWire = z.object({ fills: z.array(fillWire), cursor: text });

export const createAnswerWire = z.object({
  success: z.boolean(),
  success_response: z.object({ order_id: orderId }).nullish(),
  order_id: text,
  failure_reason: text,
  error_response: z
    .object({
      error: text,
      message: text,
      error_details: text,
      preview_failure_reason: text,
      new_order_failure_reason: text,
    })
    .nullish(),
});
export type CreateAnswerWire = z.infer<typeof createAnswerWire>;

export const cancelAnswerWire = z.object({
  results: z.array(z.object({ success: z.boolean(), failure_reason: text, order_id: text })),
});
export const editAnswerWire = z.object({
  success: z.boolean(),
  errors: z
    .array(z.object({ edit_failure_reason: text, preview_failure_reason: text }))
    .nullish()
    .transform((found) => found ?? []),
});

export const errorWire = z.object({
  error: text,
  message: text,
  errors: z
    .array(z.object({ id: text, message: text }))
    .nullish()
    .transform((found) => found ?? []),
});
