import type { SimulatorRequest } from '../exchange/server.ts';
import type { Session, User } from './apps.ts';
import type { Fields } from './fields.ts';
import type { GttBook } from './gtt-book.ts';
import type { Floor } from './placing.ts';

export interface World extends Floor {
  triggers: GttBook;
}

export interface Call {
  world: World;
  request: SimulatorRequest;
  query: Fields;
  form: Fields;
  /** What the placeholders of the path stood for. */
  path: Record<string, string>;
}

export interface SessionCall extends Call {
  session: Session;
  user: User;
}

/** `prices` needs the data subscription, `orders` a registered address. */
export type Endpoint =
  | { needs: 'nothing'; run(call: Call): unknown }
  | { needs: 'session' | 'prices' | 'orders'; run(call: SessionCall): unknown };

/** By `METHOD /path`, with `{name}` for a part of the path. */
export type Endpoints = Record<string, Endpoint>;

/** An answer that is not wrapped into `{status, data}`. */
export class PlainAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;

  constructor(status: number, headers: Record<string, string>, body: unknown) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}
