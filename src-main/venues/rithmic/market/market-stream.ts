import { calendarOf } from '../../../../src-shared/domain/calendars.ts';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../../src-shared/domain/market-event.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import type { Timeframe } from '../../../../src-shared/domain/timeframe.ts';
import { backOffMs } from '../../connection/back-off.ts';
import { Listeners } from '../../connection/listeners.ts';
import type { VenueLink } from '../../connection/venue-link.ts';
import type { Release } from '../../release.ts';
import type { ContractRoll, StreamRequest } from '../../venue.ts';
import type { VenueParts } from '../../venue-kind.ts';
import type { HeartbeatClock } from '../heartbeat-clock.ts';
import type { Plant } from '../plant/plant.ts';
import type { Contract } from '../symbols.ts';
import type { DecodedMessage, WireMessages } from '../wire/codec.ts';
import { readBar, timeframesOfBar } from './bars.ts';
import type { Catalogue } from './catalogue.ts';
import {
  MarketState,
  readEndOfDay,
  readOpenInterest,
  readQuote,
  readTrade,
  readTradeStatistics,
  sessionOf,
} from './decode-market.ts';
import { FrontMonths } from './front-months.ts';
import { barTopic } from './history-topics.ts';
import { LevelBook } from './order-book.ts';
import type { Market } from './reference.ts';
import { bookTopic, topicsOf } from './topics.ts';

/** Session figures change with every trade; they are told so often at most. */
const sessionEveryMs = 500;
/** So often in a row a book may fail before the connection counts as degraded. */
const toleratedFailures = 3;
/** An image that has not come by then, while the market is open, is asked for again. */
const imageLimitMs = 15_000;
/** A contract whose reference data did not come is asked for again. */
const learnAgainMs = 15_000;

/** One contract that somebody wants something of. */
class StreamedMarket extends MarketState {
  readonly contract: Contract;
  market: Market | undefined;
  isAskedFor = false;
  quotes = 0;
  trades = 0;
  books = 0;
  readonly bars = new Map<Timeframe, number>();
  book: LevelBook | undefined;
  isBookDirty = false;
  bookFailures = 0;
  stopRenewal: Release | undefined;
  stopWatch: Release | undefined;
  endTrouble: Release | undefined;

  constructor(instrument: InstrumentId, contract: Contract, market: Market | undefined) {
    super(instrument, market?.grid);
    this.contract = contract;
    this.market = market;
  }

  get isWanted(): boolean {
    return this.quotes + this.trades + this.books + this.bars.size > 0;
  }
}

export interface MarketStreamParts extends Pick<VenueParts, 'after' | 'random'> {
  readonly ticker: Plant;
  readonly history: Plant;
  readonly catalogue: Catalogue;
  readonly clock: HeartbeatClock;
  link(): Pick<VenueLink, 'noteGap' | 'noteTrouble' | 'degrade'>;
  emit(events: readonly MarketEvent[]): void;
}

export interface MarketStream {
  subscribe(request: StreamRequest): Release;
  onRoll(listener: (roll: ContractRoll) => void): Release;
  /** Venue time of the newest event of a market. */
  lastTime(instrument: InstrumentId): number;
  /** Quotes and books of a market are told with no earlier time than this. */
  raiseTime(instrument: InstrumentId, time: number): void;
}

/** What the ticker plant pushes, as market events, and bars as the history plant closes them. */
export function openMarketStream(parts: MarketStreamParts): MarketStream {
  const { ticker, history, catalogue, clock } = parts;
  const markets = new Map<InstrumentId, StreamedMarket>();
  /** By exchange, then symbol: no text is put together for a message. */
  const byName = new Map<string, Map<string, StreamedMarket>>();
  const floors = new Map<InstrumentId, number>();
  const rolls = new Listeners<[ContractRoll]>();
  const dirtyBooks: StreamedMarket[] = [];
  const dirtySessions = new Set<StreamedMarket>();
  let events: MarketEvent[] = [];
  let isDeliveryDue = false;
  let stopBooks: Release | undefined;
  let stopSessions: Release | undefined;

  const fronts = new FrontMonths(catalogue, ({ product, from, to }) => {
    const isFollowed = [...markets.values()].some((one) => one.isWanted && one.market?.product === product);
    if (isFollowed) rolls.tell({ from, to, time: epochMs(Math.floor(clock.latest)) });
  });

  function find(fields: { readonly exchange?: string | undefined; readonly symbol?: string | undefined }) {
    return byName.get(fields.exchange ?? '')?.get(fields.symbol ?? '');
  }

  function push(event: MarketEvent): void {
    events.push(event);
    if (isDeliveryDue) return;
    isDeliveryDue = true;
    queueMicrotask(deliver);
  }

  function deliver(): void {
    isDeliveryDue = false;
    const batch = events;
    events = [];
    if (batch.length > 0) parts.emit(batch);
  }

  function hearTicker(message: DecodedMessage): void {
    switch (message.name) {
      case 'LastTrade': {
        const market = find(message.fields);
        if (market === undefined) return;
        const trade = readTrade(message.fields, market);
        if (trade !== undefined && market.trades > 0) push(trade);
        if (market.quotes > 0) sessionChanged(market);
        return;
      }
      case 'BestBidOffer': {
        const market = find(message.fields);
        if (market === undefined || market.quotes === 0) return;
        const quote = readQuote(message.fields, market);
        if (quote !== undefined) push(quote);
        return;
      }
      case 'OrderBook': {
        const market = find(message.fields);
        if (market !== undefined && market.books > 0) bookMessage(market, message.fields);
        return;
      }
      case 'TradeStatistics': {
        const market = find(message.fields);
        if (market !== undefined && readTradeStatistics(message.fields, market)) sessionChanged(market);
        return;
      }
      case 'EndOfDayPrices': {
        const market = find(message.fields);
        if (market !== undefined && readEndOfDay(message.fields, market)) sessionChanged(market);
        return;
      }
      case 'OpenInterest': {
        const market = find(message.fields);
        if (market !== undefined && readOpenInterest(message.fields, market)) sessionChanged(market);
        return;
      }
      case 'FrontMonthContractUpdate':
        fronts.hear(message.fields);
        return;
      default:
        return;
    }
  }

  function sessionChanged(market: StreamedMarket): void {
    if (market.quotes === 0) return;
    dirtySessions.add(market);
    stopSessions ??= parts.after(sessionEveryMs, () => {
      stopSessions = undefined;
      for (const one of dirtySessions) {
        if (one.quotes > 0) push(sessionOf(one, one.stamp(clock.earliest)));
      }
      dirtySessions.clear();
    });
  }

  function bookMessage(market: StreamedMarket, fields: WireMessages['OrderBook']): void {
    if (market.book === undefined) {
      // Its first message is the whole image; without the grid there is no book, so it is asked for again.
      if (market.market === undefined) return;
      market.book = new LevelBook(market.market.grid.decimals);
    }
    const judged = market.book.apply(fields);
    if (judged === 'broken')
      bookFailed(market, `The book of ${market.instrument} was crossed and is read anew.`);
    if (judged !== 'whole') return;
    market.bookFailures = 0;
    market.endTrouble?.();
    market.endTrouble = undefined;
    if (market.isBookDirty) return;
    market.isBookDirty = true;
    dirtyBooks.push(market);
    // Told once a turn of the loop, however many changes it brought.
    stopBooks ??= parts.after(0, tellBooks);
  }

  function tellBooks(): void {
    stopBooks = undefined;
    for (const market of dirtyBooks.splice(0)) {
      if (!market.isBookDirty) continue;
      market.isBookDirty = false;
      const { book } = market;
      if (book === undefined || market.books === 0 || !book.isSynced) continue;
      push(book.snapshot(market.instrument, market.stamp(book.time)));
    }
  }

  /** O10: it leaves LIVE at once, for its readers an empty book, and this one is asked for anew with back-off. */
  function bookFailed(market: StreamedMarket, sentence: string): void {
    parts.link().noteGap(sentence);
    market.isBookDirty = false;
    push({
      kind: 'book',
      instrument: market.instrument,
      time: market.stamp(clock.earliest),
      bids: [],
      asks: [],
    });
    market.stopRenewal ??= parts.after(backOffMs(market.bookFailures, parts.random), () => {
      market.stopRenewal = undefined;
      ticker.socket.renew(bookTopic(market.contract));
    });
    market.bookFailures += 1;
    if (market.bookFailures > toleratedFailures) {
      market.endTrouble ??= parts.link().degrade(`The book of ${market.instrument} cannot be kept in step.`);
    }
  }

  /** An image may be lost like any other message. */
  function watchBook(market: StreamedMarket): void {
    market.stopWatch?.();
    market.stopWatch = parts.after(imageLimitMs, () => {
      market.stopWatch = undefined;
      if (market.books === 0 || market.market === undefined || !ticker.isReady) return;
      const isOpen = calendarOf(market.market.instrument.calendar).isOpen(clock.now());
      if (isOpen && market.book?.isSynced !== true) {
        bookFailed(market, `Rithmic sent no book of ${market.instrument}; it is asked for again.`);
      }
      watchBook(market);
    });
  }

  function hearHistory(message: DecodedMessage): void {
    if (message.name !== 'TimeBar') return;
    const market = find(message.fields);
    if (market?.market === undefined) return;
    const { type, period } = message.fields;
    const timeframe = timeframesOfBar(type, period).find((frame) => market.bars.has(frame));
    if (timeframe === undefined) return;
    const calendar = calendarOf(market.market.instrument.calendar);
    const candle = readBar(message.fields, timeframe, market.market.grid, calendar);
    if (candle === undefined) return;
    push({
      kind: 'candle',
      instrument: market.instrument,
      timeframe,
      priceSide: 'trade',
      candle,
      isClosed: true,
    });
  }

  /** Learns the grid of a market, without which its prices are as they were sent and its book cannot be kept. */
  function learn(market: StreamedMarket): void {
    if (market.market !== undefined || market.isAskedFor || !ticker.isReady) return;
    market.isAskedFor = true;
    catalogue.market(market.instrument).then(
      (found) => {
        market.isAskedFor = false;
        if (found === undefined) {
          parts.link().noteTrouble(`Rithmic does not know ${market.instrument}.`);
          return;
        }
        market.market = found;
        market.grid = found.grid;
        if (market.books > 0) ticker.socket.renew(bookTopic(market.contract));
        follow(market);
      },
      (error: Error) => {
        market.isAskedFor = false;
        parts.link().noteTrouble(`${market.instrument} could not be asked for: ${error.message}`);
        parts.after(learnAgainMs, () => {
          if (market.isWanted) learn(market);
        });
      },
    );
  }

  function follow({ market }: StreamedMarket): void {
    if (market !== undefined && ticker.isReady) void fronts.follow(market);
  }

  ticker.onPush(hearTicker);
  history.onPush(hearHistory);
  ticker.onReady((isAgain) => {
    for (const market of markets.values()) {
      if (!market.isWanted) continue;
      learn(market);
      follow(market);
      if (market.books > 0) watchBook(market);
      if (!isAgain) continue;
      // Nothing is sent again of what was missed: whoever builds on the stream starts from history.
      const time = epochMs(Math.max(market.lastTime, market.floor));
      push({ kind: 'reset', instrument: market.instrument, time });
    }
    if (isAgain) fronts.askAgain();
    if (isAgain && [...markets.values()].some(({ isWanted }) => isWanted)) parts.link().noteGap();
  });
  ticker.onLost(() => {
    stopBooks?.();
    stopSessions?.();
    stopBooks = undefined;
    stopSessions = undefined;
    events = [];
    dirtyBooks.length = 0;
    dirtySessions.clear();
    for (const market of markets.values()) {
      market.forget();
      market.book?.clear();
      market.isBookDirty = false;
      stopBookTimers(market);
    }
  });

  function marketFor(instrument: InstrumentId, contract: Contract): StreamedMarket {
    const known = markets.get(instrument);
    if (known !== undefined) return known;
    const market = new StreamedMarket(instrument, contract, catalogue.knownMarket(instrument));
    market.floor = floors.get(instrument) ?? 0;
    markets.set(instrument, market);
    const symbols = byName.get(contract.exchange) ?? new Map<string, StreamedMarket>();
    symbols.set(contract.symbol, market);
    byName.set(contract.exchange, symbols);
    return market;
  }

  function count(market: StreamedMarket, { stream, timeframe }: StreamRequest, by: 1 | -1): void {
    if (stream === 'quotes') market.quotes += by;
    else if (stream === 'trades') market.trades += by;
    else if (stream === 'book') market.books += by;
    else if (timeframe !== undefined) {
      const left = (market.bars.get(timeframe) ?? 0) + by;
      if (left > 0) market.bars.set(timeframe, left);
      else market.bars.delete(timeframe);
    }
    if (market.books > 0) return;
    market.book = undefined;
    stopBookTimers(market);
    market.endTrouble?.();
    market.endTrouble = undefined;
  }

  function stopBookTimers(market: StreamedMarket): void {
    market.stopRenewal?.();
    market.stopRenewal = undefined;
    market.stopWatch?.();
    market.stopWatch = undefined;
  }

  function wantTopics(market: StreamedMarket, { stream, timeframe }: StreamRequest): readonly Release[] {
    if (stream !== 'candles') {
      return topicsOf(stream, market.contract).map((topic) => ticker.socket.want(topic));
    }
    const topic = timeframe === undefined ? undefined : barTopic(market.contract, timeframe);
    return topic === undefined ? [] : [history.socket.want(topic)];
  }

  return {
    subscribe(request) {
      const contract = catalogue.contractOf(request.instrument);
      if (contract === undefined) return () => undefined;
      const market = marketFor(request.instrument, contract);
      count(market, request, 1);
      const releases = wantTopics(market, request);
      learn(market);
      follow(market);
      if (request.stream === 'book' && ticker.isReady) watchBook(market);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        count(market, request, -1);
        for (const release of releases) release();
      };
    },
    onRoll: (listener) => rolls.add(listener),
    lastTime: (instrument) => Math.max(markets.get(instrument)?.lastTime ?? 0, floors.get(instrument) ?? 0),
    raiseTime(instrument, time) {
      const raised = Math.max(floors.get(instrument) ?? 0, time);
      floors.set(instrument, raised);
      const market = markets.get(instrument);
      if (market !== undefined) market.floor = raised;
    },
  };
}
