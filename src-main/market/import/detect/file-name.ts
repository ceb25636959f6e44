import {
  type InstrumentId,
  isInstrumentId,
  type PriceSide,
} from '../../../../src-shared/domain/instrument.ts';
import { parseTimeframe, type Timeframe } from '../../../../src-shared/domain/timeframe.ts';

export interface NamedTarget {
  readonly source?: string;
  readonly symbol?: string;
  readonly timeframe?: Timeframe;
  readonly priceSide?: PriceSide;
}

type Pattern = (name: string) => NamedTarget | undefined;

/** What the name of a file tells, by the habits of the programs that write such files. */
export function readFileName(fileName: string): NamedTarget {
  const name = fileName.replace(/(\.(csv|txt|tsv|gz|zip|parquet|pq|snappy))+$/i, '');
  for (const pattern of patterns) {
    const found = pattern(name);
    if (found !== undefined) return found;
  }
  return {};
}

/** `SOURCE:SYMBOL` out of what was found, without the characters that ids do not have. */
export function idOf(source: string, symbol: string): InstrumentId | undefined {
  const clean = symbol.toUpperCase().replace(/[^A-Z0-9._/#-]/g, '');
  const id = `${source.toUpperCase()}:${clean}`;
  return isInstrumentId(id) ? id : undefined;
}

const patterns: readonly Pattern[] = [
  // TradingView: BINANCE_BTCUSDT, 60_1a2b3.csv
  (name) => {
    const [, source, symbol, frame] = /^([A-Z][A-Z0-9_]*)_([A-Z0-9.!-]+), (\d*[SDWM]?)/.exec(name) ?? [];
    return source === undefined || symbol === undefined
      ? undefined
      : { source, symbol, ...frameOf((frame ?? '').replace('S', 's')) };
  },
  // HistData: DAT_ASCII_EURUSD_M1_201202.csv
  (name) => {
    const [, symbol, frame] = /^DAT_[A-Z]+_([A-Z0-9]{6})_(M1|T)/.exec(name) ?? [];
    return symbol === undefined
      ? undefined
      : { source: 'HISTDATA', symbol, priceSide: 'bid', ...(frame === 'M1' ? frameOf('1m') : {}) };
  },
  // Dukascopy: EURUSD_Candlestick_1_m_BID_01.01.2020-31.01.2020.csv
  (name) => {
    const [, symbol, count, unit, side] =
      /^([A-Z0-9.]+)_Candlestick_(\d+)_([smhDWM])\w*_(BID|ASK)/i.exec(name) ?? [];
    return symbol === undefined
      ? undefined
      : {
          source: 'DUKASCOPY',
          symbol,
          priceSide: side?.toLowerCase() === 'ask' ? 'ask' : 'bid',
          ...frameOf(`${count}${unit}`),
        };
  },
  // MetaTrader 4: EURUSD240.csv, the minutes behind the symbol
  (name) => {
    const [, symbol, minutes] = /^([A-Z]{6})(1|5|15|30|60|240|1440|10080|43200)$/.exec(name) ?? [];
    if (symbol === undefined || minutes === undefined) return undefined;
    const days = Number(minutes) / 1440;
    return { symbol, ...frameOf(days < 1 ? minutes : days === 1 ? '1D' : days === 7 ? '1W' : '1M') };
  },
  byWords,
];

/** BTCUSDT-1m-2024-01, EURUSD_M1_2020, gbpusd-1m-bid: the first word is the symbol, the others may say more. */
function byWords(name: string): NamedTarget {
  const [symbol, ...words] = name.split(/[-_ ,]+/);
  const frame = words.map(frameOfWord).find((one) => one !== undefined);
  const side = words.map((word) => word.toLowerCase()).find((word) => word === 'bid' || word === 'ask');
  return {
    ...(symbol !== undefined && /^[A-Za-z0-9.#]{2,20}$/.test(symbol) && /[A-Za-z]/.test(symbol)
      ? { symbol }
      : {}),
    ...(frame === undefined ? {} : { timeframe: frame }),
    ...(side === undefined ? {} : { priceSide: side }),
  };
}

function frameOfWord(word: string): Timeframe | undefined {
  const [, letter, count] = /^(M|H|D|W|MN)(\d{1,2})$/.exec(word) ?? [];
  if (letter !== undefined) {
    const unit = { M: 'm', H: 'h', D: 'D', W: 'W', MN: 'M' }[letter];
    return parseTimeframe(`${count}${unit}`);
  }
  const [, number, unit] = /^(\d{1,3})(s|m|min|h|d|w|mo|D|W|M)$/.exec(word) ?? [];
  if (unit === undefined) return undefined;
  return parseTimeframe(`${number}${{ min: 'm', mo: 'M' }[unit] ?? unit}`);
}

function frameOf(text: string): { timeframe?: Timeframe } {
  const found = parseTimeframe(text);
  return found === undefined ? {} : { timeframe: found };
}
