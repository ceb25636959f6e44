import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { accountModes, accountTags } from '../domain/account.ts';
import { orderStates } from '../domain/order.ts';
import { epochMsSchema, identifierSchema, instrumentIdSchema } from './schemas.ts';

/*
 * Accounts, positions, orders and fills of all connected venues, to look at. Amounts are decimal strings. Lists come
 * whole, now and after every change, at most a few times a second.
 */

const decimal = z.string().max(90);
const sentence = z.string().max(500);
const none = z.object({});

export const accountKeySchema = z.object({
  mode: z.enum(accountModes),
  venue: z.string().max(40),
  account: z.string().max(120),
});

const told = decimal.nullable();

/** What the broker itself says of an account's money; null is “not told”, never 0. */
export const standingSchema = z.object({
  time: epochMsSchema,
  /** Of all amounts in here. */
  currency: z.string().max(12),
  balance: told,
  cash: told,
  openProfit: told,
  closedProfit: told,
  dayProfit: told,
  margin: told,
  buyingPower: told,
  /** The broker closes every position when the balance falls to this. */
  liquidationLevel: told,
  /** How far below its anchor the level stands. */
  liquidationDistance: told,
  peakBalance: told,
  /** The level rises up to here and then stays. */
  highestLevel: told,
  isLiquidationOn: z.boolean().nullable(),
  isDisabledAfter: z.boolean().nullable(),
  criterion: z.string().max(120),
  lossLimit: told,
  minimumBalance: told,
  lossUsedPercent: told,
  mostPerOrder: told,
  /** Balance less level, both the broker's own; negative once it is passed. */
  distanceToLiquidation: told,
});
export type StandingCard = z.output<typeof standingSchema>;

const tagSchema = z.enum(accountTags);

export const accountCardSchema = z.object({
  key: accountKeySchema,
  /** `accountName` of the key: one string for maps and selections. */
  id: z.string().max(250),
  label: z.string().max(160),
  connection: identifierSchema,
  connectionLabel: z.string().max(120),
  /** Other connections to the same account: it is watched and traded through the one above alone. */
  alsoThrough: z.array(z.string().max(120)).max(100),
  currency: z.string().max(12),
  canTrade: z.boolean(),
  reason: sentence,
  /** `reconciling` until the venue's snapshot agrees with ours; `stale` while not connected. */
  state: z.enum(['reconciling', 'live', 'stale']),
  stateReason: sentence,
  asOf: epochMsSchema.nullable(),
  balances: z
    .array(
      z.object({
        currency: z.string().max(24),
        total: decimal,
        available: decimal,
        /** In the account's currency; null without a price. */
        value: decimal.nullable(),
      }),
    )
    .max(2000),
  /** Sum of what could be valued. */
  value: decimal.nullable(),
  /** Balances without a price, so that the sum is not taken for the whole. */
  unvalued: z.number(),
  /** A price in the sum could not be renewed for minutes. */
  isValueOld: z.boolean(),
  /** Null where the venue tells none, or has not yet. */
  standing: standingSchema.nullable(),
  tag: tagSchema,
  /** What its name looks like, until somebody has said what it is. */
  suggestedTag: tagSchema.nullable(),
});
export type AccountCard = z.output<typeof accountCardSchema>;

export const positionCardSchema = z.object({
  id: z.string().max(400),
  account: z.string().max(250),
  accountLabel: z.string().max(160),
  accountTag: tagSchema,
  instrument: instrumentIdSchema,
  quantity: decimal,
  averagePrice: decimal.nullable(),
  /** Newest price of our market data, null without one. */
  markPrice: decimal.nullable(),
  /** It could not be renewed for minutes. */
  isMarkOld: z.boolean(),
  unrealised: decimal.nullable(),
  /** Of prices; null while it is not known. */
  tickSize: decimal.nullable(),
  currency: z.string().max(12),
  time: epochMsSchema,
  /** O9: what the venue says when it is not what the fills come to. */
  disagreement: sentence,
});
export type PositionCard = z.output<typeof positionCardSchema>;

export const orderCardSchema = z.object({
  id: z.string().max(400),
  account: z.string().max(250),
  accountLabel: z.string().max(160),
  accountTag: tagSchema,
  instrument: instrumentIdSchema,
  venueOrderId: z.string().max(120),
  /** The venue's id of the entry that it takes profit or stops the loss of; empty for an order of its own. */
  parentOrderId: z.string().max(120),
  clientOrderId: z.string().max(80),
  isOurs: z.boolean(),
  state: z.enum(orderStates),
  side: z.enum(['buy', 'sell']),
  /** `limit`, `stop-limit` …, or the venue's own word. */
  type: z.string().max(80),
  quantity: decimal,
  filledQuantity: decimal,
  limitPrice: decimal.nullable(),
  triggerPrice: decimal.nullable(),
  /** The trigger follows the market at this distance. */
  trailTicks: z.number().nullable(),
  /** Exits that the venue places as it fills, in ticks from the fill; empty for none. */
  exits: z.string().max(300),
  averagePrice: decimal.nullable(),
  tickSize: decimal.nullable(),
  timeInForce: z.string().max(20),
  description: sentence,
  time: epochMsSchema,
});
export type OrderCard = z.output<typeof orderCardSchema>;

export const fillCardSchema = z.object({
  id: z.string().max(500),
  account: z.string().max(250),
  accountLabel: z.string().max(160),
  accountTag: tagSchema,
  instrument: instrumentIdSchema,
  venueOrderId: z.string().max(120),
  tradeId: z.string().max(120),
  side: z.enum(['buy', 'sell']),
  price: decimal,
  tickSize: decimal.nullable(),
  quantity: decimal,
  fee: z.object({ amount: decimal, currency: z.string().max(24) }).nullable(),
  liquidity: z.enum(['maker', 'taker', 'unknown']),
  time: epochMsSchema,
  isSynthetic: z.boolean(),
});
export type FillCard = z.output<typeof fillCardSchema>;

export const trading = {
  accounts: oc.input(none).output(eventIterator(z.array(accountCardSchema).max(500))),
  positions: oc.input(none).output(eventIterator(z.array(positionCardSchema).max(2000))),
  /** Everything open, and what ended lately (at most 500 of those). */
  orders: oc.input(none).output(eventIterator(z.array(orderCardSchema).max(3000))),
  /** The newest, now and after every new one. */
  recentFills: oc.input(none).output(eventIterator(z.array(fillCardSchema).max(500))),
  fills: oc
    .input(
      z.object({
        /** The last fill that is known: many may share its millisecond. */
        before: z.object({ time: epochMsSchema, id: z.string().max(500) }).nullable(),
        account: z.string().max(250),
        limit: z.int().min(1).max(500),
      }),
    )
    .output(z.object({ fills: z.array(fillCardSchema).max(500), hasOlder: z.boolean() })),
  /** Has every connected venue list its accounts anew: firms add some while one is logged in. */
  refreshAccounts: oc
    .input(none)
    .output(z.object({ added: z.number(), failures: z.array(z.string().max(700)).max(200) })),
  /** What kind of account it is, as its owner says. */
  setTag: oc.input(z.object({ account: z.string().max(250), tag: tagSchema })).output(none),
};
