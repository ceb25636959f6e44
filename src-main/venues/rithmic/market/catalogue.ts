import { Failure } from '../../../../src-shared/domain/failure.ts';
import { type Instrument, type InstrumentId, matchRank } from '../../../../src-shared/domain/instrument.ts';
import type { VenueParts } from '../../venue-kind.ts';
import type { Plant } from '../plant/plant.ts';
import { type Contract, contractName, type Symbols } from '../symbols.ts';
import { presets } from '../systems.ts';
import type { WireMessages } from '../wire/codec.ts';
import { requestSearchSymbolsPattern } from '../wire/generated/enums.ts';
import { type Market, marketOf } from './reference.ts';

/** Contracts that were looked up, and the way to look up others. Rithmic has no list of all of them. */
export interface Catalogue extends Symbols {
  /** Without asking: undefined while it was never looked up. */
  known(id: InstrumentId): Instrument | undefined;
  /** Asks Rithmic where need be; undefined is its answer “no such market”. */
  load(id: InstrumentId): Promise<Instrument | undefined>;
  market(id: InstrumentId): Promise<Market | undefined>;
  knownMarket(id: InstrumentId): Market | undefined;
  /** Exact names first, front months before later ones. An empty text lists the front months of well-known products. */
  search(text: string, limit: number): Promise<readonly Instrument[]>;
  /**
   * The most traded contract of a product; undefined while Rithmic does not tell, as in hours of maintenance. With
   * `hasUpdates` the ticker plant pushes which one it is later on.
   */
  frontMonth(product: string, exchange: string, hasUpdates?: boolean): Promise<Contract | undefined>;
}

/** What a contract is made of does not change during a day; limits of prices and dates do between them. */
const freshMs = 12 * 3_600_000;
const mostAtOnce = 8;
/** One search asks for the reference data of so many contracts at most. */
const mostLookedUp = 60;

type SearchRow = WireMessages['ResponseSearchSymbols'];

export function createCatalogue(
  ticker: Pick<Plant, 'ask'>,
  symbols: Symbols,
  parts: Pick<VenueParts, 'monotonicMs'>,
): Catalogue {
  const markets = new Map<InstrumentId, { readonly market: Market; readonly at: number }>();
  const asking = new Map<InstrumentId, Promise<Market | undefined>>();

  async function reference(contract: Contract): Promise<Market | undefined> {
    const [answer] = await ticker.ask('RequestReferenceData', contract);
    if (answer?.name !== 'ResponseReferenceData') return undefined;
    const market = marketOf({ ...contract, ...answer.fields }, symbols);
    if (market !== undefined) markets.set(market.instrument.id, { market, at: parts.monotonicMs() });
    return market;
  }

  function market(id: InstrumentId): Promise<Market | undefined> {
    const contract = symbols.contractOf(id);
    if (contract === undefined) return Promise.resolve(undefined);
    const known = markets.get(id);
    if (known !== undefined && parts.monotonicMs() - known.at < freshMs) return Promise.resolve(known.market);
    const running = asking.get(id);
    if (running !== undefined) return running;
    const asked = reference(contract)
      .then(
        // The root of a product is answered with one of its contracts, which has another name.
        (found) => (found?.instrument.id === id ? found : undefined),
        (error: unknown) => {
          // What was known this morning is better than nothing.
          if (known !== undefined) return known.market;
          if (isNoSuchMarket(error)) return undefined;
          throw error;
        },
      )
      .finally(() => asking.delete(id));
    asking.set(id, asked);
    return asked;
  }

  async function frontMonth(
    product: string,
    exchange: string,
    hasUpdates = false,
  ): Promise<Contract | undefined> {
    const [answer] = await ticker
      .ask('RequestFrontMonthContract', { symbol: product, exchange, need_updates: hasUpdates })
      .catch((error: unknown) => {
        if (isNoSuchMarket(error)) return [];
        throw error;
      });
    if (answer?.name !== 'ResponseFrontMonthContract') return undefined;
    const { trading_symbol: symbol = '', trading_exchange = '' } = answer.fields;
    if (symbol === '') return undefined;
    return { symbol, exchange: trading_exchange === '' ? exchange : trading_exchange };
  }

  async function rowsFor(text: string): Promise<readonly SearchRow[]> {
    const answer = await ticker.ask('RequestSearchSymbols', {
      search_text: text,
      pattern: requestSearchSymbolsPattern.CONTAINS,
    });
    return answer.flatMap((one) =>
      one.name === 'ResponseSearchSymbols' && one.fields.symbol !== undefined ? [one.fields] : [],
    );
  }

  /** Reference data of all of them, a few at a time; what cannot be read is left out. */
  async function lookUp(contracts: readonly Contract[]): Promise<Instrument[]> {
    const found = new Array<Instrument | undefined>(contracts.length);
    let next = 0;
    const work = async () => {
      while (next < contracts.length) {
        const index = next;
        next += 1;
        const id = symbols.idOf(contracts[index] as Contract);
        if (id !== undefined) found[index] = (await market(id).catch(leaveOut))?.instrument;
      }
    };
    await Promise.all(Array.from({ length: mostAtOnce }, work));
    return found.filter((one) => one !== undefined);
  }

  async function wellKnown(limit: number): Promise<readonly Instrument[]> {
    const asked = presets.products.map(({ root, exchange }) => frontMonth(root, exchange).catch(leaveOut));
    const contracts = (await Promise.all(asked)).filter((one) => one !== undefined);
    return (await lookUp(contracts)).slice(0, limit);
  }

  return {
    ...symbols,
    known: (id) => markets.get(id)?.market.instrument,
    knownMarket: (id) => markets.get(id)?.market,
    load: async (id) => (await market(id))?.instrument,
    market,
    frontMonth,
    async search(text, limit) {
      const typed = text.trim();
      if (typed === '') return wellKnown(limit);
      // An id may be typed as well: what counts of it is the symbol.
      const symbol = typed.slice(typed.indexOf(':') + 1).trim();
      const upper = await rowsFor(symbol.toUpperCase());
      const rows = upper.length > 0 ? upper : await rowsFor(symbol);
      const fronts = await frontsOf(rows, symbol);
      const ranked = rankRows(rows, symbol.toLowerCase(), fronts);
      return (await lookUp(ranked.slice(0, Math.min(limit, mostLookedUp)))).slice(0, limit);
    },
  };

  /** Front months of the products that the text names, as `CME ESZ6`. */
  async function frontsOf(rows: readonly SearchRow[], text: string): Promise<ReadonlySet<string>> {
    const products = new Map<string, { readonly product: string; readonly exchange: string }>();
    for (const { product_code: product = '', exchange = '' } of rows) {
      if (product.toLowerCase().startsWith(text.toLowerCase())) {
        products.set(`${exchange} ${product}`, { product, exchange });
      }
    }
    const asked = [...products.values()]
      .slice(0, mostAtOnce)
      .map(({ product, exchange }) => frontMonth(product, exchange).catch(leaveOut));
    return new Set((await Promise.all(asked)).flatMap((one) => (one === undefined ? [] : contractName(one))));
  }

  function rankRows(rows: readonly SearchRow[], text: string, fronts: ReadonlySet<string>): Contract[] {
    const unique = new Map<string, { readonly contract: Contract; readonly order: string }>();
    for (const { symbol = '', exchange = '', product_code, instrument_type, expiration_date } of rows) {
      const contract = { symbol, exchange };
      const id = symbols.idOf(contract);
      if (id === undefined) continue;
      const isProduct = product_code?.toLowerCase() === text;
      const order = [
        matchRank(id, text) === 0 ? 0 : 1,
        isProduct && fronts.has(contractName(contract)) ? 0 : 1,
        isProduct ? 0 : 1,
        fronts.has(contractName(contract)) ? 0 : 1,
        matchRank(id, text),
        instrument_type === undefined || instrument_type === 'Future' ? 0 : 1,
        expiration_date === undefined || expiration_date === '' ? '99999999' : expiration_date,
        symbol,
      ].join(' ');
      unique.set(contractName(contract), { contract, order });
    }
    return [...unique.values()]
      .toSorted((a, b) => (a.order < b.order ? -1 : 1))
      .map(({ contract }) => contract);
  }
}

/** Said for a contract that is not there, of which the words differ. */
function isNoSuchMarket(error: unknown): boolean {
  return (
    error instanceof Failure && error.kind === 'rejected-by-venue' && typeof error.data.code === 'string'
  );
}

/** One of many that fails is left out of the list, unless nothing can be asked at all. */
function leaveOut(error: unknown): undefined {
  if (error instanceof Failure && error.kind !== 'not-connected') return undefined;
  throw error;
}
