import { decodeFact } from '../../rithmic/bufbuild-messages.ts';
import type { Faults, RequestFault } from '../exchange/faults.ts';
import { type Fields, texts } from './fields.ts';
import { frame, strangeMessage, unframe, write } from './frames.ts';
import type { Manners } from './manners.ts';
import type { User } from './users.ts';
import { every, type World } from './world.ts';

export const plants = ['ticker', 'order', 'history', 'pnl', 'repository'] as const;
export type PlantName = (typeof plants)[number];

/** One way to a client, over the network or in memory. */
export interface Line {
  readonly id: number;
  send(bytes: Uint8Array): void;
  close(code: number, reason: string): void;
  cut(): void;
}

export interface Request {
  readonly name: string;
  readonly fields: Fields;
}

export interface ClientParts {
  readonly world: World;
  readonly manners: Manners;
  readonly faults: Faults;
  handle(client: Client, request: Request): void;
  /** Counts what came in. */
  came(name: string): void;
}

export interface Login {
  readonly user: User;
  readonly system: string;
  readonly plant: PlantName;
  readonly since: number;
  readonly uniqueId: string;
}

const rowsPerTurn = 400;

/** One socket, seen from the brokerage: its framing, its login, what it is answered and what is pushed to it. */
export class Client {
  readonly line: Line;
  login: Login | undefined;
  isOpen = true;
  private isPrefixed = true;
  private lastHeardAt: number;
  private stopWatching: () => void = () => undefined;
  private readonly silenced = new Set<string>();
  private isMute = false;
  private readonly closing = new Set<() => void>();
  private readonly parts: ClientParts;

  constructor(line: Line, parts: ClientParts) {
    this.line = line;
    this.parts = parts;
    this.lastHeardAt = parts.world.now();
  }

  get world(): World {
    return this.parts.world;
  }

  /** After a login: two intervals without a message from the client end it. */
  watchHeartbeat(intervalMs: number): void {
    this.lastHeardAt = this.world.now();
    this.stopWatching = every(this.world, intervalMs / 2, () => {
      if (this.world.now() - this.lastHeardAt > 2 * intervalMs) this.line.cut();
    });
  }

  onGone(listener: () => void): void {
    this.closing.add(listener);
  }

  gone(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.stopWatching();
    for (const listener of this.closing) listener();
  }

  receive(bytes: Uint8Array): void {
    this.lastHeardAt = this.world.now();
    const unframed = unframe(bytes);
    if (unframed === undefined) {
      this.reject([], '7', 'an error occurred while parsing data.');
      return;
    }
    this.isPrefixed = unframed.isPrefixed;
    if (!unframed.isPrefixed && this.parts.manners.accepts === 'prefixed') {
      this.reject([], '7', 'message length is invalid');
      return;
    }
    let request: Request;
    try {
      request = decodeFact(unframed.payload);
    } catch {
      this.reject([], '7', 'an error occurred while parsing data.');
      return;
    }
    this.parts.came(request.name);
    this.meet(request);
  }

  /** A push, or whatever else is not the answer to a request. */
  push(name: string, fields: Fields): void {
    if (this.parts.manners.sendsStrangers) {
      this.sendBytes(strangeMessage(98_765));
      const twin = strangeTwin(name, fields);
      if (twin !== undefined) this.write(name, twin);
    }
    this.write(name, fields);
  }

  /** The last frame of an answer; with data where the protocol puts both in one. */
  answer(request: Request, fields: Fields = {}, code: readonly string[] = ['0']): void {
    this.respond(request, { ...fields, rp_code: [...code] });
  }

  row(request: Request, fields: Fields): void {
    this.respond(request, { ...fields, rq_handler_rp_code: ['0'] });
  }

  refuse(request: Request, code: string, why: string): void {
    this.answer(request, {}, [code, why]);
  }

  /** A list: its rows in turns, so that other things come between and a cut hits its middle; then its end. */
  list(
    request: Request,
    rows: readonly Fields[],
    between: () => void = () => this.sendBytes(strangeMessage(98_766)),
  ): void {
    let at = 0;
    const turn = () => {
      if (!this.isOpen) return;
      const end = Math.min(rows.length, at + rowsPerTurn);
      for (; at < end; at += 1) {
        this.row(request, rows[at] ?? {});
        if (this.parts.manners.interleavesPushes) between();
      }
      if (at < rows.length) this.world.after(0, turn);
      else if (rows.length === 0) this.answer(request, {}, ['7', 'no data']);
      else this.answer(request);
    };
    turn();
  }

  /** Something in the form of a response that the usual ways do not make. */
  respond(request: Request, fields: Fields): void {
    if (this.silenced.has(keyOf(request))) return;
    const userMsg = texts(request.fields, 'user_msg');
    this.write(request.name.replace(/^Request/, 'Response'), {
      ...(userMsg.length === 0 ? {} : { user_msg: userMsg }),
      ...fields,
    });
  }

  reject(userMsg: readonly string[], code: string, why: string): void {
    this.write('Reject', {
      ...(userMsg.length === 0 ? {} : { user_msg: [...userMsg] }),
      rp_code: [code, why],
    });
  }

  /** The session is over, and the client is told nothing but that. */
  forceLogout(): void {
    this.write('ForcedLogout', {});
    this.login = undefined;
    this.stopWatching();
    this.line.close(1000, '');
  }

  private write(name: string, fields: Fields): void {
    this.sendBytes(write(name, fields, this.parts.manners));
  }

  private sendBytes(payload: Uint8Array): void {
    if (this.isOpen && !this.isMute) this.line.send(frame(payload, this.isPrefixed));
  }

  private meet(request: Request): void {
    const { faults } = this.parts;
    if (faults.unresponsive) return;
    // Nothing announces maintenance: sockets close.
    if (faults.maintenance) {
      this.line.cut();
      return;
    }
    if (faults.rateLimit !== undefined && faults.rateLimit.until > this.parts.world.now()) {
      this.refuse(request, '96', 'too many requests');
      return;
    }
    const before = faults.take(request.name, 'before');
    if (before === undefined) this.work(request);
    else this.strike(before, request, () => this.work(request));
  }

  private work(request: Request): void {
    const after = this.parts.faults.take(request.name, 'after');
    if (after === undefined) {
      this.parts.handle(this, request);
      return;
    }
    const key = keyOf(request);
    this.isMute = after.do === 'drop';
    this.silenced.add(key);
    this.parts.handle(this, request);
    this.isMute = false;
    if (after.do !== 'timeout') this.silenced.delete(key);
    this.strike(after, request, () => this.answer(request));
  }

  private strike(fault: RequestFault, request: Request, goOn: () => void): void {
    switch (fault.do) {
      case 'drop':
        this.line.cut();
        return;
      case 'timeout':
        return;
      case 'delay':
        this.world.after(fault.delayMs ?? 1000, goOn);
        return;
      case 'garbage':
        this.line.send(Uint8Array.from([0, 0, 0, 9, 255, 255, 255, 255, 255]));
        return;
      case 'status': {
        const code = (fault.body as { rp_code?: readonly string[] } | undefined)?.rp_code;
        this.answer(request, {}, code ?? ['7', 'an error occurred while parsing data.']);
        return;
      }
    }
  }
}

/** The same push as an unknown kind of itself, as a newer server would send it: nothing may follow from it. */
function strangeTwin(name: string, fields: Fields): Fields | undefined {
  switch (name) {
    case 'LastTrade':
      return { ...fields, presence_bits: 1 << 20, aggressor: 7 };
    case 'BestBidOffer':
      return { ...fields, presence_bits: 1 << 20 };
    case 'RithmicOrderNotification':
    case 'ExchangeOrderNotification':
      return { ...fields, notify_type: 77, status: 'something new' };
    default:
      return undefined;
  }
}

function keyOf(request: Request): string {
  return `${request.name} ${texts(request.fields, 'user_msg').join(' ')}`;
}
