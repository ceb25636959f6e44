import { Failure } from '../../../src-shared/domain/failure.ts';
import { createRateBudget } from '../connection/rate-budget.ts';
import { createVenueClock } from '../connection/venue-clock.ts';
import { createVenueLink, type VenueLink } from '../connection/venue-link.ts';
import type { Venue } from '../venue.ts';
import type { VenueConfig, VenueParts } from '../venue-kind.ts';
import { capabilitiesOf } from './capabilities.ts';
import { createInstruments } from './instruments.ts';
import { attemptsLimit, rateLimitsOf } from './limits.ts';
import { createMarketData } from './market-data.ts';
import { depth, serverTime } from './market-rest.ts';
import { createMarketStreams } from './market-streams.ts';
import { createNetwork } from './network.ts';
import { createRestClient, type RestClient } from './rest-client.ts';
import { createTrading } from './trading.ts';
import { products as allProducts, isProduct, type Product, urlsOf } from './urls.ts';

/** Builds one connection from its pieces. Opens nothing until `connect`. */
export function openBinance(config: VenueConfig, parts: VenueParts): Venue {
  const products = allProducts.filter((product) => config.products.includes(product));
  const unknown = config.products.filter((name) => !isProduct(name));
  if (products.length === 0 || unknown.length > 0) {
    throw new Failure('invalid', `Binance’s products are ${allProducts.join(' and ')}.`);
  }
  const urls = urlsOf(config);
  const { http, dial } = createNetwork(config, parts, (ms) => link.noteLatency(ms));
  const first = products[0] as Product;
  const clock = createVenueClock(() => serverTime(clientOf(first), first), parts);
  const budget = createRateBudget(rateLimitsOf(products), { ...parts, venueNow: () => clock.now() });
  const clients = new Map<Product, RestClient>(
    products.map((product) => {
      const baseUrl = product === 'spot' ? urls.spotRest : urls.futuresRest;
      const { credentials, now, after, random } = parts;
      return [
        product,
        createRestClient({ product, baseUrl, http, clock, budget, credentials, now, after, random }),
      ];
    }),
  );
  const clientOf = (product: Product): RestClient => {
    const client = clients.get(product);
    if (client === undefined) throw new RangeError(`${product} is not part of this connection`);
    return client;
  };
  const instruments = createInstruments({ environment: config.environment, clients, ...parts });
  const socketParts = {
    ...parts,
    dial,
    attempts: { take: (signal: AbortSignal) => budget.take({ [attemptsLimit]: 1 }, 'read', signal) },
  };
  const streams = createMarketStreams({
    ...socketParts,
    products,
    urls,
    clock,
    link: () => link,
    snapshot: (rules, signal) => depth(clientOf(rules.product), rules.product, rules.symbol, signal),
    emit: (events) => market.emit(events),
  });
  const market = createMarketData({
    instruments,
    clients,
    clock,
    streams,
    onTrouble: (sentence) => link.noteTrouble(sentence),
  });
  const trading =
    parts.credentials === null
      ? undefined
      : createTrading({
          ...socketParts,
          config,
          products,
          urls,
          clients,
          clock,
          instruments,
          link: () => link,
        });
  const link: VenueLink = createVenueLink({
    ...parts,
    label: config.label,
    sockets: [...streams.sockets, ...(trading?.sockets ?? [])],
    clock,
    budget,
    async prepare(signal) {
      await clock.measure();
      await instruments.load(signal);
      await trading?.prepare(signal);
      market.resume();
    },
  });

  return {
    id: config.id,
    kind: 'binance',
    label: config.label,
    capabilities: capabilitiesOf(config.environment, products, parts.credentials !== null),
    market,
    ...(trading === undefined ? {} : { trading: trading.port }),
    state: link.state,
    onState: link.onState,
    health: link.health,
    onWake: link.onWake,
    retryNow: () => link.retryNow(),
    connect: link.connect,
    async disconnect() {
      market.pause();
      await link.disconnect();
    },
  };
}
