import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { createDial } from '../connection/dial.ts';
import { createHttpClient } from '../connection/http-client.ts';
import { Listeners } from '../connection/listeners.ts';
import { networkPath } from '../connection/network-path.ts';
import { createVenueLink, type VenueLink } from '../connection/venue-link.ts';
import type { Release } from '../release.ts';
import type { Venue } from '../venue.ts';
import type { VenueConfig, VenueParts } from '../venue-kind.ts';
import { openAccountStream } from './account-stream.ts';
import { capabilitiesOf } from './capabilities.ts';
import { createCatalogue } from './catalogue.ts';
import { createKrakenClock, type KrakenClock } from './clock.ts';
import { connectionLimit, createKrakenLimits } from './limits.ts';
import { createMarketData } from './market-data.ts';
import { openMarketStream } from './market-stream.ts';
import { createRest } from './rest.ts';
import { createTrading } from './trading.ts';
import { urlsOf } from './urls.ts';
import { createVenueStatus } from './venue-status.ts';

/** Builds one connection from its pieces. Opens nothing until `connect`. */
export function openKraken(config: VenueConfig, parts: VenueParts): Venue {
  const urls = urlsOf(config);
  const path = networkPath(config, parts);
  const http = createHttpClient({
    ...path,
    monotonicMs: parts.monotonicMs,
    onRoundTrip: (ms) => link.noteLatency(ms),
  });
  const limits = createKrakenLimits(parts);
  const rest = createRest({
    credentials: parts.credentials,
    now: parts.now,
    http,
    url: urls.rest,
    limits,
    venueNow: () => clock.steady(),
  });
  const clock: KrakenClock = createKrakenClock(async () => (await rest.Time()).unixtime * 1000, parts);
  const catalogue = createCatalogue(rest, parts.now);
  const status = createVenueStatus(() => link);
  const socketParts = {
    ...parts,
    dial: createDial(path),
    attempts: {
      take: (signal: AbortSignal) => limits.budget.take({ [connectionLimit]: 1 }, 'read', signal),
    },
    catalogue,
    clock,
    limits,
    status,
    link: () => link,
  };
  const listeners = new Listeners<[readonly MarketEvent[]]>();
  const stream = openMarketStream({
    ...socketParts,
    url: urls.ws,
    emit: (events) => listeners.tell(events),
  });
  const trading =
    parts.credentials === null
      ? undefined
      : createTrading({
          ...parts,
          config,
          rest,
          catalogue,
          limits,
          clock,
          noteTrouble: (sentence) => link.noteTrouble(sentence),
        });
  const account =
    trading === undefined
      ? undefined
      : openAccountStream({
          ...socketParts,
          url: urls.wsAuth,
          rest,
          account: trading.account,
          onOrders: trading.tellOrders,
          onFills: trading.tellFills,
          onBalancesChanged: trading.balancesChanged,
          onUnknownOrders: trading.askOrders,
          onGap: trading.tellGap,
        });
  let endAccountWants: Release | undefined;
  let endTrouble: Release | undefined;

  async function prepare(): Promise<void> {
    await clock.measure();
    status.takeSystem((await rest.SystemStatus()).status);
    await catalogue.refresh();
    if (trading === undefined || account === undefined) return;
    const { canStream } = await trading.identify();
    endAccountWants?.();
    endTrouble?.();
    endAccountWants = canStream ? account.want() : undefined;
    endTrouble = canStream
      ? undefined
      : link.degrade(
          'The key lacks the right “WebSocket interface”, so orders and fills are not told at once. Add it to the key on Kraken’s pages.',
        );
  }

  const link: VenueLink = createVenueLink({
    ...parts,
    label: config.label,
    sockets: [stream.socket, ...(account === undefined ? [] : [account.socket])],
    clock,
    budget: limits.budget,
    prepare,
  });

  return {
    id: config.id,
    kind: 'kraken',
    label: config.label,
    capabilities: capabilitiesOf(parts.credentials !== null),
    market: createMarketData({ rest, catalogue, clock, stream, listeners }),
    ...(trading === undefined ? {} : { trading }),
    state: link.state,
    onState: link.onState,
    health: link.health,
    onWake: link.onWake,
    retryNow: () => link.retryNow(),
    connect: link.connect,
    async disconnect() {
      trading?.stop();
      await link.disconnect();
    },
  };
}
