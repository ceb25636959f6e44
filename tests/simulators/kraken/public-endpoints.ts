import { type Amount, Exact, withPlaces, zero } from '../exchange/decimal.ts';
import type { MatchingEngine } from '../exchange/matching.ts';
import { fixedInterval, type TapeCandle } from '../exchange/trade-tape.ts';
import { assets, findAsset, type KrakenMarket, lotStep } from './markets.ts';
import { firstAfter, orderLetter, timeOfTrade } from './trade-times.ts';
import { badArguments, KrakenError } from './venue-error.ts';
import { exactly, secondText } from './wire-text.ts';
import type { PublicCall, PublicEndpoint, World } from './world.ts';

const dayMs = 86_400_000;
export const intervalMinutes = [1, 5, 15, 30, 60, 240, 1440, 10_080, 21_600];
/** However far back one asks. */
const newestCandles = 720;

interface Named {
  market: KrakenMarket;
  engine: MatchingEngine;
  /** The name of the result: the new notation comes back as it was asked, others as the market's key. */
  name: string;
}

function named(world: World, name: string): Named {
  const market = world.markets.find(name);
  if (market === undefined) throw new KrakenError('EQuery:Unknown asset pair');
  const engine = world.exchange.market(market.symbol);
  return { market, engine, name: name.includes('/') ? name : market.key };
}

function pairsOf({ world, parameters }: PublicCall): Named[] {
  const names = parameters.list('pair');
  return names.length === 0
    ? world.markets.all.map(({ key }) => named(world, key))
    : names.map((name) => named(world, name));
}

function needPair({ world, parameters }: PublicCall): Named {
  return named(world, parameters.need('pair'));
}

/** REST writes prices with five decimals, or with all where the market has more. */
function priceText(price: Amount, market: KrakenMarket): string {
  return withPlaces(price, Math.max(5, market.priceDecimals));
}

function describeAssets({ parameters }: PublicCall): object {
  const names = parameters.list('asset');
  const wanted =
    names.length === 0
      ? assets
      : names.map((name) => {
          const found = findAsset(name);
          if (found === undefined) throw new KrakenError('EQuery:Unknown asset');
          return found;
        });
  return Object.fromEntries(
    wanted.map(({ key, altname, decimals, displayDecimals }) => [
      key,
      {
        aclass: 'currency',
        altname,
        decimals,
        display_decimals: displayDecimals,
        ...(key === 'XXBT' ? { collateral_value: 0.99 } : {}),
        status: 'enabled',
        ...(key === 'XXBT' ? { margin_rate: '0.01' } : {}),
      },
    ]),
  );
}

export function pairStatus(engine: MatchingEngine): string {
  return engine.state === 'trading' ? 'online' : 'cancel_only';
}

/** Fee lists are empty since 2026, for every market. */
function describePair({ market, engine }: Named, info: string): object {
  const fees = { fees: [], fees_maker: [], fee_volume_currency: 'ZUSD' };
  const leverage = {
    leverage_buy: [2, 3, 4, 5, 6, 7, 8, 9, 10],
    leverage_sell: [2, 3, 4, 5, 6, 7, 8, 9, 10],
  };
  const margin = { margin_call: 80, margin_stop: 40 };
  if (info === 'fees') return fees;
  if (info === 'leverage') return leverage;
  if (info === 'margin') return { ...margin, margin_level: 40 };
  return {
    altname: market.altname,
    wsname: market.wsname,
    aclass_base: 'currency',
    base: market.base.key,
    aclass_quote: 'currency',
    quote: market.quote.key,
    lot: 'unit',
    cost_decimals: market.costDecimals,
    pair_decimals: market.priceDecimals,
    lot_decimals: market.lotDecimals,
    lot_multiplier: 1,
    ...leverage,
    ...fees,
    ...margin,
    ordermin: market.minQuantity,
    costmin: market.minCost,
    tick_size: market.tick,
    status: pairStatus(engine),
    execution_venue: 'international',
    long_position_limit: 350,
    short_position_limit: 250,
  };
}

function assetPairs(call: PublicCall): object {
  const info = call.parameters.text('info') ?? 'info';
  if (!['info', 'leverage', 'fees', 'margin'].includes(info)) throw badArguments('info');
  return Object.fromEntries(pairsOf(call).map((pair) => [pair.name, describePair(pair, info)]));
}

export function averageOf(candle: TapeCandle | undefined): Amount {
  if (candle === undefined || candle.volume.isZero()) return zero;
  return candle.quoteVolume.dividedBy(candle.volume);
}

function ticker({ market, engine }: Named, now: number): object {
  const today = engine.tape.summary(Math.floor(now / dayMs) * dayMs, now);
  const day = engine.tape.summary(now - dayMs, now);
  const last = engine.tape.last;
  const price = (value: Amount | undefined) => priceText(value ?? engine.lastPrice, market);
  const lots = (value: Amount | undefined) => withPlaces(value ?? zero, market.lotDecimals);
  const best = (side: 'buy' | 'sell') => {
    const level = engine.book.depth(side, 1)[0];
    const quantity = level?.quantity ?? zero;
    return [price(level?.price), quantity.ceil().toFixed(0), withPlaces(quantity, 3)];
  };
  return {
    a: best('sell'),
    b: best('buy'),
    c: [price(last?.price), lots(last?.quantity)],
    v: [lots(today?.volume), lots(day?.volume)],
    p: [price(averageOf(today)), price(averageOf(day))],
    t: [today?.trades ?? 0, day?.trades ?? 0],
    l: [price(today?.low), price(day?.low)],
    h: [price(today?.high), price(day?.high)],
    o: price(today?.open),
  };
}

/** Newest 720 rows at most, whatever `since` says; `last` is the newest one that is complete. */
function candles(call: PublicCall): object {
  const pair = needPair(call);
  const { world, parameters, address } = call;
  const minutes = parameters.integer('interval') ?? 1;
  if (!intervalMinutes.includes(minutes)) throw badArguments('interval');
  world.limits.admitHistory(address, pair.market.symbol);
  const { priceDecimals, lotDecimals } = pair.market;
  const since = (parameters.integer('since') ?? 0) * 1000;
  const range = { to: world.clock.now(), limit: newestCandles };
  const all = pair.engine.tape.candles(fixedInterval(minutes * 60_000), range);
  const rows = all.filter(({ openTime }) => openTime > since || since === 0);
  return {
    [pair.name]: rows.map((candle) => [
      candle.openTime / 1000,
      withPlaces(candle.open, priceDecimals),
      withPlaces(candle.high, priceDecimals),
      withPlaces(candle.low, priceDecimals),
      withPlaces(candle.close, priceDecimals),
      withPlaces(averageOf(candle), priceDecimals),
      withPlaces(candle.volume, lotDecimals),
      candle.trades,
    ]),
    last: (all.at(-2)?.openTime ?? 0) / 1000,
  };
}

function depth(call: PublicCall): object {
  const pair = needPair(call);
  const count = call.parameters.integer('count') ?? 100;
  if (count < 1 || count > 500) throw badArguments('count');
  const seconds = Math.floor(call.world.clock.now() / 1000);
  const rows = (side: 'buy' | 'sell') =>
    pair.engine.book
      .depth(side, count)
      .map(({ price, quantity }) => [priceText(price, pair.market), withPlaces(quantity, 3), seconds]);
  return { [pair.name]: { asks: rows('sell'), bids: rows('buy') } };
}

/** After `since`, oldest first; without it the newest. */
function trades(call: PublicCall): object {
  const pair = needPair(call);
  const { world, parameters, address } = call;
  const count = parameters.integer('count') ?? 1000;
  if (count < 1 || count > 1000) throw badArguments('count');
  world.limits.admitHistory(address, pair.market.symbol);
  const list = pair.engine.tape.trades;
  const since = parameters.text('since');
  if (since !== undefined && !/^\d{1,19}$/.test(since)) throw badArguments('since');
  const from =
    since === undefined ? Math.max(0, list.length - count) : firstAfter(pair.engine.tape, nanosOf(since));
  const rows = list.slice(from, from + count);
  const times = rows.map((_, index) => timeOfTrade(list, from + index));
  return {
    [pair.name]: rows.map((trade, index) => [
      priceText(trade.price, pair.market),
      withPlaces(trade.quantity, pair.market.lotDecimals),
      exactly(secondsText(times[index] ?? 0n)),
      trade.takerSide === 'buy' ? 'b' : 's',
      orderLetter(trade),
      '',
      trade.id,
    ]),
    last: String(times.at(-1) ?? since ?? 0),
  };
}

/** Nanoseconds, but short numbers are seconds. */
function nanosOf(since: string): bigint {
  return since.length <= 11 ? BigInt(since) * 1_000_000_000n : BigInt(since);
}

/** Seven decimals are what the venue sends, though `last` has nine. */
function secondsText(nanos: bigint): string {
  const digits = String(nanos).padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9, -2)}`;
}

function spread(call: PublicCall): object {
  const pair = needPair(call);
  const seconds = Math.floor(call.world.clock.now() / 1000);
  const price = (side: 'buy' | 'sell') =>
    priceText(pair.engine.book.best(side)?.price ?? pair.engine.lastPrice, pair.market);
  return { [pair.name]: [[seconds, price('buy'), price('sell')]], last: seconds };
}

function time({ world }: PublicCall): object {
  const at = new Date(world.clock.now());
  const [, weekday = '', day = '', month = '', year = '', clock = ''] =
    /^(\w+), (\d+) (\w+) \d\d(\d\d) (\S+)/.exec(at.toUTCString()) ?? [];
  return {
    unixtime: Math.floor(at.getTime() / 1000),
    rfc1123: `${weekday}, ${day} ${month} ${year} ${clock} +0000`,
  };
}

export const publicEndpoints: Record<string, PublicEndpoint> = {
  Time: time,
  SystemStatus: ({ world }) => ({
    status: world.status.system,
    timestamp: secondText(world.clock.now()),
  }),
  Assets: describeAssets,
  AssetPairs: assetPairs,
  Ticker: (call) =>
    Object.fromEntries(pairsOf(call).map((pair) => [pair.name, ticker(pair, call.world.clock.now())])),
  OHLC: candles,
  Depth: depth,
  Trades: trades,
  Spread: spread,
};

/** Used by the instrument channel, which names the same things differently. */
export function incrementsOf(market: KrakenMarket): { price: Amount; quantity: Amount } {
  return { price: new Exact(market.tick), quantity: new Exact(lotStep(market)) };
}
