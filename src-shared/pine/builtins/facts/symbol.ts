import type { Context } from '../../runtime/context.ts';
import { plainTicker, prefixOf, tickerOf } from '../../runtime/ticker-text.ts';
import type { Builtin, BuiltinFunction } from '../builtin.ts';
import { fact, unknownFact } from './fact.ts';

const ownTicker = ({ symbol }: Context) => plainTicker(symbol.tickerId);

/** A futures' root is its ticker without month, year and the sign of a continuous contract: ESZ2026 and ES1! are ES. */
function rootOf({ symbol }: Context): string {
  const ticker = tickerOf(symbol.tickerId);
  if (symbol.type !== 'futures') return ticker;
  return ticker.replace(/\d+!$|[FGHJKMNQUVXZ]\d{1,4}$/, '') || ticker;
}

/** The smallest step as a fraction: 0.25 is 25/100. */
function tickFraction(context: Context): readonly [number, number] {
  const { minimumTick } = context.symbol;
  let scale = 1;
  while (scale < 1e12 && Math.abs(minimumTick * scale - Math.round(minimumTick * scale)) > 1e-9) {
    scale *= 10;
  }
  return [Math.round(minimumTick * scale), scale];
}

function textFunction(
  name: string,
  documentation: string,
  call: (symbol: string | null) => string | null,
): BuiltinFunction {
  return {
    kind: 'function',
    name,
    documentation,
    signatures: ['(symbol: series string) strongest string'],
    implementation: { kind: 'pure', call },
  };
}

/** `syminfo.*`: what is known of the market. */
export const symbolFacts: readonly Builtin[] = [
  fact(
    'syminfo.tickerid',
    'simple string',
    ({ symbol }) => symbol.tickerId,
    'The market as `EXCHANGE:TICKER`, with modifiers: what requests take.',
  ),
  fact('syminfo.ticker', 'simple string', (context) => tickerOf(ownTicker(context)), 'The ticker alone.'),
  fact(
    'syminfo.prefix',
    'simple string',
    (context) => prefixOf(ownTicker(context)) ?? '',
    'The exchange before the colon.',
  ),
  textFunction('syminfo.ticker', 'The part behind the colon of a symbol text.', (symbol) =>
    symbol === null ? null : tickerOf(plainTicker(symbol)),
  ),
  textFunction('syminfo.prefix', 'The part before the colon of a symbol text; na without one.', (symbol) =>
    symbol === null ? null : (prefixOf(plainTicker(symbol)) ?? null),
  ),
  fact(
    'syminfo.main_tickerid',
    'simple string',
    ({ chart }) => chart.symbol.tickerId,
    'The chart’s market, also inside of requests.',
  ),
  fact('syminfo.root', 'simple string', rootOf, 'Root of a future’s ticker; elsewhere the ticker.'),
  fact('syminfo.description', 'simple string', ({ symbol }) => symbol.description, 'The market in words.'),
  fact(
    'syminfo.type',
    'simple string',
    ({ symbol }) => symbol.type,
    'Kind of market: stock, futures, forex, crypto, index, fund, cfd, economic, bond.',
  ),
  fact('syminfo.currency', 'simple string', ({ symbol }) => symbol.currency, 'Currency of the prices.'),
  fact(
    'syminfo.basecurrency',
    'simple string',
    ({ symbol }) => symbol.baseCurrency,
    'What is bought: the first currency of a pair, the coin; empty elsewhere.',
  ),
  fact('syminfo.mintick', 'simple float', ({ symbol }) => symbol.minimumTick, 'Smallest step of the price.'),
  fact(
    'syminfo.minmove',
    'simple int',
    (context) => tickFraction(context)[0],
    'Numerator of the smallest step as a fraction.',
  ),
  fact(
    'syminfo.pricescale',
    'simple int',
    (context) => tickFraction(context)[1],
    'Denominator of the smallest step as a fraction.',
  ),
  fact(
    'syminfo.pointvalue',
    'simple float',
    ({ symbol }) => symbol.pointValue,
    'Money that a move of 1.0 is worth for one contract.',
  ),
  fact('syminfo.timezone', 'simple string', ({ symbol }) => symbol.timeZone, 'IANA zone of the exchange.'),
  fact(
    'syminfo.session',
    'simple string',
    () => 'regular',
    'Which session the chart shows: `session.regular` or `session.extended`.',
  ),
  fact(
    'syminfo.volumetype',
    'simple string',
    ({ symbol }) => (symbol.type === 'forex' ? 'tick' : 'base'),
    'What volume counts: `base` units, `quote` money, or `tick` for numbers of price changes.',
  ),
  unknownFact('syminfo.mincontract', 'simple float', 'Smallest step of the quantity.'),
  unknownFact('syminfo.country', 'simple string', 'Two letters of the exchange’s country.'),
  unknownFact('syminfo.current_contract', 'simple string', 'The contract behind a continuous future.'),
  unknownFact('syminfo.expiration_date', 'simple int', 'Start of a future’s last day, ms UTC.'),
  unknownFact('syminfo.isin', 'simple string', 'The security’s ISIN.'),
  unknownFact('syminfo.employees', 'simple int', 'Number of the company’s employees.'),
  unknownFact('syminfo.industry', 'simple string', 'The company’s industry.'),
  unknownFact('syminfo.sector', 'simple string', 'The company’s sector.'),
  unknownFact('syminfo.shareholders', 'simple int', 'Number of shareholders.'),
  unknownFact('syminfo.shares_outstanding_float', 'simple float', 'Shares that are freely traded.'),
  unknownFact('syminfo.shares_outstanding_total', 'simple int', 'All shares.'),
  unknownFact('syminfo.recommendations_buy', 'series int', 'Analysts who say buy.'),
  unknownFact('syminfo.recommendations_buy_strong', 'series int', 'Analysts who say strong buy.'),
  unknownFact('syminfo.recommendations_date', 'series int', 'When the last ratings began, ms UTC.'),
  unknownFact('syminfo.recommendations_hold', 'series int', 'Analysts who say hold.'),
  unknownFact('syminfo.recommendations_sell', 'series int', 'Analysts who say sell.'),
  unknownFact('syminfo.recommendations_sell_strong', 'series int', 'Analysts who say strong sell.'),
  unknownFact('syminfo.recommendations_total', 'series int', 'Number of ratings.'),
  unknownFact('syminfo.target_price_average', 'series float', 'Mean of the analysts’ targets.'),
  unknownFact('syminfo.target_price_date', 'series int', 'When the last targets began, ms UTC.'),
  unknownFact('syminfo.target_price_estimates', 'series float', 'Number of targets.'),
  unknownFact('syminfo.target_price_high', 'series float', 'Highest target.'),
  unknownFact('syminfo.target_price_low', 'series float', 'Lowest target.'),
  unknownFact('syminfo.target_price_median', 'series float', 'Median of the targets.'),
];
