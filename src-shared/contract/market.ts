import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { assetClasses } from '../domain/instrument.ts';
import {
  epochMsSchema,
  instrumentIdSchema,
  instrumentSchema,
  nameSchema,
  seriesKeySchema,
} from './schemas.ts';

/** An instrument and where it comes from. */
export const listedInstrumentSchema = z.object({
  instrument: instrumentSchema,
  /** The connection that streams it; absent when only stored history is there. */
  connection: z.string().max(80).exactOptional(),
  /** What the person calls it. */
  connectionLabel: z.string().max(120).exactOptional(),
  /** Its connection can be asked for every single trade of the past. */
  hasTradeHistory: z.literal(true).exactOptional(),
});
export type ListedInstrument = z.output<typeof listedInstrumentSchema>;

export const topicSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('quote'), instrument: instrumentIdSchema }),
  z.object({ kind: z.literal('trades'), instrument: instrumentIdSchema }),
  /** The order book, where the connection has one (else `unsupported`). */
  z.object({ kind: z.literal('book'), instrument: instrumentIdSchema }),
  seriesKeySchema.extend({ kind: z.literal('candles') }),
]);
/** What a page can listen to on the data plane. */
export type Topic = z.output<typeof topicSchema>;

/** What concerns markets as a whole. */
export const marketNewsSchema = z.discriminatedUnion('kind', [
  /** A connection has come: what nobody streamed a moment ago may stream now. */
  z.object({ kind: z.literal('arrived') }),
  /** `from` is not the most traded contract of its product any more; `to` is. */
  z.object({
    kind: z.literal('rolled'),
    from: instrumentIdSchema,
    to: instrumentIdSchema,
    time: epochMsSchema,
  }),
]);
export type MarketNews = z.output<typeof marketNewsSchema>;

const stretch = { instrument: instrumentIdSchema, from: epochMsSchema, to: epochMsSchema };

/** Progress of fetching trades, then what came of it. */
export const tradeFetchSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), trades: z.int(), until: epochMsSchema }),
  z.object({
    kind: z.literal('done'),
    trades: z.int(),
    added: z.int(),
    first: epochMsSchema.nullable(),
    last: epochMsSchema.nullable(),
  }),
]);
export type TradeFetchEvent = z.output<typeof tradeFetchSchema>;

export const activityBarSchema = z.object({
  time: epochMsSchema,
  closeTime: epochMsSchema,
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  volume: z.number(),
});

const channelSchema = z.int().min(1).max(0xffff_ffff);

export const market = {
  /** Best matches first; an empty text lists everything. */
  search: oc
    .input(z.object({ text: z.string().max(100), limit: z.int().min(1).max(200) }))
    .output(z.array(listedInstrumentSchema).max(200)),

  instrument: oc
    .input(z.object({ instrument: instrumentIdSchema }))
    .output(listedInstrumentSchema.nullable()),

  /**
   * Asks for the newest `count` bars that open before `before` (null: up to now). The bars come over the data plane as
   * history frames that carry `request`, a number of the page's choosing; they have all been sent when this answers.
   */
  history: oc
    .input(
      seriesKeySchema.extend({
        request: z.int().min(1).max(0xffff_ffff),
        before: epochMsSchema.nullable(),
        count: z.int().min(1).max(20_000),
      }),
    )
    .output(z.object({ count: z.int(), hasOlder: z.boolean() })),

  /** Starts a topic on the data plane. Its rows carry the channel; the current state follows at once. */
  subscribe: oc.input(topicSchema).output(z.object({ channel: channelSchema })),
  unsubscribe: oc.input(z.object({ channel: channelSchema })).output(z.object({ wasOpen: z.boolean() })),

  /** First what still holds, then as it happens. */
  news: oc.input(z.object({})).output(eventIterator(marketNewsSchema)),

  /**
   * Fetches every single trade of a stretch from the market's connection and stores them for the replay. Ending the iteration
   * ends the fetching; what has come until then stays.
   */
  fetchTrades: oc.input(z.object(stretch)).output(eventIterator(tradeFetchSchema)),

  /** Bars that end with activity instead of time, as the market's connection makes them: page by page, oldest first. */
  activityBars: oc
    .input(
      z.object({
        ...stretch,
        kind: z.enum(['ticks', 'volume', 'range']),
        /** Trades, volume or price steps of a bar. */
        size: z.int().min(1).max(1_000_000),
      }),
    )
    .output(eventIterator(z.object({ bars: z.array(activityBarSchema).max(20_000) }))),

  /** Everything stored, however much it is: the Data panel's table, where it can be deleted. */
  stored: oc.input(z.object({})).output(
    z.array(
      z.object({
        instrument: instrumentIdSchema,
        /** A timeframe and price side, or the kind of ticks. */
        content: z.string().max(40),
        count: z.int(),
        first: epochMsSchema,
        last: epochMsSchema,
      }),
    ),
  ),
  /** Corrects what is known of a stored market; its prices stay as they are. Answers with the market as it is now. */
  describe: oc
    .input(
      z.object({
        instrument: instrumentIdSchema,
        name: nameSchema,
        assetClass: z.enum(assetClasses),
        tickSize: z
          .string()
          .max(24)
          .regex(/^\d{1,7}(\.\d{1,10})?$/),
        calendar: z.string().max(40),
      }),
    )
    .output(instrumentSchema),
  removeStored: oc
    .input(z.object({ instrument: instrumentIdSchema, content: z.string().max(40) }))
    .output(z.object({ removed: z.int() })),
};
