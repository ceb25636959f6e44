import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { rolldown } from 'rolldown';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { encodeBatch, type TradeRow } from '../../../src-shared/stream/encode.ts';
import type { Measurement, RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';
import { seededTrades } from '../seeded.ts';
import { percentile } from '../statistics.ts';
import { withBrowser, withPage } from './browser.ts';

type Form = 'frame' | 'json' | 'columns';

const perBatch = 100;
const batches = 5000;
const pacedBatches = 1000;
const mostBufferedBytes = 256 * 1024;

interface PageReport {
  readonly sum: number;
  /** ms from send to message event, batch by batch. */
  readonly delays: number[];
}

interface ReceiverWindow {
  stream: {
    decodeFrame(bytes: Uint8Array): {
      kind: string;
      sentAt: number;
      trades: { price: Float64Array; size: Float64Array };
    };
  };
}

/** Market data into a page of a real browser over a WebSocket set up as the web host's. */
export async function run(options: RunOptions): Promise<void> {
  const decoder = await bundleDecoder();
  const { server, sockets, origin } = await listen();
  try {
    await withBrowser((browser) => compareForms(browser, sockets, origin, decoder, options));
  } finally {
    sockets.close();
    server.close();
  }
}

async function compareForms(
  browser: Browser,
  sockets: WebSocketServer,
  origin: string,
  decoder: string,
  options: RunOptions,
): Promise<void> {
  const rows = tradeRows(perBatch);
  await withPage(browser, async (page) => {
    await page.goto(origin);
    await page.addScriptTag({ content: decoder });
    const send = async (form: Form, count: number, pauseMs?: number) => {
      const connected = once(sockets, 'connection') as Promise<[ServerSocket]>;
      const reported = receive(page, form, count);
      const [socket] = await connected;
      const started = performance.now();
      await pour(socket, form, rows, count, pauseMs);
      const { sum, delays } = await reported;
      return { tookMs: performance.now() - started, sum, delays };
    };
    const flood = async (form: Form): Promise<Measurement> => {
      const { tookMs, sum } = await send(form, batches);
      return { cost: (tookMs * 1e6) / (batches * perBatch), result: [sum] };
    };
    await compare(
      {
        name: 'ipc.page',
        unit: 'ns/tick',
        note: `${batches} batches of ${perBatch} ticks, encoded, sent, decoded and summed in the page`,
        candidates: [
          { role: 'ours', label: 'frames', run: () => flood('frame') },
          { role: 'limit', label: 'one Float64Array', run: () => flood('columns') },
          { role: 'peer', label: 'JSON', run: () => flood('json') },
        ],
        goals: [{ text: '≥ 1.5x JSON', isReached: ({ ours, peer }) => peer / ours >= 1.5 }],
      },
      options,
    );
    const paced = async (form: Form): Promise<Measurement> => {
      const { delays, sum } = await send(form, pacedBatches, 2);
      return { cost: percentile(delays, 0.99), result: [sum] };
    };
    await compare(
      {
        name: 'ipc.page.p99',
        unit: 'ms',
        note: `one way, 500 batches of ${perBatch} ticks a second`,
        candidates: [
          { role: 'ours', label: 'frames', run: () => paced('frame') },
          { role: 'limit', label: 'one Float64Array', run: () => paced('columns') },
          { role: 'peer', label: 'JSON', run: () => paced('json') },
        ],
        goals: [{ text: 'one-way p99 < 1 ms', isReached: ({ ours }) => ours < 1 }],
      },
      { ...options, runs: Math.min(3, options.runs) },
    );
  });
}

/** The product's own decoder as a script that a page can take. */
async function bundleDecoder(): Promise<string> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('../../../src-shared/stream/decode.ts', import.meta.url)),
  });
  const { output } = await bundle.generate({ format: 'iife', name: 'stream' });
  await bundle.close();
  return output[0].code;
}

async function listen(): Promise<{ server: Server; sockets: WebSocketServer; origin: string }> {
  const server = createServer((_request, response) => response.end('<!doctype html><body></body>'));
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return { server, sockets, origin: `http://127.0.0.1:${address.port}/` };
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

async function pour(
  socket: ServerSocket,
  form: Form,
  rows: readonly TradeRow[],
  count: number,
  pauseMs: number | undefined,
): Promise<void> {
  const started = performance.now();
  for (let batch = 1; batch <= count; batch += 1) {
    socket.send(encoded(form, rows, batch));
    if (pauseMs !== undefined) {
      const wait = started + batch * pauseMs - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    } else {
      while (socket.bufferedAmount > mostBufferedBytes) await new Promise(setImmediate);
    }
  }
}

function encoded(form: Form, rows: readonly TradeRow[], sequence: number): string | Uint8Array {
  const sentAt = performance.timeOrigin + performance.now();
  if (form === 'frame')
    return encodeBatch({ quotes: [], candles: [], trades: rows }, { sequence, receivedAt: 0, sentAt });
  if (form === 'json') return JSON.stringify({ sentAt, rows });
  const values = new Float64Array(1 + rows.length * 2);
  values[0] = sentAt;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as TradeRow;
    values[1 + index] = row.price;
    values[1 + rows.length + index] = row.size;
  }
  return new Uint8Array(values.buffer);
}

/** Opens a socket in the page and resolves when so many batches have come. */
function receive(page: Page, form: Form, count: number): Promise<PageReport> {
  return page.evaluate(
    ({ kind, expected }) =>
      new Promise<PageReport>((resolve) => {
        const { stream } = globalThis as unknown as ReceiverWindow;
        const socket = new WebSocket(`ws://${location.host}/`);
        socket.binaryType = 'arraybuffer';
        const delays: number[] = [];
        let sum = 0;
        const sumOf = (values: ArrayLike<number>) => {
          let total = 0;
          for (let index = 0; index < values.length; index += 1) total += values[index] as number;
          return total;
        };
        const read = (data: unknown): number => {
          if (kind === 'json') {
            const { sentAt, rows } = JSON.parse(data as string) as {
              sentAt: number;
              rows: { price: number; size: number }[];
            };
            let [prices, sizes] = [0, 0];
            for (const { price, size } of rows) {
              prices += price;
              sizes += size;
            }
            sum += prices + sizes;
            return sentAt;
          }
          if (kind === 'columns') {
            const values = new Float64Array(data as ArrayBuffer);
            const half = (values.length - 1) / 2;
            sum += sumOf(values.subarray(1, 1 + half)) + sumOf(values.subarray(1 + half));
            return values[0] as number;
          }
          const frame = stream.decodeFrame(new Uint8Array(data as ArrayBuffer));
          sum += sumOf(frame.trades.price) + sumOf(frame.trades.size);
          return frame.sentAt;
        };
        socket.addEventListener('message', (event: MessageEvent<unknown>) => {
          const arrived = performance.timeOrigin + performance.now();
          delays.push(arrived - read(event.data));
          if (delays.length < expected) return;
          socket.close();
          resolve({ sum, delays });
        });
      }),
    { kind: form, expected: count },
  );
}
