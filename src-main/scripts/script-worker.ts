import type { Candle } from '../../src-shared/domain/candle.ts';
import type { LiveSeries } from './live-series.ts';
import { type PieceLimits, ScriptThread, type ThreadEnd } from './script-thread.ts';
import { symbolFacts } from './symbol-facts.ts';
import type { ThreadSupply } from './thread-supply.ts';
import type { BarBlock, FromWorker, SeriesNews, ToWorker } from './worker-messages.ts';

interface WaitingNews {
  closed: number[];
  forming: number[];
}

interface WorkerParts {
  readonly supply: ThreadSupply;
  readonly limits: PieceLimits;
  onMessage(message: FromWorker): void;
  /** The thread is gone; the next message starts another. */
  onEnd(end: ThreadEnd): void;
}

/**
 * The main process's end of one script worker: knows which series the worker has, hands over what is missing, and lets ticks
 * wait while the worker is busy with the ones before. Closed bars all wait; of the unfinished one the newest state does.
 */
export class ScriptWorker {
  readonly #parts: WorkerParts;
  #thread: ScriptThread | undefined;
  /** Epochs of the series the thread was given. */
  readonly #given = new Map<number, number>();
  readonly #waiting = new Map<number, WaitingNews>();
  #isTicking = false;
  #isClosed = false;
  #now = 0;
  /** Runs that are assigned to it. */
  load = 0;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  /** Hands the bars over, unless the worker has them as they are. */
  give(series: LiveSeries): void {
    if (this.#given.get(series.number) === series.epoch) return;
    this.#given.set(series.number, series.epoch);
    this.#waiting.delete(series.number);
    const { count, time, open, high, low, close, volume } = series.bars;
    const copied = (values: Float64Array) => new Float64Array(values.subarray(0, count));
    const bars: BarBlock = {
      count,
      time: copied(time),
      open: copied(open),
      high: copied(high),
      low: copied(low),
      close: copied(close),
      volume: copied(volume),
    };
    const { count: _, ...columns } = bars;
    this.send(
      {
        kind: 'series',
        series: series.number,
        symbol: symbolFacts(series.instrument),
        timeframe: series.key.timeframe,
        bars,
      },
      Object.values(columns).map(({ buffer }) => buffer),
    );
  }

  drop(series: LiveSeries): void {
    this.#waiting.delete(series.number);
    if (this.#given.delete(series.number)) this.send({ kind: 'drop-series', series: series.number });
  }

  stop(run: number): void {
    // A thread that is gone has nothing to stop.
    if (this.#thread !== undefined) this.send({ kind: 'stop', run });
  }

  /** News of a series, if the worker has it as it is; sent with `flush`. */
  tick(series: LiveSeries, closed: readonly Candle[], forming: Candle | undefined): void {
    if (this.#given.get(series.number) !== series.epoch) return;
    const waiting = this.#waiting.get(series.number) ?? { closed: [], forming: [] };
    this.#waiting.set(series.number, waiting);
    for (const candle of closed) waiting.closed.push(...numbersOf(candle));
    waiting.forming = forming === undefined ? [] : numbersOf(forming);
    this.#now = series.now;
  }

  flush(): void {
    if (this.#isTicking || this.#waiting.size === 0 || this.#thread === undefined) return;
    const news: SeriesNews[] = [...this.#waiting].map(([series, { closed, forming }]) => ({
      series,
      closed: new Float64Array(closed),
      forming: new Float64Array(forming),
    }));
    this.#waiting.clear();
    this.#isTicking = true;
    this.send({ kind: 'tick', now: this.#now, news });
  }

  send(message: ToWorker, transfer: readonly ArrayBuffer[] = []): void {
    if (this.#isClosed) return;
    this.#thread ??= new ScriptThread(
      this.#parts.supply.take(),
      this.#parts.limits,
      (answer) => this.#take(answer),
      (end) => this.#ended(end),
    );
    this.#thread.send(message, transfer);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread?.close();
    this.#thread = undefined;
  }

  #take(message: FromWorker): void {
    if (message.kind === 'ticked') this.#isTicking = false;
    this.#parts.onMessage(message);
    if (message.kind === 'ticked') this.flush();
  }

  #ended(end: ThreadEnd): void {
    this.#thread = undefined;
    this.#given.clear();
    this.#waiting.clear();
    this.#isTicking = false;
    this.#parts.onEnd(end);
  }
}

function numbersOf({ time, open, high, low, close, volume }: Candle): number[] {
  return [time, open, high, low, close, volume];
}
