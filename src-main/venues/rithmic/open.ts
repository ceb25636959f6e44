import { Failure } from '../../../src-shared/domain/failure.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { createDial, type Dial } from '../connection/dial.ts';
import { Listeners } from '../connection/listeners.ts';
import { networkPath } from '../connection/network-path.ts';
import { createVenueLink, type VenueLink } from '../connection/venue-link.ts';
import type { Release } from '../release.ts';
import type { ConnectionState, Venue } from '../venue.ts';
import type { VenueConfig, VenueParts } from '../venue-kind.ts';
import { agreementsSentence, unacceptedAgreements } from './agreements.ts';
import { capabilitiesOf } from './capabilities.ts';
import { closureAt } from './closures.ts';
import { quoted, type ResponseCode } from './errors.ts';
import { createHeartbeatClock, type HeartbeatClock } from './heartbeat-clock.ts';
import type { Logins } from './logins.ts';
import { createCatalogue } from './market/catalogue.ts';
import { historyTopics } from './market/history-topics.ts';
import { createMarketData } from './market/market-data.ts';
import { openMarketStream } from './market/market-stream.ts';
import { tickerTopics } from './market/topics.ts';
import { createLoginTurns } from './plant/login-turns.ts';
import { openPlant, type PlantName, type PlantParts, type PlantTopics } from './plant/plant.ts';
import { askSystems, checkSystem } from './probe.ts';
import { checkSettings, loginKey, settingsOf } from './settings.ts';
import { type Contract, contractName, symbolsFor } from './symbols.ts';
import { isPaperSystem } from './systems.ts';
import { createRithmicTrading, type RithmicTrading } from './trading/trading.ts';
import { tradingCapabilities } from './trading/trading-capabilities.ts';

/** While the markets are closed a gateway that does not answer is asked again after so long. */
const closedPauseMs = 10 * 60_000;

/** Builds one connection from its pieces: one login for everything. Opens nothing until `connect`. */
export function openRithmic(
  config: VenueConfig,
  parts: VenueParts,
  logins: Logins,
  dial: Dial = createDial(networkPath(config, parts)),
): Venue {
  const settings = settingsOf(config);
  const turns = createLoginTurns(parts);
  const clock: HeartbeatClock = createHeartbeatClock(parts, async () => order.beat());
  let releaseLogin: Release | undefined;
  let mostSessions: number | undefined;
  let isForcedOut = false;

  const plantParts: Omit<PlantParts, 'topics' | 'explainRefusal'> = {
    ...parts,
    dial,
    settings,
    turns,
    onMessage: () => link.countMessages(),
    onUnreadable: (reason) => link.noteUnreadable(reason),
    onTrouble: (sentence) => link.noteTrouble(sentence),
    onForcedLogout: forcedOut,
    onServerTime(serverMs, sentAt, roundTripMs) {
      clock.observe(serverMs, sentAt, roundTripMs);
      link.noteLatency(roundTripMs);
    },
  };
  const plantOf = (name: PlantName, topics?: PlantTopics) =>
    openPlant(name, {
      ...plantParts,
      ...(topics === undefined ? {} : { topics }),
      onUnreadable(reason) {
        plantParts.onUnreadable(reason);
        // Whatever it was may have told of an order, a fill or a position.
        if (name === 'order' || name === 'pnl') trading.tellGap();
      },
      explainRefusal: async () => agreementsSentence(await unacceptedAgreements(plantParts)),
    });
  // The order plant comes first: others need the accounts that it tells.
  const order = plantOf('order');
  const ticker = plantOf('ticker', tickerTopics(refusedTopic));
  const history = plantOf('history', historyTopics(refusedTopic));
  const pnl = plantOf('pnl');
  const plants = [order, ticker, history, pnl];

  const catalogue = createCatalogue(ticker, symbolsFor(settings.hasMadeUpPrices), parts);
  const listeners = new Listeners<[readonly MarketEvent[]]>();
  const stream = openMarketStream({
    ...parts,
    ticker,
    history,
    catalogue,
    clock,
    link: () => link,
    emit: (events) => listeners.tell(events),
  });

  const tradingParts = {
    ...parts,
    config,
    system: settings.system,
    plants: { order, pnl },
    instruments: catalogue,
    noteTrouble: (sentence: string) => link.noteTrouble(sentence),
    onLoginInfo(info: {
      tp_max_session_count?: number | undefined;
      op_max_session_count?: number | undefined;
    }) {
      const told = [info.tp_max_session_count, info.op_max_session_count].filter((one) => one !== undefined);
      mostSessions = told.length === 0 ? undefined : Math.min(...told);
    },
  };
  const mode = isPaperSystem(settings.system) ? 'paper' : 'live';
  const trading: RithmicTrading<'paper'> | RithmicTrading<'live'> =
    mode === 'paper'
      ? createRithmicTrading({ ...tradingParts, mode })
      : createRithmicTrading({ ...tradingParts, mode });

  function refusedTopic(contract: Contract, code: ResponseCode): void {
    link.noteTrouble(
      `${contractName(contract)} cannot be followed: Rithmic says ${quoted(code)}. Its market data may not be subscribed to.`,
    );
  }

  /** One plant is told and all are meant: whoever took the session takes each of them. */
  function forcedOut(): void {
    isForcedOut = true;
    const advice = turns.forcedOut()
      ? 'It is the second time within a minute: close the other program that uses this login before taking over again.'
      : 'Connect again to take over; the other program is then logged out.';
    const sentence = `Rithmic logged this connection out, as it does when the same user logs in elsewhere (R|Trader, NinjaTrader and the like). ${advice}`;
    for (const { socket } of plants) socket.giveUp(sentence);
  }

  async function prepare(signal: AbortSignal): Promise<void> {
    checkSettings(settings);
    if (config.environment === 'testnet' && mode === 'live') {
      throw new Failure(
        'invalid',
        `“${settings.system}” is no test system: its accounts count as live. Make this connection a live one, or choose Rithmic Test or Rithmic Paper Trading.`,
      );
    }
    await claimLogin(signal);
    const systems = await askSystems({ ...plantParts }, signal).catch((error: unknown) => {
      throw calmly(error);
    });
    checkSystem(systems, settings.system);
  }

  async function claimLogin(signal: AbortSignal): Promise<void> {
    if (parts.credentials === null) {
      throw new Failure('unauthorised', 'Rithmic needs a user and a password, also for prices.');
    }
    const key = await parts.credentials.use('log in', ({ user }) => loginKey(settings, user?.reveal() ?? ''));
    // Somebody may have been asked for a passphrase, and the connection closed meanwhile.
    if (signal.aborted) throw new Failure('cancelled', 'The connection was closed before it was made.');
    releaseLogin?.();
    releaseLogin = logins.claim(key, config.id, config.label);
  }

  /** While the markets are closed, gateways may be down as well. */
  function calmly(error: unknown): unknown {
    const closure = closureAt(parts.now());
    if (closure === undefined || !(error instanceof Failure) || error.kind !== 'unavailable') return error;
    const until = Math.min(closure.until, parts.now() + closedPauseMs);
    return new Failure('unavailable', `${closure.sentence} ${error.message}`, {
      data: { until },
      cause: error,
    });
  }

  const link: VenueLink = createVenueLink({
    ...parts,
    label: config.label,
    sockets: plants.map(({ socket }) => socket),
    clock,
    prepare,
  });
  link.onState(({ phase }) => {
    if (phase !== 'disconnected') return;
    releaseLogin?.();
    releaseLogin = undefined;
  });

  const told = (state: ConnectionState): ConnectionState =>
    isForcedOut && state.phase === 'disconnected' ? { ...state, isLoggedOutElsewhere: true } : state;

  return {
    id: config.id,
    kind: 'rithmic',
    label: config.label,
    capabilities: capabilitiesOf(tradingCapabilities(mode)),
    market: createMarketData({
      history,
      catalogue,
      clock,
      stream,
      listeners,
      doublesBars: settings.hasMadeUpPrices,
    }),
    trading,
    state: () => told(link.state()),
    onState: (listener) => link.onState((state) => listener(told(state))),
    onWake: link.onWake,
    retryNow() {
      // What it waits for is our own pace, and the person has been told of it. It throws where nothing waits.
      link.retryNow(true);
      // Whether a plant may log in is judged only after this has returned.
      turns.beginOnce();
    },
    health() {
      const used = plants.some(({ isReady }) => isReady) ? 1 : 0;
      const allowed = mostSessions === undefined ? {} : { allowed: mostSessions };
      return { ...link.health(), sessions: { used, ...allowed } };
    },
    connect() {
      isForcedOut = false;
      // A person asks for it: whatever was refused before may be right now.
      if (link.state().phase === 'disconnected') turns.begin();
      return link.connect();
    },
    async disconnect() {
      isForcedOut = false;
      await Promise.all(plants.map((plant) => plant.close()));
      await link.disconnect();
    },
  };
}
