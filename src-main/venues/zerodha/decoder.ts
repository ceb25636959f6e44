import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { parseExact } from '../connection/exact-json.ts';
import type { DecodedEvent, FrameDecoder } from '../venue-kind.ts';
import { orderReport } from './decode-order.ts';
import { isRecord, readOrder, readTextFrame, type TextFrame } from './decode-text.ts';
import { tokenId } from './symbols.ts';
import { allWants, TickEvents } from './tick-events.ts';
import { depthLevels, readTicks, segmentOf, Tick } from './ticks.ts';

/** `postback` bodies are bare orders; everything else comes over the ticker socket. */
export const channels = ['ticker', 'postback'] as const;

/** The protocol inspector: frames without a connection. Markets are named by their token, `KITE:408065`. */
export function createFrameDecoder(channel?: string): FrameDecoder {
  const tick = new Tick();
  const known = new Map<number, TickEvents>();
  const eventsOf = (token: number): TickEvents => {
    let events = known.get(token);
    if (events === undefined) {
      events = new TickEvents(tokenId(token));
      if (known.size > 10_000) known.clear();
      known.set(token, events);
    }
    return events;
  };
  const decodeBinary = (frame: Uint8Array): readonly DecodedEvent[] => {
    if (frame.byteLength < 2) return [{ kind: 'control', name: 'heartbeat' }];
    const found: DecodedEvent[] = [];
    const read = readTicks(frame, tick, (one) => {
      const market: MarketEvent[] = [];
      eventsOf(one.token).take(one, Number.NaN, allWants, market);
      // Without a clock, a packet that tells no time makes a tick and nothing that would need one.
      found.push(tickFields(one), ...market.filter((event) => 'time' in event && event.time > 0));
    });
    if (read === -1) found.push({ kind: 'unreadable', reason: 'the frame ends inside a packet' });
    else if (found.length === 0) found.push({ kind: 'unknown', reason: 'no packet of a known length' });
    return found;
  };
  return {
    decode: (frame) => {
      if (typeof frame !== 'string') return decodeBinary(frame);
      return [textEvent(channel === 'postback' ? readPostback(frame) : readTextFrame(frame))];
    },
  };
}

function readPostback(text: string): TextFrame {
  try {
    const parsed = parseExact(text.slice(0, 65_536));
    return isRecord(parsed) ? readOrder(parsed) : { kind: 'unreadable', reason: 'not an order' };
  } catch {
    return { kind: 'unreadable', reason: 'not JSON' };
  }
}

function textEvent(frame: TextFrame): DecodedEvent {
  if (frame.kind !== 'order') return frame;
  const report = orderReport(frame.order, '');
  return report === undefined
    ? { kind: 'unknown', reason: `a market of ${frame.order.exchange}` }
    : { kind: 'order', ...report };
}

/** Prices as exact decimals. Depth of no size is left out. */
function tickFields(tick: Tick): DecodedEvent {
  const { token, mode, isIndex } = tick;
  const price = (value: number) => priceText(value, tick.divisor);
  const fields = {
    kind: 'tick',
    instrument: tokenId(token),
    token,
    segment: segmentOf(token),
    mode,
    isTradable: !isIndex,
    lastPrice: price(tick.lastPrice),
  };
  if (mode === 'ltp') return fields;
  const day = {
    open: price(tick.open),
    high: price(tick.high),
    low: price(tick.low),
    close: price(tick.close),
  };
  const time = tick.exchangeTime === 0 ? {} : { time: tick.exchangeTime * 1000 };
  if (isIndex) return { ...fields, ...day, priceChange: price(tick.priceChange), ...time };
  const traded = {
    ...fields,
    ...day,
    lastQuantity: tick.lastQuantity,
    averagePrice: price(tick.averagePrice),
    volume: tick.volume,
    buyQuantity: tick.buyQuantity,
    sellQuantity: tick.sellQuantity,
  };
  if (mode === 'quote') return traded;
  return {
    ...traded,
    ...time,
    ...(tick.lastTradeTime === 0 ? {} : { lastTradeTime: tick.lastTradeTime * 1000 }),
    openInterest: tick.openInterest,
    openInterestHigh: tick.openInterestHigh,
    openInterestLow: tick.openInterestLow,
    bids: depthRows(tick, 0),
    asks: depthRows(tick, depthLevels),
  };
}

function depthRows(tick: Tick, from: number) {
  const rows: { price: string; quantity: number; orders: number }[] = [];
  for (let index = from; index < from + depthLevels; index += 1) {
    const quantity = tick.depthQuantity(index);
    if (quantity === 0) continue;
    const price = priceText(tick.depthPrice(index), tick.divisor);
    rows.push({ price, quantity, orders: tick.depthOrders(index) });
  }
  return rows;
}

/** A whole number of 1/divisor as a plain decimal; divisors are powers of ten. */
export function priceText(value: number, divisor: number): string {
  const places = Math.round(Math.log10(divisor));
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
}
