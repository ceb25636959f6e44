import type { Client, Request } from './client.ts';
import { type Fields, flag, text } from './fields.ts';
import type { Floor } from './floor.ts';

const rowsPerTurn = 500;

interface Running {
  readonly client: Client;
  readonly request: Request;
  readonly rows: readonly Fields[];
  at: number;
  /** Rows sent since the answer began or was resumed. */
  sinceResumed: number;
  stopWaiting: () => void;
}

/**
 * Streams the rows of a replay: silently no more than the limit, unless all was asked for; and stopped after a while, with a
 * key under which it goes on.
 */
export class Replays {
  rowLimit: number;
  /** Replays that were cut and not resumed yet, by client and key. */
  private readonly stopped = new Map<string, Running>();
  private readonly floor: Floor;
  private nextKey = 1;

  constructor(floor: Floor, rowLimit: number) {
    this.floor = floor;
    this.rowLimit = rowLimit;
  }

  send(client: Client, request: Request, rows: readonly Fields[]): void {
    const isWhole = flag(request.fields, 'resume_bars');
    const sent = isWhole ? rows : rows.slice(0, this.rowLimit);
    if (sent.length === 0) client.answer(request, {}, ['7', 'no data']);
    else this.run({ client, request, rows: sent, at: 0, sinceResumed: 0, stopWaiting: () => undefined });
  }

  resume(client: Client, request: Request): void {
    const key = text(request.fields, 'request_key');
    const running = this.stopped.get(`${client.line.id} ${key}`);
    if (running === undefined || this.floor.manners.refusesResume) {
      client.refuse(request, '7', 'an error occurred while parsing data.');
      return;
    }
    this.stopped.delete(`${client.line.id} ${key}`);
    running.stopWaiting();
    running.sinceResumed = 0;
    client.answer(request);
    this.run(running);
  }

  private run(running: Running): void {
    const { client, request, rows } = running;
    if (!client.isOpen) return;
    const { cutsReplayAfter, interleavesPushes } = this.floor.manners;
    for (let turn = 0; turn < rowsPerTurn && running.at < rows.length; turn += 1) {
      if (cutsReplayAfter !== undefined && running.sinceResumed >= cutsReplayAfter) {
        this.cut(running);
        return;
      }
      client.row(request, rows[running.at] ?? {});
      running.at += 1;
      running.sinceResumed += 1;
      // A bar of another market that nobody asked for.
      if (interleavesPushes)
        client.push('TimeBar', { symbol: 'ZZZ9', exchange: 'NONE', type: 2, period: '60' });
    }
    if (running.at < rows.length) this.floor.world.after(0, () => this.run(running));
    else client.answer(request);
  }

  /** A frame with neither data nor a code, only the key. */
  private cut(running: Running): void {
    const { client, request } = running;
    const key = `replay-${this.nextKey}`;
    this.nextKey += 1;
    const place = `${client.line.id} ${key}`;
    this.stopped.set(place, running);
    client.respond(request, { request_key: key });
    running.stopWaiting = this.floor.world.after(this.floor.manners.inhibitsAfterMs, () => {
      this.stopped.delete(place);
      client.answer(request, {}, ['12', 'output inhibited']);
    });
    client.onGone(() => {
      running.stopWaiting();
      this.stopped.delete(place);
    });
  }
}
