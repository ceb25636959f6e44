import type { Level } from '../exchange/order-book.ts';
import { remainingOf, type Side } from '../exchange/orders.ts';
import type { Client, Request } from './client.ts';
import { type Fields, number, stamp, text } from './fields.ts';
import type { Floor } from './floor.ts';

const change = { added: 1, changed: 2, deleted: 3 } as const;
const sides: readonly Side[] = ['buy', 'sell'];

interface Entry {
  readonly side: Side;
  readonly price: number;
  readonly size: number;
  readonly priority: bigint;
}

/** Every single order on a book: what rests for customers one by one, the crowd's liquidity as one order per price. */
export class DepthByOrder {
  private readonly floor: Floor;
  /** By market, then by the exchange's id of the order: what was last told. */
  private readonly told = new Map<string, Map<string, Entry>>();
  private readonly sequences = new Map<string, bigint>();
  private readonly wanted = new Map<Client, Map<string, number | undefined>>();
  private readonly dirty = new Set<string>();
  private isFlushDue = false;

  constructor(floor: Floor) {
    this.floor = floor;
    floor.exchange.onEvent((event) => {
      if (event.type === 'book' && this.wanted.size > 0) this.flushSoon(event.market);
    });
  }

  handle(client: Client, request: Request): boolean {
    if (request.name === 'RequestDepthByOrderSnapshot') this.tellSnapshot(client, request);
    else if (request.name === 'RequestDepthByOrderUpdates') this.subscribe(client, request);
    else return false;
    return true;
  }

  private tellSnapshot(client: Client, request: Request): void {
    const symbol = this.marketOf(request);
    if (symbol === undefined) {
      client.refuse(request, '7', 'no data');
      return;
    }
    const price = number(request.fields, 'depth_price');
    this.flush(symbol);
    const rows = new Map<string, { side: Side; price: number; entries: [string, Entry][] }>();
    for (const [id, entry] of this.entriesOf(symbol)) {
      if (price !== undefined && entry.price !== price) continue;
      const key = `${entry.side} ${entry.price}`;
      const row = rows.get(key) ?? { side: entry.side, price: entry.price, entries: [] };
      row.entries.push([id, entry]);
      rows.set(key, row);
    }
    client.list(
      request,
      [...rows.values()].map(({ side, price: at, entries }) => ({
        ...this.nameOf(symbol),
        sequence_number: this.sequences.get(symbol) ?? 0n,
        depth_side: side === 'buy' ? 1 : 2,
        depth_price: at,
        depth_size: entries.map(([, { size }]) => size),
        depth_order_priority: entries.map(([, { priority }]) => priority),
        exchange_order_id: entries.map(([id]) => id),
      })),
    );
  }

  private subscribe(client: Client, request: Request): void {
    const symbol = this.marketOf(request);
    if (symbol === undefined) {
      client.refuse(request, '7', 'no data');
      return;
    }
    const symbols = this.wanted.get(client) ?? new Map<string, number | undefined>();
    if (!this.wanted.has(client)) {
      this.wanted.set(client, symbols);
      client.onGone(() => this.wanted.delete(client));
    }
    if (number(request.fields, 'request') === 2) symbols.delete(symbol);
    else {
      this.flush(symbol);
      symbols.set(symbol, number(request.fields, 'depth_price'));
    }
    client.answer(request);
  }

  private flushSoon(market: string): void {
    this.dirty.add(market);
    if (this.isFlushDue) return;
    this.isFlushDue = true;
    queueMicrotask(() => {
      this.isFlushDue = false;
      const markets = [...this.dirty];
      this.dirty.clear();
      for (const one of markets) this.flush(one);
    });
  }

  private flush(market: string): void {
    const before = this.told.get(market) ?? new Map<string, Entry>();
    const now = new Map(this.entriesOf(market));
    this.told.set(market, now);
    const changes: { id: string; type: number; entry: Entry; previous: Entry | undefined }[] = [];
    for (const [id, entry] of before) {
      if (!now.has(id)) changes.push({ id, type: change.deleted, entry, previous: undefined });
    }
    for (const [id, entry] of now) {
      const previous = before.get(id);
      if (previous === undefined) changes.push({ id, type: change.added, entry, previous });
      else if (previous.size !== entry.size || previous.price !== entry.price)
        changes.push({ id, type: change.changed, entry, previous });
    }
    if (changes.length === 0) return;
    const sequence = (this.sequences.get(market) ?? 0n) + 1n;
    this.sequences.set(market, sequence);
    const stamps = stamp(this.floor.exchange.clock.now());
    for (const [client, symbols] of this.wanted) {
      if (!symbols.has(market)) continue;
      const price = symbols.get(market);
      const told = changes.filter(({ entry }) => price === undefined || entry.price === price);
      if (told.length === 0) continue;
      client.push('DepthByOrder', {
        ...this.nameOf(market),
        sequence_number: sequence,
        update_type: told.map(({ type }) => type),
        transaction_type: told.map(({ entry }) => (entry.side === 'buy' ? 1 : 2)),
        depth_price: told.map(({ entry }) => entry.price),
        prev_depth_price: told.map(({ previous, entry }) => previous?.price ?? entry.price),
        prev_depth_price_flag: told.map(
          ({ previous, entry }) => previous !== undefined && previous.price !== entry.price,
        ),
        depth_size: told.map(({ entry }) => entry.size),
        depth_order_priority: told.map(({ entry }) => entry.priority),
        exchange_order_id: told.map(({ id }) => id),
        ...stamps,
      });
      const { symbol, exchange } = this.nameOf(market);
      client.push('DepthByOrderEndEvent', {
        symbol: [symbol],
        exchange: [exchange],
        sequence_number: sequence,
        ...stamps,
      });
    }
  }

  private entriesOf(market: string): [string, Entry][] {
    const { book } = this.floor.exchange.market(market);
    return sides.flatMap((side) => book.levels(side).flatMap((level) => entriesAt(side, level)));
  }

  private marketOf({ fields }: Request): string | undefined {
    return this.floor.listing.find(text(fields, 'symbol'), text(fields, 'exchange'))?.symbol;
  }

  private nameOf(market: string): { symbol: string; exchange: string } & Fields {
    const { symbol, exchange } = this.floor.listing.bySymbol(market);
    return { symbol, exchange };
  }
}

/** Priorities of the crowd reach the largest there are, as real ones do. */
const crowdPriority = 2n ** 64n - 1n;

function entriesAt(side: Side, level: Level): [string, Entry][] {
  const price = level.price.toNumber();
  return level.queue.map((resting, index) => {
    const isOrder = 'order' in resting;
    const id = isOrder ? `9${resting.order.id}` : `8${side === 'buy' ? 1 : 2}${level.price.toFixed()}`;
    const size = (isOrder ? remainingOf(resting.order) : resting.crowd).toNumber();
    return [id, { side, price, size, priority: isOrder ? BigInt(index + 1) : crowdPriority }];
  });
}
