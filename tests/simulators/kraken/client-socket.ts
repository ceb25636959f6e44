import { Exact } from '../exchange/decimal.ts';
import type { RequestFault } from '../exchange/faults.ts';
import type { SimulatorSocket } from '../exchange/socket.ts';
import { errorText, KrakenError } from './venue-error.ts';
import { exactly, microText, readExact } from './wire-text.ts';
import type { World } from './world.ts';

/** Members of a request; numbers are exact amounts. */
export type SocketParams = Record<string, unknown>;

/** One answer to a request. A subscription to several symbols gets several. */
export type Outcome = { result: object } | { error: string; more?: object };

/** What stands behind one of the two addresses. */
export interface Desk {
  /** Answers, and whatever follows them directly (snapshots), in order. */
  handle(client: ClientSocket, method: string, params: SocketParams): Iterable<Outcome | { frame: string }>;
  leave(client: ClientSocket): void;
}

const quietMs = 1000;
const idleMs = 60_000;
/** Larger than 2^53, as the venue's own. */
let nextConnectionId = 18_125_794_168_470_749_634n;

/** One client on either address: requests, answers, status, heartbeats. */
export class ClientSocket {
  /** What it listens to; heartbeats come only while there is something. */
  readonly topics = new Set<string>();
  /** Tokens that have opened something on this connection. */
  readonly tokens = new Set<string>();
  private readonly socket: SimulatorSocket;
  private readonly world: World;
  private readonly desk: Desk;
  private readonly connectionId: bigint;
  private sentAt = Date.now();
  private trafficAt = Date.now();

  constructor(socket: SimulatorSocket, world: World, desk: Desk) {
    this.socket = socket;
    this.world = world;
    this.desk = desk;
    this.connectionId = nextConnectionId;
    nextConnectionId -= 1_000_003n;
    const timer = setInterval(() => this.beat(), quietMs / 4);
    timer.unref();
    const stopListening = world.status.onChange(() => this.sendStatus());
    socket.onClose(() => {
      clearInterval(timer);
      stopListening();
      desk.leave(this);
    });
    socket.onMessage((text) => {
      this.trafficAt = Date.now();
      this.read(text).catch((error: unknown) => {
        console.error('The simulated socket failed on', text, error);
        socket.cut();
      });
    });
    this.sendStatus();
  }

  get remoteAddress(): string {
    return this.socket.remoteAddress;
  }

  send(frame: string): void {
    this.sentAt = Date.now();
    this.trafficAt = this.sentAt;
    this.socket.send(frame);
  }

  private sendStatus(): void {
    const { system, notices } = this.world.status;
    const row = {
      version: '2.0.10',
      system,
      api_version: 'v2',
      connection_id: exactly(String(this.connectionId)),
      upcoming_maintenance: notices,
      emergency: [],
    };
    this.send(JSON.stringify({ channel: 'status', type: 'update', data: [row] }));
  }

  private beat(): void {
    if (this.topics.size > 0 && Date.now() - this.sentAt >= quietMs) this.send('{"channel":"heartbeat"}');
    if (Date.now() - this.trafficAt >= idleMs) this.socket.close(1000, 'Idle');
  }

  private async read(text: string): Promise<void> {
    const timeIn = microText(this.world.clock.now());
    const request = parse(text);
    if (request === undefined) {
      this.answer({ error: 'Malformed request', more: {} }, {}, timeIn);
      return;
    }
    const { method, params, requestId } = request;
    const head = { method, ...(requestId === undefined ? {} : { req_id: requestId }) };
    const before = this.world.faults.take(method, 'before');
    if (before !== undefined && (await this.strike(before, head, timeIn))) return;
    if (method === 'ping') {
      this.send(JSON.stringify({ ...head, method: 'pong', ...this.times(timeIn) }));
      return;
    }
    const outcomes = this.perform(method, params);
    const after = this.world.faults.take(method, 'after');
    if (after !== undefined && (await this.strike(after, head, timeIn))) return;
    for (const outcome of outcomes) {
      if ('frame' in outcome) this.send(outcome.frame);
      else this.answer(outcome, head, timeIn);
    }
  }

  private perform(method: string, params: SocketParams): (Outcome | { frame: string })[] {
    try {
      return [...this.desk.handle(this, method, params)];
    } catch (error) {
      return [{ error: errorText(error) }];
    }
  }

  private answer(outcome: Outcome, head: object, timeIn: string): void {
    const body =
      'error' in outcome
        ? { ...outcome.more, ...head, success: false, error: outcome.error }
        : { ...head, result: outcome.result, success: true };
    this.send(JSON.stringify({ ...body, ...this.times(timeIn) }));
  }

  private times(timeIn: string): object {
    return { time_in: timeIn, time_out: microText(this.world.clock.now()) };
  }

  /** Does what a fault says; a `status` answers with its body as the error. False: go on, it was only a delay. */
  private async strike(fault: RequestFault, head: object, timeIn: string): Promise<boolean> {
    switch (fault.do) {
      case 'drop':
        this.socket.cut();
        return true;
      case 'timeout':
        return true;
      case 'delay':
        await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? 1000));
        return false;
      case 'garbage':
        this.socket.sendPlainly('<html><body>Bad gateway</body></html>');
        return true;
      case 'status':
        this.answer({ error: String(fault.body ?? 'EGeneral:Internal error') }, head, timeIn);
        return true;
    }
  }
}

interface Request {
  method: string;
  params: SocketParams;
  requestId: object | undefined;
}

function parse(text: string): Request | undefined {
  try {
    const message = readExact(text);
    if (typeof message !== 'object' || message === null) return undefined;
    const { method, params, req_id: requestId } = message as Record<string, unknown>;
    if (typeof method !== 'string') return undefined;
    const isObject = typeof params === 'object' && params !== null && !Array.isArray(params);
    return {
      method,
      params: isObject ? (params as SocketParams) : {},
      requestId: requestId instanceof Exact ? exactly(requestId.toFixed()) : undefined,
    };
  } catch {
    return undefined;
  }
}

/** A whole number of the request, if it has one. */
export function integerOf(value: unknown): number | undefined {
  return value instanceof Exact && value.isInteger() ? value.toNumber() : undefined;
}

export function unknownMethod(): KrakenError {
  return new KrakenError('EGeneral:Unknown method');
}
