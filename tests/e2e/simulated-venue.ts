import { type BinanceSimulator, startBinanceSimulator } from '../simulators/binance/index.ts';
import type { BinanceKey } from '../simulators/binance/keys.ts';
import { type CoinbaseSimulator, startCoinbaseSimulator } from '../simulators/coinbase/index.ts';
import { mainAccount } from '../simulators/coinbase/keys.ts';
import type { Simulator } from '../simulators/exchange/simulator.ts';
import { type KrakenSimulator, startKrakenSimulator } from '../simulators/kraken/index.ts';
import { type RithmicSimulator, startRithmicSimulator } from '../simulators/rithmic/index.ts';
import type { KiteKey } from '../simulators/zerodha/apps.ts';
import { startZerodhaSimulator, type ZerodhaSimulator } from '../simulators/zerodha/index.ts';
import type { ConnectionVenue, ServedVenue } from './connection-venue.ts';
import { serve } from './web-host.ts';

/** A real adapter on the wire with its simulator, served by the real web host in developer mode. */
export interface SimulatedVenue<Venue extends Simulator = Simulator> extends ConnectionVenue {
  /** @throws Error while nothing is served. */
  readonly simulator: Venue;
}

type Fields = Readonly<Record<string, string>>;

interface Terms<Venue extends Simulator> {
  readonly label: string;
  start(): Promise<Venue>;
  /** The adapter's names for its addresses. */
  urls(simulator: Venue): Fields;
  keys(simulator: Venue): ConnectionVenue['keys'];
  /** Which field tells a key from another. */
  readonly idField: string;
}

function simulatedVenue<Venue extends Simulator>(terms: Terms<Venue>): SimulatedVenue<Venue> {
  let running: Venue | undefined;
  const simulator = (): Venue => {
    if (running === undefined) throw new Error(`${terms.label}’s simulator is not running.`);
    return running;
  };
  const hint = (purpose: 'trade' | 'read') =>
    terms.keys(simulator())[purpose][terms.idField]?.slice(-4) ?? '';
  return {
    label: terms.label,
    get simulator() {
      return simulator();
    },
    get keys() {
      return terms.keys(simulator());
    },
    get urls() {
      return terms.urls(simulator());
    },
    get hints() {
      return { trade: hint('trade'), read: hint('read') };
    },
    async serve(profile): Promise<ServedVenue> {
      const venue = await terms.start();
      running = venue;
      const host = await serve(profile, 0, ['--developer']);
      return {
        address: host.address,
        // One venue is one set of sockets here, whatever its connections are called.
        drop() {
          venue.faults.refuseSockets = true;
          venue.server.dropAll();
        },
        recover() {
          venue.faults.refuseSockets = false;
        },
        async stop() {
          await host.stop();
          await venue.close();
        },
      };
    },
  };
}

export const simulatedBinance = simulatedVenue<BinanceSimulator>({
  label: 'Binance',
  start: () => startBinanceSimulator({ seed: 7 }),
  urls: ({ url }) => ({
    spotRest: url.rest,
    spotStream: url.ws,
    spotWsApi: url.wsApi,
    futuresRest: url.fapi,
    futuresStream: url.fstream,
  }),
  idField: 'apiKey',
  keys({ credentials }) {
    const fields = ({ apiKey, secret }: BinanceKey): Fields => ({ apiKey, secret });
    return {
      trade: fields(credentials.good),
      read: fields(credentials.readOnly),
      withdraw: fields(credentials.withdrawEnabled),
      nothing: fields(credentials.readOnly),
      elsewhere: fields(credentials.ipBound),
      wrong: fields(credentials.wrongSecret),
    };
  },
});

export const simulatedCoinbase = simulatedVenue<CoinbaseSimulator>({
  label: 'Coinbase',
  start: () => startCoinbaseSimulator({ seed: 7 }),
  urls: ({ url }) => url,
  idField: 'keyName',
  keys({ credentials, keys }) {
    const rights = { accountId: mainAccount, canTrade: true, canTransfer: false, addresses: undefined };
    return {
      trade: { ...credentials.good },
      read: { ...credentials.readOnly },
      withdraw: { ...credentials.withdrawEnabled },
      nothing: { ...keys.issue({ ...rights, canView: false }) },
      elsewhere: { ...credentials.ipBound },
      wrong: { ...credentials.wrongSecret },
    };
  },
});

export const simulatedKraken = simulatedVenue<KrakenSimulator>({
  label: 'Kraken',
  // A spec tests four keys within the seconds that a person takes for one: more questions from one address than Kraken bears.
  start: () => startKrakenSimulator({ seed: 7, limits: { publicBurst: 60 } }),
  urls: ({ url }) => url,
  idField: 'apiKey',
  keys({ credentials, keys }) {
    const fields = ({ apiKey, privateKey }: { apiKey: string; privateKey: string }): Fields => ({
      apiKey,
      apiSecret: privateKey,
    });
    return {
      trade: fields(credentials.good),
      read: fields(credentials.readOnly),
      withdraw: fields(credentials.withdrawEnabled),
      nothing: fields(keys.issue('nothing', { permissions: [] })),
      elsewhere: fields(credentials.ipBound),
      wrong: fields(credentials.wrongSecret),
    };
  },
});

/** Its keys come without the day's token, as a person has them: the login brings it. `signedIn` has both. */
export const simulatedZerodha = simulatedVenue<ZerodhaSimulator>({
  label: 'Zerodha',
  start: () => startZerodhaSimulator({ seed: 7 }),
  urls: ({ url }) => url,
  idField: 'apiKey',
  keys({ credentials }) {
    const fields = ({ apiKey, apiSecret }: KiteKey): Fields => ({ apiKey, apiSecret });
    return {
      trade: fields(credentials.good),
      read: fields(credentials.good),
      withdraw: fields(credentials.withdrawEnabled),
      nothing: signedIn(credentials.readOnly),
      elsewhere: signedIn(credentials.ipBound),
      wrong: signedIn(credentials.wrongSecret),
    };
  },
});

export function signedIn({ apiKey, apiSecret, accessToken }: KiteKey): Fields {
  return { apiKey, apiSecret, accessToken };
}

/** The password tells its logins apart as well as the user; nothing of either is ever shown. */
export const simulatedRithmic = simulatedVenue<RithmicSimulator>({
  label: 'Rithmic',
  start: async () => {
    const simulator = await startRithmicSimulator({ seed: 7, symbols: ['ESZ6', 'ESH7', 'NQZ6'] });
    simulator.run(4);
    return simulator;
  },
  urls: ({ url: { gateway } }) => ({ gateway }),
  idField: 'user',
  keys({ credentials }) {
    return {
      trade: { ...credentials.good },
      read: { ...credentials.readOnly },
      withdraw: { ...credentials.withdrawEnabled },
      nothing: { ...credentials.unsigned },
      elsewhere: { ...credentials.ipBound },
      wrong: { ...credentials.wrongSecret },
    };
  },
});
