import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { Release } from '../../release.ts';
import type { VenueParts } from '../../venue-kind.ts';
import {
  isEmptyResult,
  isSuccess,
  type ResponseCode,
  rejectFailure,
  responseCode,
  rithmicFailure,
} from '../errors.ts';
import type { DecodedMessage } from '../wire/codec.ts';

/*
 * Which answer belongs to which question. Every request carries a name of its own in `user_msg`, which comes back in each
 * frame of its answer; answers of several requests and pushes arrive in between each other.
 *
 * What a frame is, is told by which fields it has, never by their values: `rq_handler_rp_code` makes it a row, `rp_code`
 * without that the last frame, only a `request_key` a reply that the server cut and goes on with when asked to.
 */

/** How a request ended. */
export type Answer =
  | { readonly kind: 'done'; readonly frames: readonly DecodedMessage[]; readonly code: ResponseCode }
  /** The server could not route or read it. */
  | { readonly kind: 'reject'; readonly frames: readonly DecodedMessage[]; readonly code: ResponseCode }
  | { readonly kind: 'broken'; readonly failure: Failure };

export interface RequestOptions {
  /** From the question to the end of the answer. Default 30 s. */
  readonly timeoutMs?: number | undefined;
  /** Instead: the longest silence between two frames. */
  readonly idleMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  onRow?(message: DecodedMessage): void;
}

interface Pending {
  readonly name: string;
  readonly options: RequestOptions;
  readonly frames: DecodedMessage[];
  readonly startedAt: number;
  readonly settle: (answer: Answer) => void;
  stopTimer: Release;
  heardAt: number;
  /** The key of the last cut, and whether rows have come since. */
  cutKey: string | undefined;
  hasRowsSinceCut: boolean;
}

interface Correlated {
  readonly user_msg?: readonly string[] | undefined;
  readonly rp_code?: readonly string[] | undefined;
  readonly rq_handler_rp_code?: readonly string[] | undefined;
  readonly request_key?: string | undefined;
}

export interface RequestsParts extends Pick<VenueParts, 'monotonicMs' | 'after'> {
  /** Asks the server to go on with a reply that it cut, under this name. */
  resume(requestKey: string, tag: string): boolean;
  /** A reject that names no request. */
  onStrayReject(code: ResponseCode): void;
}

const defaultTimeoutMs = 30_000;

export class Requests {
  readonly #parts: RequestsParts;
  readonly #pending = new Map<string, Pending>();
  /** Name of a resumption → the request that it resumes. */
  readonly #resumptions = new Map<string, string>();
  #count = 0;

  constructor(parts: RequestsParts) {
    this.#parts = parts;
  }

  nextTag(): string {
    this.#count += 1;
    return String(this.#count);
  }

  /** Waits for the answer to the request of that name. To be called before it is sent. */
  expect(tag: string, name: string, options: RequestOptions = {}): Promise<Answer> {
    const waiting = Promise.withResolvers<Answer>();
    const { signal } = options;
    const abort = () =>
      this.#end(tag, {
        kind: 'broken',
        failure: new Failure('cancelled', 'It was not waited for any longer.'),
      });
    const pending: Pending = {
      name,
      options,
      frames: [],
      startedAt: this.#parts.monotonicMs(),
      heardAt: this.#parts.monotonicMs(),
      settle(answer) {
        signal?.removeEventListener('abort', abort);
        waiting.resolve(answer);
      },
      stopTimer: () => undefined,
      cutKey: undefined,
      hasRowsSinceCut: false,
    };
    this.#pending.set(tag, pending);
    this.#watch(tag, pending);
    if (signal?.aborted === true) abort();
    else signal?.addEventListener('abort', abort, { once: true });
    return waiting.promise;
  }

  /** Forgets a request that was not sent after all. */
  drop(tag: string): void {
    this.#end(tag, { kind: 'broken', failure: new Failure('not-connected', 'It was not sent.') });
  }

  /** Everything that waits has failed: the socket is gone. */
  failAll(failure: Failure): void {
    for (const tag of [...this.#pending.keys()]) this.#end(tag, { kind: 'broken', failure });
    this.#resumptions.clear();
  }

  /** True when the message belongs to a request that waits for it. */
  take(message: DecodedMessage): boolean {
    const fields = message.fields as Correlated;
    const tag = fields.user_msg?.[0];
    if (message.name === 'Reject') {
      this.#reject(message, tag);
      return true;
    }
    if (tag === undefined) return false;
    const resumed = this.#resumptions.get(tag);
    if (resumed !== undefined) {
      this.#resumed(tag, resumed, responseCode(fields.rp_code));
      return true;
    }
    const pending = this.#pending.get(tag);
    if (pending === undefined) return false;
    pending.heardAt = this.#parts.monotonicMs();
    const isRow = fields.rq_handler_rp_code !== undefined;
    const isLast = !isRow && fields.rp_code !== undefined;
    if (!isRow && !isLast && fields.request_key !== undefined && !hasData(message)) {
      this.#cut(tag, pending, fields.request_key);
      return true;
    }
    pending.frames.push(message);
    pending.hasRowsSinceCut = true;
    if (isLast) {
      this.#end(tag, { kind: 'done', frames: pending.frames, code: responseCode(fields.rp_code) });
    } else {
      pending.options.onRow?.(message);
    }
    return true;
  }

  #reject(message: DecodedMessage, tag: string | undefined): void {
    const code = responseCode((message.fields as Correlated).rp_code);
    const resumed = tag === undefined ? undefined : this.#resumptions.get(tag);
    const pending = tag === undefined ? undefined : this.#pending.get(resumed ?? tag);
    if (tag === undefined || pending === undefined) {
      this.#parts.onStrayReject(code);
      return;
    }
    this.#resumptions.delete(tag);
    this.#end(resumed ?? tag, { kind: 'reject', frames: [...pending.frames, message], code });
  }

  #cut(tag: string, pending: Pending, requestKey: string): void {
    // The same key is handed out again at times; without rows in between it is the same cut.
    if (pending.cutKey === requestKey && !pending.hasRowsSinceCut) return;
    pending.cutKey = requestKey;
    pending.hasRowsSinceCut = false;
    const own = this.nextTag();
    this.#resumptions.set(own, tag);
    if (!this.#parts.resume(requestKey, own)) {
      this.#resumptions.delete(own);
      this.#end(tag, { kind: 'broken', failure: new Failure('not-connected', 'The reply broke off.') });
    }
  }

  #resumed(own: string, tag: string, code: ResponseCode): void {
    this.#resumptions.delete(own);
    const pending = this.#pending.get(tag);
    if (pending === undefined) return;
    pending.heardAt = this.#parts.monotonicMs();
    // Rows go on under the name of the request itself.
    // Without the rest the whole is worth nothing, whatever the refusal says.
    if (!isSuccess(code)) this.#end(tag, { kind: 'broken', failure: rithmicFailure(code) });
  }

  #watch(tag: string, pending: Pending): void {
    const { idleMs, timeoutMs = defaultTimeoutMs } = pending.options;
    const due = idleMs === undefined ? pending.startedAt + timeoutMs : pending.heardAt + idleMs;
    const leftMs = due - this.#parts.monotonicMs();
    if (leftMs > 0) {
      pending.stopTimer = this.#parts.after(leftMs, () => this.#watch(tag, pending));
      return;
    }
    const limitMs = idleMs ?? timeoutMs;
    this.#end(tag, {
      kind: 'broken',
      failure: new Failure('unavailable', `Rithmic did not answer within ${limitMs / 1000} s.`, {
        data: { request: pending.name, isTimeout: true },
      }),
    });
  }

  #end(tag: string, answer: Answer): void {
    const pending = this.#pending.get(tag);
    if (pending === undefined) return;
    this.#pending.delete(tag);
    pending.stopTimer();
    pending.settle(answer);
  }
}

/** Templates that are never part of an answer: market data, bars, order books, notifications, positions. */
export function isAlwaysPushed(templateId: number): boolean {
  return (
    (templateId >= 150 && templateId <= 163) ||
    templateId === 250 ||
    templateId === 251 ||
    (templateId >= 350 && templateId <= 358) ||
    templateId === 450 ||
    templateId === 451
  );
}

const correlation = new Set(['user_msg', 'request_key']);

/** Whether a message says anything besides which request it belongs to. */
function hasData({ fields }: DecodedMessage): boolean {
  return Object.entries(fields).some(([name, value]) => value !== undefined && !correlation.has(name));
}

/** The frames of an answer; a question whose answer is empty is no error. @throws Failure for every refusal. */
export function framesOf(answer: Answer): readonly DecodedMessage[] {
  if (answer.kind === 'broken') throw answer.failure;
  if (answer.kind === 'reject') throw rejectFailure(answer.code);
  if (isSuccess(answer.code)) return answer.frames;
  // Rows that came before are there all the same.
  if (isEmptyResult(answer.code)) return answer.frames.slice(0, -1);
  throw rithmicFailure(answer.code);
}
