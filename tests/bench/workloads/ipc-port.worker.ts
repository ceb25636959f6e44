import { type MessagePort, parentPort } from 'node:worker_threads';
import { decodeFrame } from '../../../src-shared/stream/decode.ts';
import { sumOf } from '../bar-sums.ts';

/** How a batch travels: our encoded frame, bare columns, or an array of objects. */
export type PortForm = 'frame' | 'columns' | 'objects';

export interface PortStart {
  readonly port: MessagePort;
  readonly form: PortForm;
  readonly batches: number;
}

export interface PortReport {
  /** Of all prices and sizes that arrived. */
  readonly sum: number;
  /** ms from send to arrival, batch by batch. */
  readonly delays: Float64Array;
}

interface Columns {
  readonly sentAt: number;
  readonly price: Float64Array;
  readonly size: Float64Array;
}

interface Objects {
  readonly sentAt: number;
  readonly rows: readonly { readonly price: number; readonly size: number }[];
}

const tellEvery = 16;

parentPort?.on('message', ({ port, form, batches }: PortStart) => {
  const delays = new Float64Array(batches);
  let taken = 0;
  let sum = 0;
  port.on('message', (message: Uint8Array | Columns | Objects) => {
    const arrived = performance.timeOrigin + performance.now();
    const { sentAt, value } = read(form, message);
    sum += value;
    delays[taken] = arrived - sentAt;
    taken += 1;
    if (taken === batches) {
      const report: PortReport = { sum, delays };
      port.postMessage(report);
      port.close();
    } else if (taken % tellEvery === 0) port.postMessage(taken);
  });
  port.postMessage('ready');
});

function read(form: PortForm, message: Uint8Array | Columns | Objects): { sentAt: number; value: number } {
  if (form === 'objects') {
    const { sentAt, rows } = message as Objects;
    let [prices, sizes] = [0, 0];
    for (const { price, size } of rows) {
      prices += price;
      sizes += size;
    }
    return { sentAt, value: prices + sizes };
  }
  if (form === 'columns') {
    const { sentAt, price, size } = message as Columns;
    return { sentAt, value: sumOf(price) + sumOf(size) };
  }
  const frame = decodeFrame(message as Uint8Array);
  if (frame.kind !== 'batch') throw new Error('a frame did not arrive whole');
  return { sentAt: frame.sentAt, value: sumOf(frame.trades.price) + sumOf(frame.trades.size) };
}
