import type { VenueParts } from '../../venue-kind.ts';
import { isRefusal } from '../errors.ts';
import type { Plant } from '../plant/plant.ts';
import type { WireMessages } from '../wire/codec.ts';
import { fieldsOf, type RithmicAccount } from './account-list.ts';
import type { OrderNotice } from './notices.ts';
import { rowsOf } from './rows.ts';
import { SnapshotCollector } from './snapshot-collector.ts';
import { rithmicDay } from './stamps.ts';
import { Turns } from './turns.ts';

type FillRow = WireMessages['ResponseShowFillHistory'];

const mostFillRows = 10_000;
const fillRangeSeconds = 30 * 86_400;

/**
 * Questions about one account's orders. Their rows come as pushes that do not say for which question, so one is asked at
 * a time, and its rows are those heard until it has been quiet for a moment.
 */
export class AccountQuestions {
  readonly #account: RithmicAccount;
  readonly #plant: Pick<Plant, 'ask'>;
  readonly #rows: SnapshotCollector<OrderNotice>;
  readonly #turns = new Turns();

  constructor(
    account: RithmicAccount,
    plant: Pick<Plant, 'ask'>,
    parts: Pick<VenueParts, 'after' | 'monotonicMs'>,
  ) {
    this.#account = account;
    this.#plant = plant;
    this.#rows = new SnapshotCollector(parts);
  }

  /** A row of a snapshot, whichever question it answers. */
  hear(row: OrderNotice): void {
    this.#rows.take(row);
  }

  /** Working orders, by Rithmic's own names. */
  async openOrders(signal?: AbortSignal): Promise<ReadonlySet<string>> {
    const rows = await this.#collect(
      () => this.#plant.ask('RequestShowOrders', fieldsOf(this.#account), asking(signal)),
      signal,
    );
    return new Set(rows.flatMap(({ fields }) => fields.basket_id ?? []));
  }

  /** Everything of one order, or of all of today, where Rithmic tells it. */
  today(basketId?: string, signal?: AbortSignal): Promise<readonly OrderNotice[]> {
    const order = basketId === undefined ? {} : { basket_id: basketId };
    const fields = { ...fieldsOf(this.#account), ...order };
    return this.#collect(
      () => perhaps(this.#plant.ask('RequestShowOrderHistory', fields, asking(signal)), unheeded),
      signal,
    );
  }

  /** The same of one order on one day, `20260302`. */
  detail(basketId: string, date: string, signal?: AbortSignal): Promise<readonly OrderNotice[]> {
    const fields = { ...fieldsOf(this.#account), basket_id: basketId, date };
    return this.#collect(
      () => perhaps(this.#plant.ask('RequestShowOrderHistoryDetail', fields, asking(signal)), unheeded),
      signal,
    );
  }

  /**
   * Executions between two moments, which Rithmic must answer, and before them everything of the orders of those days,
   * which it may refuse. Days are long lists: they are asked for only where something may have been missed.
   */
  history(
    sinceMs: number,
    untilMs: number,
    hasDays: boolean,
    onRefused: (sentence: string) => void,
    signal?: AbortSignal,
  ): Promise<readonly OrderNotice[]> {
    return this.#collect(async () => {
      if (hasDays) await this.#days(sinceMs, untilMs, onRefused, signal);
      await this.#replay(sinceMs, untilMs, signal);
    }, signal);
  }

  executions(sinceMs: number, untilMs: number, signal?: AbortSignal): Promise<readonly OrderNotice[]> {
    return this.#collect(() => this.#replay(sinceMs, untilMs, signal), signal);
  }

  /** The list of fills, thirty days at a time. Some systems have none; the replay of executions has those of today. */
  async fillRows(
    sinceMs: number,
    untilMs: number,
    onRefused: (sentence: string) => void,
    signal?: AbortSignal,
  ): Promise<readonly FillRow[]> {
    const all: FillRow[] = [];
    const end = Math.ceil(untilMs / 1000) + 60;
    let start = Math.max(0, Math.floor(sinceMs / 1000));
    while (start < end) {
      const finish = Math.min(end, start + fillRangeSeconds);
      const frames = await this.#turns.take('list', () =>
        perhaps(
          this.#plant.ask(
            'RequestShowFillHistory',
            {
              ...fieldsOf(this.#account),
              index_format: 'ssboe',
              start_index: start,
              finish_index: finish,
              max_record_count: mostFillRows,
            },
            asking(signal),
          ),
          onRefused,
        ),
      );
      if (frames === undefined) return all;
      const rows = rowsOf(frames, 'ResponseShowFillHistory').filter(
        ({ fill_size }) => fill_size !== undefined,
      );
      all.push(...rows);
      const last = rows.at(-1)?.ssboe;
      // A full page ends in the middle of a second: it is asked for again, and what repeats is known by its name.
      const isCut = rows.length >= mostFillRows && last !== undefined;
      start = isCut ? Math.max(last, start + 1) : finish;
    }
    return all;
  }

  #replay(sinceMs: number, untilMs: number, signal?: AbortSignal): Promise<unknown> {
    const range = { start_index: Math.floor(sinceMs / 1000), finish_index: Math.ceil(untilMs / 1000) + 60 };
    const fields = { ...fieldsOf(this.#account), ...range };
    return this.#plant.ask('RequestReplayExecutions', fields, asking(signal));
  }

  async #days(
    sinceMs: number,
    untilMs: number,
    onRefused: (sentence: string) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const account = fieldsOf(this.#account);
    let isRefused = false;
    const refusedOnce = (sentence: string) => {
      if (!isRefused) onRefused(sentence);
      isRefused = true;
    };
    for (const date of await this.#dates(sinceMs, untilMs, signal)) {
      const fields = { ...account, date };
      await perhaps(this.#plant.ask('RequestShowOrderHistorySummary', fields, asking(signal)), refusedOnce);
    }
    if (!isRefused) return;
    await perhaps(this.#plant.ask('RequestShowOrderHistory', account, asking(signal)), onRefused);
  }

  /** Days of which Rithmic has orders; it counts by trading days, so one more on either side. */
  async #dates(sinceMs: number, untilMs: number, signal?: AbortSignal): Promise<readonly string[]> {
    const dayMs = 86_400_000;
    const days: string[] = [];
    for (let ms = sinceMs - dayMs; ms < untilMs + 2 * dayMs; ms += dayMs) days.push(rithmicDay(ms));
    const first = days[0] ?? '';
    const last = rithmicDay(untilMs + dayMs);
    const frames = await perhaps(
      this.#plant.ask('RequestShowOrderHistoryDates', {}, asking(signal)),
      unheeded,
    );
    if (frames === undefined) return days.filter((day) => day <= last);
    const told = rowsOf(frames, 'ResponseShowOrderHistoryDates').flatMap(({ date }) => date ?? []);
    return [...new Set(told)].filter((day) => day >= first && day <= last).toSorted();
  }

  #collect(ask: () => Promise<unknown>, signal?: AbortSignal): Promise<readonly OrderNotice[]> {
    return this.#turns.take('list', () => this.#rows.collect(ask, signal));
  }
}

/** Undefined where Rithmic answered with a refusal; no answer at all stays a Failure. */
async function perhaps<Answer>(
  asked: Promise<Answer>,
  onRefused: (sentence: string) => void,
): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    onRefused(error.message);
    return undefined;
  }
}

/** Some systems do not know a list; working orders and executions are asked for besides. */
const unheeded = () => undefined;

function asking(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
