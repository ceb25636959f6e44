import { Failure } from '../../../src-shared/domain/failure.ts';
import { createRateBudget } from '../connection/rate-budget.ts';
import { openSupervisedSocket } from '../connection/supervised-socket.ts';
import { createVenueLink } from '../connection/venue-link.ts';
import type { Release } from '../release.ts';
import type { ConnectionState, Venue } from '../venue.ts';
import type { VenueConfig, VenueParts } from '../venue-kind.ts';
import { capabilities } from './capabilities.ts';
import type { TextFrame } from './decode-text.ts';
import { isSessionOver } from './errors.ts';
import { Instruments } from './instruments.ts';
import { rateLimits } from './limits.ts';
import { ZerodhaMarket } from './market-data.ts';
import { createNetwork } from './network.ts';
import { createRest } from './rest.ts';
import { endedSentence, type Session, sessionOf } from './session.ts';
import { tickerUrl } from './sign.ts';
import { Ticker } from './stream.ts';
import { exchangesOf } from './symbols.ts';
import { ZerodhaTrading } from './trading.ts';
import { urlOf } from './urls.ts';

/** Builds one connection from its parts. Everything it knows about the day's login ends with `endSession`. */
export function openZerodha(config: VenueConfig, parts: VenueParts): Venue {
  const network = createNetwork(config, parts, (ms) => link.noteLatency(ms));
  const budget = createRateBudget(rateLimits, parts);
  const rest = createRest({
    ...parts,
    http: network.http,
    budget,
    base: urlOf('rest', config),
    onSessionOver: (failure) => endSession(failure.message),
  });
  const instruments = new Instruments({
    fetch: () => rest.instruments(),
    offered: exchangesOf(config.products),
    now: parts.now,
    onRenewed: () => market.attachAll(),
    onTrouble: (reason) => link.noteTrouble(`An older list of instruments is used. ${reason}`),
  });
  const ticker = new Ticker({
    openSocket: (plan) => openSupervisedSocket(plan, { ...parts, dial: network.dial }),
    hasData: () => hasData,
    address: tickerAddress,
    now: parts.now,
    onEvents: (events) => market.emit(events),
    onText: takeText,
    onGap: () => {
      link.noteGap();
      trading.noteGap();
    },
    onRefused: (failure) => endSession(failure.message),
    countMessage: () => link.countMessages(),
    noteUnreadable: (what) => link.noteUnreadable(what),
  });
  const market = new ZerodhaMarket({
    rest,
    instruments,
    ticker,
    now: parts.now,
    noteTrouble: (what) => link.noteTrouble(what),
  });
  const trading = new ZerodhaTrading({
    rest,
    instruments,
    isTradingEnabled: config.isTradingEnabled,
    now: parts.now,
    after: parts.after,
    noteTrouble: (what) => link.noteTrouble(what),
  });
  const link = createVenueLink({
    ...parts,
    label: config.label,
    sockets: ticker.sockets,
    budget,
    prepare,
  });

  /** Why the session is over; empty while it is not. */
  let ended = '';
  let isPreparing = false;
  let hasData = true;
  let stopExpiry: Release = () => undefined;
  let stopDegraded: Release = () => undefined;

  function withSession<T>(use: (session: Session) => T): Promise<T> {
    if (parts.credentials === null) {
      return Promise.reject(new Failure('unauthorised', 'Zerodha needs an API key and a daily login.'));
    }
    return parts.credentials.use('talk to Zerodha', (fields) => use(sessionOf(fields, parts.now())));
  }

  /** After a night's sleep the session may be over without a timer having said so. */
  async function tickerAddress(): Promise<{ readonly url: string }> {
    try {
      const base = urlOf('ws', config);
      return {
        url: await withSession(({ apiKey, accessToken }) => tickerUrl(base, apiKey, accessToken)),
      };
    } catch (error) {
      if (isSessionOver(error)) endSession((error as Failure).message);
      throw error;
    }
  }

  async function prepare(signal: AbortSignal): Promise<void> {
    isPreparing = true;
    try {
      await network.learn();
      const expires = await withSession((session) => session.expires);
      // One after the other: a token that is refused is not sent twice.
      const profile = await rest.profile(signal);
      trading.logIn(profile.user_id, await rest.margins(signal));
      await instruments.load();
      await askForData();
      if (signal.aborted) return;
      market.attachAll();
      stopExpiry();
      stopExpiry = parts.after(Math.max(0, expires - parts.now()), () => endSession(endedSentence(expires)));
    } finally {
      isPreparing = false;
    }
  }

  /** Prices are a subscription of their own: without it the ticker would refuse us, and the rest still works. */
  async function askForData(): Promise<void> {
    stopDegraded();
    stopDegraded = () => undefined;
    hasData = true;
    try {
      await rest.lastPrices(['NSE:NIFTY 50']);
    } catch (error) {
      if (isSessionOver(error)) throw error;
      if (!(error instanceof Failure) || error.data.code !== 'PermissionException') return;
      hasData = false;
      stopDegraded = link.degrade(error.message);
    }
  }

  /** Nothing more is tried with a token that is no longer good: only a login helps. */
  function endSession(reason: string): void {
    if (ended !== '') return;
    ended = reason;
    stopExpiry();
    link.noteTrouble(reason);
    // While connecting, the refusal ends that by itself.
    if (!isPreparing) void link.disconnect();
  }

  function takeText(frame: TextFrame): void {
    if (frame.kind === 'order') trading.takeOrder(frame.order);
    else if (frame.kind === 'control' && frame.text !== '') link.noteTrouble(`Zerodha says: ${frame.text}`);
  }

  /** A connection that ended with its session says so, and not that somebody disconnected it. */
  function shown(state: ConnectionState): ConnectionState {
    return state.phase === 'disconnected' && ended !== '' ? { ...state, reason: ended } : state;
  }

  return {
    id: config.id,
    kind: 'zerodha',
    label: config.label,
    capabilities,
    market,
    trading,
    state: () => shown(link.state()),
    onState: (listener) => link.onState((state) => listener(shown(state))),
    health: () => link.health(),
    onWake: () => link.onWake(),
    retryNow: () => link.retryNow(),
    async connect() {
      ended = '';
      await link.connect();
    },
    async disconnect() {
      stopExpiry();
      trading.stop();
      await link.disconnect();
      network.forget();
    },
  };
}
