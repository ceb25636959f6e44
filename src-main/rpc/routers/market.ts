import { calendarOf } from '../../../src-shared/domain/calendars.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { type PriceSide, priceSides } from '../../../src-shared/domain/instrument.ts';
import { gridOf } from '../../../src-shared/domain/price-grid.ts';
import { parseTimeframe } from '../../../src-shared/domain/timeframe.ts';
import type { FoundInstrument } from '../../market/index.ts';
import { os } from '../guard.ts';

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

function listed({ instrument, venue }: FoundInstrument) {
  return {
    instrument,
    ...(venue === undefined ? {} : { connection: venue.id, connectionLabel: venue.label }),
  };
}
