import { encodeFact } from '../rithmic/bufbuild-messages.ts';
import { fieldsOf } from '../rithmic/field-bytes.ts';
import { random, startTime } from './seeded.ts';

/*
 * Messages as Rithmic's servers send them, written by @bufbuild/protobuf: template id first, as real servers have it, and with
 * the number of fields that each workload names, template id included.
 */

const templateIdTag = '98b64b';
const startSeconds = startTime / 1000;

export type SampleName = 'LastTrade' | 'BestBidOffer' | 'ExchangeOrderNotification';

/** `count` messages without a length in front; every one of them has other numbers. */
export function sampleMessages(name: SampleName, count: number, seed: number): readonly Buffer[] {
  const next = random(seed);
  let ticks = 30_425;
  return Array.from({ length: count }, (_, index) => {
    ticks += Math.floor(next() * 5) - 2;
    return templateIdFirst(encodeFact(name, makers[name](index, ticks / 4, next)));
  });
}

/** The same as a socket gives them: their length in front, several behind each other in one piece of memory. */
export function framed(payloads: readonly Buffer[]): readonly Buffer[] {
  const all = Buffer.alloc(payloads.reduce((sum, { length }) => sum + 4 + length, 0));
  let at = 0;
  return payloads.map((payload) => {
    all.writeUInt32BE(payload.length, at);
    payload.copy(all, at + 4);
    const start = at;
    at += 4 + payload.length;
    return all.subarray(start, at);
  });
}

function templateIdFirst(payload: Uint8Array): Buffer {
  const fields = fieldsOf(payload);
  const isId = (field: Uint8Array) => Buffer.from(field).toString('hex').startsWith(templateIdTag);
  return Buffer.concat([...fields.filter(isId), ...fields.filter((field) => !isId(field))]);
}

type Maker = (index: number, price: number, next: () => number) => Readonly<Record<string, unknown>>;

const micros = (next: () => number) => Math.floor(next() * 1_000_000);
const size = (next: () => number) => 1 + Math.floor(next() * 200);
const text = (index: number) => String(6_863_000_000_000 + index * 37);

const makers: Readonly<Record<SampleName, Maker>> = {
  LastTrade: (index, price, next) => ({
    symbol: 'ESZ6',
    exchange: 'CME',
    presence_bits: 1 | 8,
    trade_price: price,
    trade_size: size(next),
    aggressor: next() < 0.5 ? 1 : 2,
    volume: BigInt(400_000 + index),
    ssboe: startSeconds + Math.floor(index / 50),
    usecs: micros(next),
    source_ssboe: startSeconds + Math.floor(index / 50),
    source_nsecs: micros(next) * 1000,
  }),
  BestBidOffer: (index, price, next) => ({
    symbol: 'ESZ6',
    exchange: 'CME',
    presence_bits: 1 | 2,
    bid_price: price,
    bid_size: size(next),
    bid_orders: size(next),
    ask_price: price + 0.25,
    ask_size: size(next),
    ask_orders: size(next),
    ssboe: startSeconds + Math.floor(index / 100),
    usecs: micros(next),
  }),
  ExchangeOrderNotification: (index, price, next) => ({
    user_tag: `tm-${text(index)}`,
    notify_type: 5,
    is_snapshot: false,
    is_rithmic_internal_msg: false,
    report_type: 'fill',
    status: 'open',
    basket_id: text(index),
    window_name: 'chart',
    originator_window_name: 'chart',
    account_id: 'SIM-104211',
    fcm_id: 'Rithmic-FCM',
    ib_id: 'Rithmic-IB',
    symbol: 'ESZ6',
    exchange: 'CME',
    trade_exchange: 'CME',
    trade_route: 'simulator',
    exchange_order_id: text(index + 7),
    tp_exchange_order_id: text(index + 9),
    instrument_type: 'Future',
    quantity: size(next),
    price,
    price_type: 1,
    transaction_type: next() < 0.5 ? 1 : 2,
    duration: 1,
    manual_or_auto: 1,
    fill_price: price,
    fill_size: size(next),
    fill_date: '20240108',
    fill_time: '14:14:07',
    fill_id: text(index + 3),
    avg_fill_price: price,
    total_fill_size: size(next),
    total_unfilled_size: size(next),
    sequence_number: text(index + 1),
    orig_sequence_number: text(index),
    currency: 'USD',
    ssboe: startSeconds + index,
    usecs: micros(next),
    source_ssboe: startSeconds + index,
  }),
};
