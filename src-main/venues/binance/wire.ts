import { z } from 'zod';

/*
 * Binance's messages as it spells them, as far as we read them. Members that are not named here are let through
 * unlooked at: Binance adds some every few months.
 */

/** Decimals travel as strings. */
export const decimal = z.string().regex(/^-?\d{1,40}(\.\d{1,40})?$/);
/** Ids are JSON numbers, or strings where the reading had to keep their digits. */
export const id = z.union([z.number().int().min(-1), z.string().regex(/^\d+$/)]).transform(String);
/** Update ids of books must be compared, so they must be exact as numbers. */
const updateId = z.number().int().nonnegative();
const time = z.number().int().nonnegative();
const level = z.tuple([decimal, decimal], z.unknown());
const symbol = z.string().min(1);

export const trade = z.object({
  e: z.literal('trade'),
  E: time,
  s: symbol,
  t: id,
  p: decimal,
  q: decimal,
  T: time,
  m: z.boolean(),
});

export const aggTrade = z.object({
  e: z.literal('aggTrade'),
  E: time,
  s: symbol,
  a: id,
  p: decimal,
  q: decimal,
  T: time,
  m: z.boolean(),
});

export const kline = z.object({
  e: z.literal('kline'),
  E: time,
  s: symbol,
  k: z.object({
    t: time,
    T: time,
    i: z.string(),
    o: decimal,
    c: decimal,
    h: decimal,
    l: decimal,
    v: decimal,
    x: z.boolean(),
  }),
});

export const ticker = z.object({
  e: z.literal('24hrTicker'),
  E: time,
  s: symbol,
  p: decimal,
  P: decimal,
  w: decimal,
  c: decimal,
  Q: decimal,
  o: decimal,
  h: decimal,
  l: decimal,
  v: decimal,
  q: decimal,
});

export const miniTicker = z.object({
  e: z.literal('24hrMiniTicker'),
  E: time,
  s: symbol,
  c: decimal,
  o: decimal,
  h: decimal,
  l: decimal,
  v: decimal,
  q: decimal,
});

/** Spot sends neither name nor time; futures send `e`, `E` and `T`. */
export const bookTicker = z.object({
  e: z.literal('bookTicker').optional(),
  u: updateId,
  s: symbol,
  b: decimal,
  B: decimal,
  a: decimal,
  A: decimal,
  E: time.optional(),
  T: time.optional(),
});

export const depthUpdate = z.object({
  e: z.literal('depthUpdate'),
  E: time,
  s: symbol,
  U: updateId,
  u: updateId,
  /** Only of futures: `u` of the event before. */
  pu: updateId.optional(),
  b: z.array(level),
  a: z.array(level),
});
export type DepthUpdate = z.infer<typeof depthUpdate>;

/** The answer of `/depth`, and the frames of `@depth5` and its like. */
export const depthSnapshot = z.object({
  lastUpdateId: updateId,
  bids: z.array(level),
  asks: z.array(level),
});
export type DepthSnapshot = z.infer<typeof depthSnapshot>;

export const markPrice = z.object({
  e: z.literal('markPriceUpdate'),
  E: time,
  s: symbol,
  p: decimal,
  i: decimal.optional(),
  r: z.string(),
  T: time,
});

export const streamError = z.union([
  z.object({ code: z.number(), msg: z.string(), id: z.unknown() }),
  z
    .object({ error: z.object({ code: z.number(), msg: z.string() }), id: z.unknown() })
    .transform(({ error, id: request }) => ({ ...error, id: request })),
]);

/** Spot user data: the members of `executionReport` that we use. */
export const executionReport = z.object({
  e: z.literal('executionReport'),
  E: time,
  s: symbol,
  c: z.string(),
  S: z.enum(['BUY', 'SELL']),
  o: z.string(),
  f: z.string(),
  q: decimal,
  p: decimal,
  P: decimal,
  C: z.string(),
  x: z.string(),
  X: z.string(),
  r: z.string(),
  i: id,
  l: decimal,
  z: decimal,
  L: decimal,
  n: decimal.nullish(),
  N: z.string().nullish(),
  T: time,
  t: id,
  m: z.boolean(),
  Z: decimal,
  Q: decimal.optional(),
  d: z.number().optional(),
  eR: z.union([z.string(), z.number()]).optional(),
});

export const accountPosition = z.object({
  e: z.literal('outboundAccountPosition'),
  E: time,
  u: time,
  B: z.array(z.object({ a: z.string(), f: decimal, l: decimal })),
});

const futuresOrder = z.object({
  s: symbol,
  c: z.string(),
  S: z.enum(['BUY', 'SELL']),
  o: z.string(),
  f: z.string(),
  q: decimal,
  p: decimal,
  ap: decimal.optional(),
  sp: decimal.optional(),
  x: z.string(),
  X: z.string(),
  i: id,
  l: decimal,
  z: decimal,
  L: decimal,
  n: decimal.nullish(),
  N: z.string().nullish(),
  T: time,
  t: id,
  m: z.boolean(),
  R: z.boolean().optional(),
  ps: z.string().optional(),
  cp: z.boolean().optional(),
  gtd: z.number().optional(),
});

export const orderTradeUpdate = z.object({
  e: z.literal('ORDER_TRADE_UPDATE'),
  E: time,
  T: time,
  o: futuresOrder,
});

export const algoUpdate = z.object({
  e: z.literal('ALGO_UPDATE'),
  E: time,
  T: time,
  o: z.object({
    caid: z.string(),
    aid: id,
    o: z.string(),
    s: symbol,
    S: z.enum(['BUY', 'SELL']),
    ps: z.string().optional(),
    f: z.string(),
    q: decimal,
    X: z.string(),
    /** Id of the order that the trigger made; empty before. */
    ai: z.union([id, z.literal('')]).optional(),
    ap: decimal.optional(),
    aq: decimal.optional(),
    tp: decimal,
    p: decimal,
    gtd: z.number().optional(),
    rm: z.string().optional(),
  }),
});

export const accountUpdate = z.object({
  e: z.literal('ACCOUNT_UPDATE'),
  E: time,
  T: time,
  a: z.object({
    m: z.string(),
    B: z.array(z.object({ a: z.string(), wb: decimal, cw: decimal })).optional(),
    P: z.array(z.object({ s: symbol, pa: decimal, ep: decimal, ps: z.string() })).optional(),
  }),
});

/** One order of spot as REST tells it: answers to placing, queries, lists. */
export const spotOrder = z.object({
  symbol,
  orderId: id,
  clientOrderId: z.string(),
  /** In the answer to a cancel this is the order's id and `clientOrderId` the cancel's. */
  origClientOrderId: z.string().optional(),
  price: decimal,
  origQty: decimal,
  executedQty: decimal,
  /** Binance's spelling. Negative on old orders: unknown. */
  cummulativeQuoteQty: decimal,
  origQuoteOrderQty: decimal.optional(),
  status: z.string(),
  timeInForce: z.string(),
  type: z.string(),
  side: z.enum(['BUY', 'SELL']),
  stopPrice: decimal.optional(),
  trailingDelta: z.number().optional(),
  time: time.optional(),
  updateTime: time.optional(),
  transactTime: time.optional(),
});
export type SpotOrder = z.infer<typeof spotOrder>;

export const spotTrade = z.object({
  symbol,
  id,
  orderId: id,
  price: decimal,
  qty: decimal,
  commission: decimal,
  commissionAsset: z.string(),
  time,
  isBuyer: z.boolean(),
  isMaker: z.boolean(),
});
export type SpotTrade = z.infer<typeof spotTrade>;

export const futuresRestOrder = z.object({
  symbol,
  orderId: id,
  clientOrderId: z.string(),
  price: decimal,
  avgPrice: decimal.optional(),
  origQty: decimal,
  executedQty: decimal,
  status: z.string(),
  timeInForce: z.string(),
  type: z.string(),
  side: z.enum(['BUY', 'SELL']),
  positionSide: z.string().optional(),
  stopPrice: decimal.optional(),
  reduceOnly: z.boolean().optional(),
  goodTillDate: z.number().optional(),
  time: time.optional(),
  updateTime: time.optional(),
});
export type FuturesRestOrder = z.infer<typeof futuresRestOrder>;

export const algoOrder = z.object({
  algoId: id,
  clientAlgoId: z.string(),
  orderType: z.string(),
  symbol,
  side: z.enum(['BUY', 'SELL']),
  positionSide: z.string().optional(),
  timeInForce: z.string(),
  quantity: decimal,
  algoStatus: z.string(),
  triggerPrice: decimal,
  price: decimal,
  actualOrderId: z.union([id, z.literal('')]).nullish(),
  actualQty: z.union([decimal, z.literal('')]).nullish(),
  actualPrice: z.union([decimal, z.literal('')]).nullish(),
  createTime: time,
  updateTime: time,
  goodTillDate: z.number().optional(),
});
export type AlgoOrder = z.infer<typeof algoOrder>;

export const futuresTrade = z.object({
  symbol,
  id,
  orderId: id,
  side: z.enum(['BUY', 'SELL']),
  price: decimal,
  qty: decimal,
  commission: decimal,
  commissionAsset: z.string(),
  time,
  maker: z.boolean(),
});
export type FuturesTrade = z.infer<typeof futuresTrade>;
