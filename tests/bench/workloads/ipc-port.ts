import { setTimeout as sleep } from 'node:timers/promises';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { encodeBatch, type TradeRow } from '../../../src-shared/stream/encode.ts';
import type { Measurement, RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';
import { seededTrades } from '../seeded.ts';
import { percentile } from '../statistics.ts';
import type { PortForm, PortReport, PortStart } from './ipc-port.worker.ts';

const perFrame = 1000;
const frames = 2000;
/** Frames on their way at most, so that the queue does not decide the figure. */
const ahead = 64;
const pacedBatches = 1000;
const pacedTicks = 100;

/** Market data between two threads of the main process: our frames, bare typed arrays, and objects. */
export async function run(options: RunOptions): Promise<void> {
  const rows = tradeRows(perFrame);
  const thread = new Worker(new URL('./ipc-port.worker.ts', import.meta.url));
  const scale = 1e6 / (frames * perFrame);
  const flood = (form: PortForm, label: string, role: 'ours' | 'limit' | 'peer') => ({
    role,
    label,
    run: async (): Promise<Measurement> => {
      const { tookMs, sum } = await send(thread, form, rows, frames, undefined);
      return { cost: tookMs * scale, result: [sum] };
    },
  });
  await compare(
    {
      name: 'ipc.port',
      unit: 'ns/tick',
      note: `${frames} frames of ${perFrame} trades: encoded, sent, decoded and summed in the other thread`,
      candidates: [
        flood('frame', 'frames, transferred', 'ours'),
        flood('columns', 'three Float64Arrays, transferred', 'limit'),
        flood('objects', 'objects, cloned', 'peer'),
      ],
      goals: [{ text: '≥ 10,000,000 ticks/s (≤ 100 ns/tick)', isReached: ({ ours }) => ours <= 100 }],
    },
    options,
  );
  const few = rows.slice(0, pacedTicks);
  const paced = (form: PortForm, label: string, role: 'ours' | 'limit' | 'peer', share: number) => ({
    role,
    label,
    run: async (): Promise<Measurement> => {
      const { delays, sum } = await send(thread, form, few, pacedBatches, 2);
      return { cost: percentile(delays, share) * 1000, result: [sum] };
    },
  });
  for (const [name, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    await compare(
      {
        name: `ipc.port.${name}`,
        unit: 'us',
        note: `one way, 500 batches of ${pacedTicks} ticks a second`,
        candidates: [
          paced('frame', 'frames, transferred', 'ours', share),
          paced('columns', 'three Float64Arrays, transferred', 'limit', share),
          paced('objects', 'objects, cloned', 'peer', share),
        ],
        goals: [{ text: `one-way ${name} < 1 ms`, isReached: ({ ours }) => ours < 1000 }],
      },
      { ...options, runs: Math.min(3, options.runs) },
    );
  }
  await thread.terminate();
}

function tradeRows(count: number): TradeRow[] {
  const trades = seededTrades(count, 100);
  return Array.from({ length: count }, (_, index) => ({
    channel: 1,
    time: trades.time[index] as number,
    price: trades.price[index] as number,
    size: trades.size[index] as number,
    side: 1,
    missed: 0,
  }));
}

interface Sent {
  readonly tookMs: number;
  readonly sum: number;
  readonly delays: Float64Array;
}

/** Sends so many batches, as fast as they are taken in or with a pause between them. */
async function send(
  thread: Worker,
  form: PortForm,
  rows: readonly TradeRow[],
  batches: number,
  pauseMs: number | undefined,
): Promise<Sent> {
  const { port1: port, port2: other } = new MessageChannel();
  const start: PortStart = { port: other, form, batches };
  thread.postMessage(start, [other]);
  await nextMessage(port);
  const started = performance.now();
  let taken = 0;
  const finished = new Promise<PortReport>((resolve) => {
    port.on('message', (message: number | PortReport) => {
      if (typeof message === 'number') taken = message;
      else resolve(message);
    });
  });
  for (let batch = 1; batch <= batches; batch += 1) {
    post(port, form, rows, batch);
    if (pauseMs !== undefined) await sleep(Math.max(0, started + batch * pauseMs - performance.now()));
    else while (batch - taken >= ahead) await new Promise(setImmediate);
  }
  const { sum, delays } = await finished;
  const tookMs = performance.now() - started;
  port.close();
  return { tookMs, sum, delays };
}

function nextMessage(port: MessagePort): Promise<void> {
  return new Promise((resolve) => {
    port.once('message', () => resolve());
  });
}

function post(port: MessagePort, form: PortForm, rows: readonly TradeRow[], sequence: number): void {
  const sentAt = performance.timeOrigin + performance.now();
  if (form === 'objects') {
    port.postMessage({ sentAt, rows });
  } else if (form === 'frame') {
    const frame = encodeBatch({ quotes: [], candles: [], trades: rows }, { sequence, receivedAt: 0, sentAt });
    port.postMessage(frame, [frame.buffer]);
  } else {
    const time = new Float64Array(rows.length);
    const price = new Float64Array(rows.length);
    const size = new Float64Array(rows.length);
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index] as TradeRow;
      time[index] = row.time;
      price[index] = row.price;
      size[index] = row.size;
    }
    port.postMessage({ sentAt, time, price, size }, [time.buffer, price.buffer, size.buffer]);
  }
}
