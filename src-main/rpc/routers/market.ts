import type { MarketNews, TradeFetchEvent } from '../../../src-shared/contract/market.ts';
import { calendarOf } from '../../../src-shared/domain/calendars.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { type InstrumentId, type PriceSide, priceSides } from '../../../src-shared/domain/instrument.ts';
import { gridOf } from '../../../src-shared/domain/price-grid.ts';
import { parseTimeframe } from '../../../src-shared/domain/timeframe.ts';
import type { FoundInstrument } from '../../market/index.ts';
import type { ContractRoll, Venue } from '../../venues/venue.ts';
import { Broadcast } from '../broadcast.ts';
import { os, type PageContext } from '../guard.ts';

export const market = os.market.router({
  search: os.market.search.handler(async ({ context, input }) =>
    (await context.services.hub.search(input.text, input.limit)).map(listed),
  ),
  instrument: os.market.instrument.handler(async ({ context, input }) => {
    const found = await context.services.hub.find(input.instrument);
    return found === undefined ? null : listed(found);
  }),
  history: os.market.history.handler(async ({ context, input }) => {
    const { request, before, count, ...key } = input;
    const { candles, hasOlder } = await context.services.hub.history(key, before, count);
    context.stream.sendHistory(request, candles);
    return { count: candles.length, hasOlder };
  }),
  subscribe: os.market.subscribe.handler(async ({ context, input }) => ({
    channel: await context.stream.subscribe(input),
  })),
  unsubscribe: os.market.unsubscribe.handler(({ context, input }) => ({
    wasOpen: context.stream.unsubscribe(input.channel),
  })),
  news: os.market.news.handler(async function* ({ context, signal }) {
    const { hub } = context.services;
    const news = new Broadcast<MarketNews>(256);
    const releases = [
      hub.onAttached(() => news.publish({ kind: 'arrived' })),
      hub.onRoll((roll) => news.publish(rolled(roll))),
    ];
    const heard = news.listen(signal);
    try {
      for (const roll of hub.rolls()) yield rolled(roll);
      yield* heard;
    } finally {
      for (const release of releases) release();
    }
  }),
  fetchTrades: os.market.fetchTrades.handler(async function* ({ context, input, signal }) {
    const { venue, instrument } = await streamed(context, input.instrument);
    const news = new Broadcast<TradeFetchEvent>(4);
    const ended = new AbortController();
    const end = () => ended.abort();
    signal?.addEventListener('abort', end);
    const over = new AbortController();
    const listening = news.listen(over.signal);
    const running = context.services.trades
      .fetch({
        venue,
        instrument,
        range: { from: input.from, to: input.to },
        signal: ended.signal,
        onProgress: (progress) => news.publish({ kind: 'progress', ...progress }),
      })
      .finally(() => over.abort());
    try {
      yield* listening;
      const { isWhole: _, ...done } = await running;
      yield { kind: 'done' as const, ...done };
    } finally {
      signal?.removeEventListener('abort', end);
      end();
      await running.catch((error: unknown) => context.services.log('trades.fetch-ended', { error }));
    }
  }),
  activityBars: os.market.activityBars.handler(async function* ({ context, input, signal }) {
    const { instrument, kind, size, from, to } = input;
    const { venue } = await streamed(context, instrument);
    const request = { instrument, kind, size, range: { from, to } };
    const never = new AbortController().signal;
    for await (const page of context.services.trades.activityBars(venue, request, signal ?? never)) {
      for (let at = 0; at < page.length; at += mostBarsPerPage) {
        yield { bars: page.slice(at, at + mostBarsPerPage) };
      }
    }
  }),
  stored: os.market.stored.handler(({ context }) => {
    const { market: store } = context.services;
    const series = store
      .seriesSummaries()
      .map(({ instrument, timeframe, priceSide, count, first, last }) => ({
        instrument,
        content: `${timeframe} ${priceSide}`,
        count,
        first,
        last,
      }));
    const ticks = store.tickSummaries().map(({ instrument, kind, count, first, last }) => ({
      instrument,
      content: `${kind} ticks`,
      count,
      first,
      last,
    }));
    return [...series, ...ticks];
  }),
  describe: os.market.describe.handler(async ({ context, input }) => {
    const { market: store } = context.services;
    const { instrument: id, ...described } = input;
    const known = store.instrument(id);
    if (known === undefined) throw new Failure('not-found', `${id} is not stored.`);
    // Both say in their own words what is wrong with a value.
    gridOf(described.tickSize);
    calendarOf(described.calendar);
    const instrument = { ...known, ...described };
    await store.saveInstruments([instrument]);
    return instrument;
  }),
  removeStored: os.market.removeStored.handler(async ({ context, input }) => {
    const { market: store } = context.services;
    const [first = '', second = ''] = input.content.split(' ');
    if (second === 'ticks' && (first === 'quote' || first === 'trade')) {
      return { removed: await store.removeTicks(input.instrument, first) };
    }
    const timeframe = parseTimeframe(first);
    const priceSide = priceSides.find((side): side is PriceSide => side === second);
    if (timeframe === undefined || priceSide === undefined) {
      throw new Failure('invalid', `“${input.content}” is not something that is stored.`);
    }
    return { removed: await store.removeSeries({ instrument: input.instrument, timeframe, priceSide }) };
  }),
});

const mostBarsPerPage = 20_000;

const rolled = ({ from, to, time }: ContractRoll): MarketNews => ({ kind: 'rolled', from, to, time });

/** The market and the connection that has it. */
async function streamed(
  { services }: PageContext,
  id: InstrumentId,
): Promise<Required<FoundInstrument> & { readonly venue: Venue }> {
  const found = await services.hub.find(id);
  if (found?.venue === undefined) throw new Failure('not-found', `No connection has ${id}.`);
  return { instrument: found.instrument, venue: found.venue };
}

function listed({ instrument, venue }: FoundInstrument) {
  return {
    instrument,
    ...(venue === undefined ? {} : { connection: venue.id, connectionLabel: venue.label }),
    ...(venue?.capabilities.hasTradeHistory === true ? { hasTradeHistory: true as const } : {}),
  };
}
