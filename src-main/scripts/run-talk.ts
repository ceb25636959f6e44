import type { ScriptTimings } from '../../src-shared/contract/scripts.ts';
import type { Instance } from '../../src-shared/pine/runtime/instance.ts';
import type { AlertEvent, LogEvent } from '../../src-shared/pine/runtime/outputs.ts';
import { cut } from './declaration.ts';
import { drawingsJson } from './drawings-json.ts';
import type { FromWorker, RunOrder } from './worker-messages.ts';

/** Drawings at most five times a second, figures every other second. */
const talkEveryMs = 200;
const timingsEveryMs = 2000;
const linesPerMessage = 500;
const longestLine = 4096;
/** Of all lines of one kind together. */
const mostCharacters = 4_000_000;

interface TalkParts {
  post(message: FromWorker): void;
  clock(): number;
}

/** Tells what a run says beside its columns. */
export class RunTalk {
  readonly #order: RunOrder;
  readonly #parts: TalkParts;
  #timings: ScriptTimings | undefined;
  #drawings: string | undefined;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #timedAt = Number.NEGATIVE_INFINITY;
  readonly #logs = new SentLines();
  readonly #alerts = new SentLines();
  #updates = 0;
  #updateMs = 0;
  #hasNews = false;

  constructor(order: RunOrder, parts: TalkParts) {
    this.#order = order;
    this.#parts = parts;
  }

  /** History has run. */
  begin(instance: Instance, timings: Omit<ScriptTimings, 'updateUs' | 'updates'>): void {
    this.#timings = { ...timings, updateUs: 0, updates: 0 };
    this.tellAll(instance);
    this.#tellTimings();
  }

  updated(ms: number): void {
    this.#updates += 1;
    this.#updateMs += ms;
    this.#hasNews = true;
  }

  tell(instance: Instance): void {
    if (!this.#hasNews) return;
    const now = this.#parts.clock();
    this.#tellLines(instance);
    if (now - this.#drawnAt >= talkEveryMs) {
      this.#hasNews = false;
      this.#tellDrawings(instance);
    }
    if (now - this.#timedAt >= timingsEveryMs) this.#tellTimings();
  }

  tellAll(instance: Instance): void {
    this.#tellLines(instance);
    this.#tellDrawings(instance);
  }

  #tellDrawings({ context }: Instance): void {
    this.#drawnAt = this.#parts.clock();
    const json = drawingsJson(context) ?? (this.#drawings === undefined ? undefined : noDrawings);
    if (json === undefined || json === this.#drawings) return;
    this.#drawings = json;
    this.#parts.post({ kind: 'drawings', ...this.#whose, json });
  }

  #tellLines({ outputs }: Instance): void {
    for (const lines of this.#logs.take(outputs.logs as readonly LogEvent[])) {
      const dropped = outputs.droppedLogs + this.#logs.dropped;
      this.#parts.post({ kind: 'logs', ...this.#whose, lines, dropped });
    }
    for (const lines of this.#alerts.take(outputs.alerts as readonly AlertEvent[])) {
      const dropped = outputs.droppedAlerts + this.#alerts.dropped;
      this.#parts.post({ kind: 'alerts', ...this.#whose, lines, dropped });
    }
  }

  #tellTimings(): void {
    if (this.#timings === undefined) return;
    this.#timedAt = this.#parts.clock();
    const updateUs = this.#updates === 0 ? 0 : (this.#updateMs * 1000) / this.#updates;
    const timings = { ...this.#timings, updateUs, updates: this.#updates };
    this.#parts.post({ kind: 'timings', ...this.#whose, timings });
    this.#updates = 0;
    this.#updateMs = 0;
  }

  get #whose() {
    const { run, generation } = this.#order;
    return { run, generation };
  }
}

const noDrawings =
  '{"tables":[],"lines":[],"linefills":[],"boxes":[],"labels":[],"polylines":[],"leftOut":0}';

/** How far a list of lines that only grows has been told. */
class SentLines {
  dropped = 0;
  #sent = 0;
  #characters = 0;

  take<Line extends { readonly bar: number; readonly time: number; readonly message: string }>(
    lines: readonly Line[],
  ): (Line & { time: never })[][] {
    const fresh: Line[] = [];
    for (; this.#sent < lines.length; this.#sent += 1) {
      const line = lines[this.#sent] as Line;
      const message = cut(line.message, longestLine);
      this.#characters += message.length;
      if (this.#characters > mostCharacters) this.dropped += 1;
      else fresh.push({ ...line, message });
    }
    const parts: Line[][] = [];
    for (let at = 0; at < fresh.length; at += linesPerMessage)
      parts.push(fresh.slice(at, at + linesPerMessage));
    return parts as (Line & { time: never })[][];
  }
}
