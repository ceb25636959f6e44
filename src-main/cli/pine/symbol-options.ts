import { calendarOf } from '../../../src-shared/domain/calendars.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import { TradingCalendar } from '../../../src-shared/domain/trading-calendar.ts';
import { isTimeZone } from '../../../src-shared/domain/zone-time.ts';
import { timeframeOfScript } from '../../../src-shared/pine/builtins/time/timeframe-text.ts';
import type { Bars, SymbolFacts } from '../../../src-shared/pine/runtime/bars.ts';

/** What `tidemark pine run` is told about the market of its file. */
export interface SymbolOptions {
  readonly symbol: string | undefined;
  readonly type: string | undefined;
  readonly timeframe: string | undefined;
  readonly timezone: string | undefined;
  readonly session: string | undefined;
  readonly mintick: string | undefined;
  readonly pointvalue: string | undefined;
  readonly currency: string | undefined;
}

const types = ['forex', 'futures', 'crypto', 'stock', 'index', 'fund', 'cfd', 'bond', 'economic'] as const;
type SymbolType = (typeof types)[number];

const cryptoExchanges = /^(BINANCE|COINBASE|KRAKEN|BITSTAMP|BYBIT|OKX|BITFINEX|KUCOIN|GEMINI)/;
const forexExchanges = /^(FX|FX_IDC|OANDA|FOREXCOM|CAPITALCOM|SAXO|PEPPERSTONE|ICMARKETS)$/;
const futuresExchanges =
  /^(CME|CME_MINI|CBOT|CBOT_MINI|COMEX|COMEX_MINI|NYMEX|NYMEX_MINI|ICEUS|ICEEUR|EUREX|MCX)$/;
const currencies = 'USD|EUR|GBP|JPY|CHF|AUD|NZD|CAD|CNH|SEK|NOK|INR|SGD|HKD|MXN|ZAR|TRY|PLN';

/** @throws Failure `invalid`, naming the option that cannot be used */
export function symbolFacts(options: SymbolOptions): SymbolFacts {
  const tickerId = options.symbol ?? 'FILE:CANDLES';
  const colon = tickerId.indexOf(':');
  const exchange = colon < 0 ? '' : tickerId.slice(0, colon);
  const ticker = tickerId.slice(colon + 1).toUpperCase();
  const type = typeOf(options.type, exchange, ticker);
  const pair = new RegExp(`^(.+?)(${currencies}|USDT|USDC|BTC)$`).exec(ticker.replace(/(\.P|PERP)$/, ''));
  const { calendar, session } = hoursOf(options, type, exchange);
  return {
    tickerId,
    description: ticker,
    type,
    currency: options.currency ?? (type === 'forex' || type === 'crypto' ? (pair?.[2] ?? 'USD') : 'USD'),
    baseCurrency: type === 'forex' || type === 'crypto' ? (pair?.[1] ?? '') : '',
    minimumTick: positive('--mintick', options.mintick) ?? usualTick(type, ticker),
    pointValue: positive('--pointvalue', options.pointvalue) ?? 1,
    timeZone: calendar.rules.zone,
    session,
    calendar,
  };
}

function typeOf(given: string | undefined, exchange: string, ticker: string): SymbolType {
  if (given !== undefined) {
    const type = types.find((one) => one === given);
    if (type === undefined) throw new Failure('invalid', `--type: write one of ${types.join(', ')}.`);
    return type;
  }
  if (cryptoExchanges.test(exchange)) return 'crypto';
  if (futuresExchanges.test(exchange) || /\d!$/.test(ticker)) return 'futures';
  if (forexExchanges.test(exchange) || new RegExp(`^(${currencies})(${currencies})$`).test(ticker))
    return 'forex';
  if (/(USDT|USDC|BTC|ETH)(\.P)?$/.test(ticker)) return 'crypto';
  return exchange === 'FILE' || exchange === '' ? 'crypto' : 'stock';
}

const usualCalendars: Readonly<Partial<Record<SymbolType, string>>> = {
  forex: 'forex',
  futures: 'cme-globex-fx',
  stock: 'us-stocks',
  index: 'us-stocks',
  fund: 'us-stocks',
};
const usualSessions: Readonly<Record<string, string>> = {
  forex: '1700-1700',
  'cme-globex-fx': '1700-1600',
  'cme-globex': '1700-1600',
  eurex: '0110-2200',
  'us-stocks': '0930-1600',
  'nse-india': '0915-1530',
  'mcx-india': '0900-2355',
};

function hoursOf(
  { session, timezone }: SymbolOptions,
  type: SymbolType,
  exchange: string,
): { calendar: TradingCalendar; session: string } {
  if (timezone !== undefined && !isTimeZone(timezone)) {
    throw new Failure('invalid', `--timezone: “${timezone}” is not an IANA time zone.`);
  }
  const indian = { NSE: 'nse-india', BSE: 'nse-india', MCX: 'mcx-india' }[exchange];
  const key = indian ?? usualCalendars[type] ?? 'crypto-24-7';
  const usual = calendarOf(key);
  if (session === undefined) {
    const calendar =
      timezone === undefined || timezone === usual.rules.zone
        ? usual
        : new TradingCalendar({ ...usual.rules, key: `${key} ${timezone}`, zone: timezone });
    return { calendar, session: usualSessions[key] ?? '24x7' };
  }
  const found = /^(\d{2})(\d{2})-(\d{2})(\d{2})$/.exec(session);
  if (session === '24x7') {
    return { calendar: ownCalendar(timezone ?? 'UTC', 0, 1440, [0, 1, 2, 3, 4, 5, 6]), session };
  }
  if (found === null) throw new Failure('invalid', `--session: write hours like 0930-1600, or 24x7.`);
  const [from, to] = [Number(found[1]) * 60 + Number(found[2]), Number(found[3]) * 60 + Number(found[4])];
  const isOvernight = to <= from;
  const calendar = ownCalendar(
    timezone ?? usual.rules.zone,
    isOvernight ? from - 1440 : from,
    to === 0 ? 1440 : to,
    [1, 2, 3, 4, 5],
  );
  return { calendar, session };
}

function ownCalendar(zone: string, from: number, to: number, days: readonly number[]): TradingCalendar {
  return new TradingCalendar({
    key: `own ${zone} ${from} ${to}`,
    name: 'As told on the command line',
    zone,
    dayStart: Math.min(from, 0),
    barAnchor: from,
    hours: Object.fromEntries(days.map((day) => [day, [[from, to]] as const])),
  });
}

function usualTick(type: SymbolType, ticker: string): number {
  if (type === 'forex') return ticker.endsWith('JPY') ? 0.001 : 0.00001;
  return 0.01;
}

function positive(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0)) throw new Failure('invalid', `${option}: “${text}” is not a positive number.`);
  return value;
}

/** The timeframe as it was written, or that which most bars are apart. @throws Failure `invalid` */
export function timeframeOf(text: string | undefined, bars: Bars): Timeframe {
  if (text !== undefined) {
    const found = timeframeOfScript(text);
    if (found === undefined)
      throw new Failure('invalid', `--timeframe: “${text}” is none. Write 30, 240, 1D or 30m, 4h.`);
    return found;
  }
  const distances = new Map<number, number>();
  for (let bar = 1; bar < Math.min(bars.count, 1000); bar += 1) {
    const distance = (bars.time[bar] as number) - (bars.time[bar - 1] as number);
    distances.set(distance, (distances.get(distance) ?? 0) + 1);
  }
  const [usual = 60_000] = [...distances].sort((a, b) => b[1] - a[1])[0] ?? [];
  const dayMs = 86_400_000;
  if (usual >= 28 * dayMs) return '1M';
  if (usual >= 7 * dayMs) return '1W';
  if (usual >= dayMs) return `${Math.round(usual / dayMs)}D`;
  return timeframeOfScript(String(Math.max(1, Math.round(usual / 60_000)))) ?? '1m';
}
