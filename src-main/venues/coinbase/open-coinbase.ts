import { createRateBudget } from '../connection/rate-budget.ts';
import { openSupervisedSocket, type SocketPlan } from '../connection/supervised-socket.ts';
import { createVenueClock } from '../connection/venue-clock.ts';
import { createVenueLink } from '../connection/venue-link.ts';
import type { ConnectionState, Venue } from '../venue.ts';
import type { VenueConfig, VenueParts } from '../venue-kind.ts';
import { askTime } from './ask-time.ts';
import { capabilitiesOf, rateLimits } from './capabilities.ts';
import { CoinbaseMarket } from './market-data.ts';
import { createNetwork } from './network.ts';
import { Products } from './products.ts';
import { createRest } from './rest.ts';
import { MarketStream } from './stream.ts';
import { createTokens } from './tokens.ts';
import { CoinbaseTrading } from './trading.ts';
import { assertLive, urlOf } from './urls.ts';
import { openUserStream } from './user-stream.ts';

/** Builds one connection from its parts; without credentials it has prices only. */
export function openCoinbase(config: VenueConfig, parts: VenueParts): Venue {
  assertLive(config);
  const network = createNetwork(config, parts, (ms) => link.noteLatency(ms));
  const budget = createRateBudget(rateLimits, parts);
  const clock = createVenueClock(() => askTime(rest, parts), parts);
  const tokens = createTokens(parts.credentials, clock, parts);
  const rest = createRest({
    ...parts,
    http: network.http,
    budget,
    tokens,
    clock,
    base: urlOf('rest', config),
  });
  const products = new Products({
    fetch: (signal) => rest.products(signal),
    now: parts.now,
    onRenewed: () => market.followAll(),
    onTrouble: (sentence) => link.noteTrouble(sentence),
  });
  const attempts = {
    take: (signal: AbortSignal) => budget.take({ 'connection attempts': 1 }, 'read', signal),
  };
  const openSocket = (plan: SocketPlan) =>
    openSupervisedSocket(plan, { ...parts, dial: network.dial, attempts });
  const notes = {
    countMessage: () => link.countMessages(),
    noteGap: (sentence: string) => link.noteGap(sentence),
    noteUnreadable: (sentence: string) => link.noteUnreadable(sentence),
    noteTrouble: (sentence: string) => link.noteTrouble(sentence),
  };
  const stream = new MarketStream({
    ...parts,
    ...notes,
    openSocket,
    url: urlOf('ws', config),
    rest,
    now: () => clock.now(),
    // An ended connection is silent: that its books are gone is told by its state.
    onEvents: (events) => {
      if (isWanted) market.emit(events);
    },
    degrade: (reason) => link.degrade(reason),
  });
  const market = new CoinbaseMarket({ rest, products, stream, now: () => clock.now() });
  const trading = tokens.hasKey
    ? new CoinbaseTrading({
        ...parts,
        rest,
        products,
        isTradingEnabled: config.isTradingEnabled,
        now: () => clock.now(),
        noteTrouble: notes.noteTrouble,
      })
    : undefined;
  const user =
    trading &&
    openUserStream({
      ...notes,
      openSocket,
      url: urlOf('user', config),
      tokens,
      clock,
      onOrders: (orders, time, isSnapshot) => trading.takeOrders(orders, time, isSnapshot),
      onGap: () => trading.noteGap(),
    });
  const link = createVenueLink({
    ...parts,
    label: config.label,
    sockets: user === undefined ? stream.sockets : [...stream.sockets, user],
    clock,
    budget,
    async prepare(signal) {
      await network.learn();
      await clock.measure();
      await products.load(signal);
      trading?.logIn(await rest.keyPermissions(signal));
    },
  });
  let wasConnected = false;
  let isWanted = false;

  /** An ended connection says why. */
  function shown(state: ConnectionState): ConnectionState {
    const isSilent = state.phase === 'disconnected' && state.reason === '' && wasConnected;
    return isSilent ? { ...state, reason: 'Disconnected by you.' } : state;
  }

  return {
    id: config.id,
    kind: 'coinbase',
    label: config.label,
    capabilities: capabilitiesOf(tokens.hasKey),
    market,
    ...(trading === undefined ? {} : { trading }),
    state: () => shown(link.state()),
    onState: (listener) => link.onState((state) => listener(shown(state))),
    health: () => link.health(),
    onWake: () => link.onWake(),
    retryNow: () => link.retryNow(),
    async connect() {
      wasConnected = true;
      isWanted = true;
      await link.connect();
    },
    async disconnect() {
      isWanted = false;
      trading?.stop();
      await link.disconnect();
      network.forget();
    },
  };
}
