import { expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { createCatalogue } from './catalogue.ts';
import { bodyText } from './testing/fixture.ts';
import { createTinyKraken } from './testing/tiny-kraken.ts';

const pair = (wsname: string, base: string, quote: string) => ({
  altname: wsname.replace('/', ''),
  wsname,
  base,
  quote,
  pair_decimals: 5,
  lot_decimals: 8,
  ordermin: '0.01',
  costmin: '0.5',
  tick_size: '0.00001',
  status: 'online',
});

test('describes a recorded market in full, and knows it by each of its names', async () => {
  const { rest, world } = createTinyKraken(null);
  const catalogue = createCatalogue(rest, world.parts.now);
  await catalogue.refresh();
  const market = catalogue.byId(instrumentId('KRAKEN:BTC/USD'));
  expect(market).toEqual({
    instrument: {
      id: 'KRAKEN:BTC/USD',
      name: 'BTC / USD spot',
      assetClass: 'crypto',
      currency: 'USD',
      tickSize: '0.1',
      lotStep: '0.00000001',
      multiplier: '1',
      calendar: 'crypto-24-7',
      priceSide: 'trade',
      limits: { minQuantity: '0.00005', minNotional: '0.5' },
    },
    key: 'XXBTZUSD',
    symbol: 'BTC/USD',
    base: 'BTC',
    quote: 'USD',
    priceDecimals: 1,
    sizeDecimals: 8,
    status: 'online',
  });
  for (const name of ['XXBTZUSD', 'XBTUSD', 'XBT/USD', 'BTC/USD'])
    expect(catalogue.byName(name)).toBe(market);
  expect(catalogue.byName('ETHUSD')).toBeUndefined();
});

test('reads the older shape too, and leaves out a row that it cannot read', async () => {
  const tiny = createTinyKraken(null);
  const older = JSON.parse(bodyText('rest-asset-pairs-doc')) as { result: Record<string, unknown> };
  tiny.on('AssetPairs', {
    result: { ...older.result, BROKEN: { altname: 7 }, SHARE: pair('AAPLx/USD', 'AAPLx', 'ZUSD') },
  });
  const catalogue = createCatalogue(tiny.rest, tiny.world.parts.now);
  await catalogue.refresh();
  expect(catalogue.byName('XETHXXBT')).toMatchObject({ symbol: 'ETH/BTC', base: 'ETH', quote: 'BTC' });
  expect(catalogue.byName('SHARE')).toBeUndefined();
});

test('the lists are read once an hour, however many ask', async () => {
  const tiny = createTinyKraken(null);
  const catalogue = createCatalogue(tiny.rest, tiny.world.parts.now);
  await Promise.all([catalogue.refresh(), catalogue.refresh()]);
  await catalogue.refresh();
  expect(tiny.countOf('AssetPairs')).toBe(1);
  await tiny.world.pass(61 * 60_000);
  await catalogue.refresh();
  expect(tiny.countOf('AssetPairs')).toBe(2);
});

test('lists that cannot be read anew serve on', async () => {
  const tiny = createTinyKraken(null);
  const catalogue = createCatalogue(tiny.rest, tiny.world.parts.now);
  tiny.on('AssetPairs', { text: '<html>', status: 520 });
  await expect(catalogue.refresh()).rejects.toMatchObject({ kind: 'unavailable' });
  tiny.on('AssetPairs', { text: bodyText('rest-asset-pairs-recorded') });
  await catalogue.refresh();
  tiny.on('AssetPairs', { text: '<html>', status: 520 });
  await tiny.world.pass(61 * 60_000);
  await catalogue.refresh();
  await catalogue.refresh();
  expect(catalogue.bySymbol('BTC/USD')).toBeDefined();
  expect(tiny.countOf('AssetPairs')).toBe(3);
});

test('searches by match, then by turnover in dollars', async () => {
  const tiny = createTinyKraken(null);
  tiny.on('AssetPairs', {
    result: {
      XXBTZUSD: pair('XBT/USD', 'XXBT', 'ZUSD'),
      XXBTZEUR: pair('XBT/EUR', 'XXBT', 'ZEUR'),
      XETHXXBT: pair('ETH/XBT', 'XETH', 'XXBT'),
      WBTCUSD: pair('WBTC/USD', 'WBTC', 'ZUSD'),
      ZEURZUSD: pair('EUR/USD', 'ZEUR', 'ZUSD'),
    },
  });
  const row = (last: string, volume: string) => ({ c: [last, '1'], v: ['0', volume], p: ['0', last] });
  tiny.on('Ticker', {
    result: {
      XXBTZUSD: row('80000', '100'),
      XXBTZEUR: row('70000', '200'),
      XETHXXBT: row('0.04', '100'),
      WBTCUSD: row('80000', '1'),
      ZEURZUSD: row('1.15', '1000'),
      UNKNOWN: 7,
    },
  });
  const catalogue = createCatalogue(tiny.rest, tiny.world.parts.now);
  await catalogue.refresh();
  const names = async (text: string, limit = 10) =>
    (await catalogue.search(text, limit)).map(({ id }) => id.slice(7));
  expect(await names('')).toEqual(['BTC/EUR', 'BTC/USD', 'ETH/BTC', 'WBTC/USD', 'EUR/USD']);
  expect(await names('BTC')).toEqual(['BTC/EUR', 'BTC/USD', 'ETH/BTC', 'WBTC/USD']);
  expect(await names('btc/usd')).toEqual(['BTC/USD', 'WBTC/USD']);
  expect(await names('', 1)).toEqual(['BTC/EUR']);
  expect(await names('nothing')).toEqual([]);
  expect(tiny.countOf('Ticker')).toBe(1);
});

test('without turnovers the search still answers', async () => {
  const { rest, world, on } = createTinyKraken(null);
  on('AssetPairs', { result: { A: pair('AAA/USD', 'AAA', 'ZUSD'), B: pair('BBB/USD', 'BBB', 'ZUSD') } });
  on('Ticker', { text: '<html>', status: 520 });
  const catalogue = createCatalogue(rest, world.parts.now);
  await catalogue.refresh();
  expect(await catalogue.search('', 5)).toHaveLength(2);
});
