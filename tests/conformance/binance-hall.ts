import { randomBytes } from 'node:crypto';
import { binance } from '../../src-main/venues/binance/index.ts';
import type { CredentialAccess, VenueConfig, VenueParts } from '../../src-main/venues/venue-kind.ts';
import { type Instrument, instrumentId } from '../../src-shared/domain/instrument.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { type BinanceSimulator, startBinanceSimulator } from '../simulators/binance/index.ts';
import type { BinanceKey } from '../simulators/binance/keys.ts';
import type { Candidate } from './venue-market.ts';

/** Binance's simulator and what a connection to it needs. */
export interface ExamHall {
  readonly simulator: BinanceSimulator;
  close(): Promise<void>;
}

export async function startExamHall(): Promise<ExamHall> {
  const simulator = await startBinanceSimulator({ seed: 11, limits: { connectionAttempts: 100_000 } });
  return { simulator, close: () => simulator.close() };
}

export function configOf(
  { simulator: { url, ca } }: Pick<ExamHall, 'simulator'>,
  products: readonly string[],
): VenueConfig {
  return {
    id: 'exam',
    label: 'Binance, exam',
    environment: 'live',
    products,
    isTradingEnabled: true,
    urls: {
      spotRest: url.rest,
      spotStream: url.ws,
      spotWsApi: url.wsApi,
      futuresRest: url.fapi,
      futuresStream: url.fstream,
    },
    ...(ca === undefined ? {} : { trustedCa: ca }),
  };
}

export function partsOf(key?: BinanceKey): VenueParts {
  return {
    credentials: key === undefined ? null : credentialsOf(key),
    now: () => epochMs(Date.now()),
    monotonicMs: () => performance.now(),
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    // The shortest back-off, so that tests need not wait.
    random: () => 0,
    randomBytes: (length) => randomBytes(length),
    log: () => undefined,
  };
}

export function credentialsOf({ apiKey, secret }: BinanceKey): CredentialAccess {
  return {
    use: async (_purpose, use) => use({ apiKey: { reveal: () => apiKey }, secret: { reveal: () => secret } }),
    replace: () => Promise.reject(new Error('Binance replaces no credentials')),
  };
}

const spotMarket: Instrument = {
  id: instrumentId('BINANCE:BTCUSDT'),
  name: 'BTC/USDT',
  assetClass: 'crypto',
  currency: 'USDT',
  tickSize: '0.01',
  lotStep: '0.00001',
  multiplier: '1',
  calendar: 'crypto-24-7',
  priceSide: 'trade',
};
const futuresMarket: Instrument = {
  ...spotMarket,
  id: instrumentId('BINANCE:BTCUSDT.P'),
  name: 'BTC/USDT perpetual',
  assetClass: 'crypto-perpetual',
  tickSize: '0.1',
  lotStep: '0.001',
};

export async function candidateOf(hall: ExamHall, product: 'spot' | 'usd-m'): Promise<Candidate> {
  const { simulator } = hall;
  const venue = binance.open(configOf(hall, [product]), partsOf());
  const market = product === 'spot' ? spotMarket : futuresMarket;
  const rules =
    product === 'spot'
      ? { minQuantity: '0.00001', maxQuantity: '9000', minNotional: '5', maxNotional: '9000000' }
      : { minQuantity: '0.001', maxQuantity: '1000', minNotional: '100' };
  const feed = (product === 'spot' ? simulator.feeds : simulator.futures.feeds).get('BTCUSDT');
  return {
    venue,
    instrument: { ...market, limits: rules },
    timeframe: '1m',
    streams: ['quotes', 'trades', 'candles', 'book'],
    async move() {
      let heard = 0;
      const release = venue.market.onEvents((events) => {
        heard += events.length;
      });
      // Whoever has just subscribed may still be on the way to the venue.
      for (let tries = 0; tries < 10; tries += 1) {
        for (let tick = 0; tick < 3; tick += 1) feed?.tick();
        simulator.flush();
        await new Promise((resolve) => setTimeout(resolve, 40));
        if (heard > 0) break;
      }
      release();
    },
    async drop() {
      // Only what is there can be broken: sockets open when something is asked of them.
      const isUp = () => venue.health?.().sockets.some(({ phase }) => phase === 'open') === true;
      while (!isUp() || venue.state().phase !== 'ready')
        await new Promise((resolve) => setTimeout(resolve, 5));
      const isNoticed = new Promise<void>((resolve) => {
        const release = venue.onState(() => {
          release();
          resolve();
        });
      });
      simulator.server.dropAll();
      await isNoticed;
    },
  };
}
