import { z } from 'zod';
import { plainNumber } from '../connection/exact-json.ts';

/*
 * Kraken's messages as it spells them, as far as we read them. Numbers come as text (`parseExact`) or were strings all
 * along; either way they leave as the one plain decimal they mean. Members that are not named here are ignored.
 */

export const decimal = z
  .string()
  .max(60)
  .transform((text, context) => {
    const plain = plainNumber(text);
    if (plain !== undefined) return plain;
    context.addIssue({ code: 'custom', message: 'not a number' });
    return z.NEVER;
  });
/** As it was sent: the digits of a book decide its checksum. */
const wholeText = z.string().regex(/^\d{1,20}$/);

const rfcTime = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?Z$/;

/** RFC 3339 with up to nine decimals, as whole ms since 1970, cut off. */
export const moment = z.string().transform((text, context) => {
  const found = rfcTime.exec(text);
  const ms =
    found === null ? Number.NaN : Date.parse(`${found[1]}.${(found[2] ?? '').padEnd(3, '0').slice(0, 3)}Z`);
  if (Number.isFinite(ms)) return ms;
  context.addIssue({ code: 'custom', message: 'not a time' });
  return z.NEVER;
});

/** Seconds since 1970 with decimals, as whole ms, cut off. */
export const seconds = z
  .string()
  .regex(/^\d{1,11}(\.\d{1,9})?$/)
  .transform((text) => {
    const [whole = '', fraction = ''] = text.split('.');
    return Number(whole) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  });

const symbol = z.string().min(1).max(64);
const side = z.enum(['buy', 'sell']);

// ——— socket, market data

export const tradeRow = z.object({
  symbol,
  side: z.string(),
  price: decimal,
  qty: decimal,
  trade_id: wholeText.optional(),
  timestamp: moment,
});

export const tickerRow = z.object({
  symbol,
  bid: decimal,
  bid_qty: decimal,
  ask: decimal,
  ask_qty: decimal,
  last: decimal,
  volume: decimal,
  vwap: decimal,
  low: decimal,
  high: decimal,
  change: decimal,
  change_pct: decimal,
  timestamp: moment.optional(),
});

const bookLevel = z.object({ price: decimal, qty: decimal });
export const bookRow = z.object({
  symbol,
  bids: z.array(bookLevel).max(1000),
  asks: z.array(bookLevel).max(1000),
  checksum: wholeText.transform(Number),
  timestamp: moment.optional(),
});

export const candleRow = z.object({
  symbol,
  open: decimal,
  high: decimal,
  low: decimal,
  close: decimal,
  volume: decimal,
  interval_begin: moment,
  interval: wholeText.transform(Number),
});

export const statusRow = z.object({
  system: z.string(),
  connection_id: z.string().optional(),
  upcoming_maintenance: z.array(z.record(z.string(), z.unknown())).optional(),
  emergency: z.array(z.unknown()).optional(),
});

export const pairRow = z.object({
  symbol,
  base: z.string(),
  quote: z.string(),
  status: z.string(),
  price_increment: decimal,
  qty_increment: decimal,
  qty_min: decimal.optional(),
  cost_min: decimal.optional(),
});

// ——— socket, control

/** The answer to a request of ours: one per symbol. Refusals carry the symbol or channel beside the error. */
export const answer = z.object({
  method: z.string(),
  success: z.boolean().optional(),
  error: z.string().optional(),
  req_id: z.string().optional(),
  channel: z.string().optional(),
  symbol: z.string().optional(),
  result: z.unknown().optional(),
  time_in: moment.optional().catch(undefined),
  time_out: moment.optional().catch(undefined),
});

export const subscribed = z.object({
  channel: z.string(),
  symbol: z.string().optional(),
  interval: wholeText.transform(Number).optional(),
  maxratecount: decimal.optional(),
});

// ——— socket, private

const trigger = z.object({ price: decimal.optional() });

/** One row of `executions`. A row carries only what changed, besides the id of the order. */
export const executionRow = z.object({
  order_id: z.string().min(1),
  exec_type: z.string(),
  order_status: z.string().optional(),
  cl_ord_id: z.string().optional(),
  symbol: symbol.optional(),
  side: side.optional(),
  order_type: z.string().optional(),
  order_qty: decimal.optional(),
  limit_price: decimal.optional(),
  limit_price_type: z.string().optional(),
  stop_price: decimal.optional(),
  triggers: trigger.optional(),
  time_in_force: z.string().optional(),
  expire_time: moment.optional().catch(undefined),
  post_only: z.boolean().optional(),
  cum_qty: decimal.optional(),
  avg_price: decimal.optional(),
  reason: z.string().optional(),
  cancel_reason: z.string().optional(),
  timestamp: moment,
  exec_id: z.string().optional(),
  last_price: decimal.optional(),
  last_qty: decimal.optional(),
  liquidity_ind: z.string().optional(),
  fees: z.array(z.object({ asset: z.string(), qty: decimal })).optional(),
  ratecount: decimal.optional(),
});
export type ExecutionRow = z.infer<typeof executionRow>;

export const balanceRow = z.object({
  asset: z.string().min(1),
  balance: decimal,
  amount: decimal.optional(),
  type: z.string().optional(),
  ledger_id: z.string().optional(),
  timestamp: moment.optional(),
});
export type BalanceRow = z.infer<typeof balanceRow>;

// ——— REST

export const restAnswer = z.object({ error: z.array(z.string()), result: z.unknown().optional() });

export const assets = z.record(z.string(), z.object({ altname: z.string() }));

export const assetPair = z.object({
  altname: z.string(),
  wsname: z.string(),
  base: z.string(),
  quote: z.string(),
  pair_decimals: z.number().int().min(0).max(20),
  lot_decimals: z.number().int().min(0).max(20),
  lot_multiplier: z.number().optional(),
  ordermin: decimal.optional(),
  costmin: decimal.optional(),
  tick_size: decimal.optional(),
  status: z.string().optional(),
});
export type AssetPair = z.infer<typeof assetPair>;

/** Rows are looked at one by one. */
export const tickers = z.record(z.string(), z.unknown());
export const restTicker = z.object({
  c: z.tuple([decimal], z.unknown()),
  v: z.tuple([decimal, decimal]),
  p: z.tuple([decimal, decimal]),
});

export const systemStatus = z.object({ status: z.string() });
export const time = z.object({ unixtime: z.number().int().positive() });

export const ohlcRow = z.tuple([
  z.number().int(),
  decimal,
  decimal,
  decimal,
  decimal,
  z.unknown(),
  decimal,
  z.number().int(),
]);
export const restTradeRow = z.tuple([decimal, decimal, z.number(), z.string()], z.unknown());

export const keyInfo = z.object({
  permissions: z.array(z.string()),
  iban: z.string().optional(),
  ip_allowlist: z.array(z.string()).optional(),
  valid_until: z.string().optional(),
});
export type KeyInfo = z.infer<typeof keyInfo>;

export const socketToken = z.object({ token: z.string().min(1) });

const feeTiers = z.record(z.string(), z.object({ fee: decimal }));
/** Percent, by REST's name of the market. Where makers pay what takers do, `fees_maker` lacks the market. */
export const tradeVolume = z.object({ fees: feeTiers.optional(), fees_maker: feeTiers.optional() });

export const balanceEx = z.record(
  z.string(),
  z.object({
    balance: decimal,
    hold_trade: decimal.optional(),
    credit: decimal.optional(),
    credit_used: decimal.optional(),
  }),
);

export const restOrder = z.object({
  status: z.string(),
  cl_ord_id: z.string().nullish(),
  reason: z.string().nullish(),
  opentm: seconds,
  closetm: seconds.nullish(),
  expiretm: seconds.nullish(),
  descr: z.object({
    pair: z.string(),
    type: side,
    ordertype: z.string(),
    price: z.string(),
    price2: z.string(),
    order: z.string(),
  }),
  vol: decimal,
  vol_exec: decimal,
  price: decimal,
  oflags: z.string().default(''),
});
export type RestOrder = z.infer<typeof restOrder>;
export const restOrders = z.record(z.string(), restOrder);
export const openOrders = z.object({ open: restOrders });
export const closedOrders = z.object({ closed: restOrders, count: wholeText.transform(Number).optional() });

export const restTrade = z.object({
  ordertxid: z.string(),
  pair: z.string(),
  time: seconds,
  type: side,
  price: decimal,
  vol: decimal,
  fee: decimal,
  maker: z.boolean().optional(),
});
export type RestTrade = z.infer<typeof restTrade>;
export const tradesHistory = z.object({
  trades: z.record(z.string(), restTrade),
  count: wholeText.transform(Number).optional(),
});

export const added = z.object({ txid: z.array(z.string()).min(1) });
