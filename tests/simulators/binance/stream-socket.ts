import type { SimulatorSocket } from '../exchange/socket.ts';

const maxStreams = 1024;
const methods = ['SUBSCRIBE', 'UNSUBSCRIBE', 'LIST_SUBSCRIPTIONS', 'SET_PROPERTY', 'GET_PROPERTY'];

export interface Subscriptions {
  subscribe(socket: StreamSocket, name: string): void;
  unsubscribe(socket: StreamSocket, name: string): void;
}

/** One client of the market streams: what it listens to and how it wants it wrapped. */
export class StreamSocket {
  readonly names = new Set<string>();
  private isCombined: boolean;
  private readonly socket: SimulatorSocket;
  private readonly streams: Subscriptions;
  /** A stream asked for in the wrong place is acknowledged and stays silent. */
  private readonly delivers: (name: string) => boolean;

  constructor(
    socket: SimulatorSocket,
    streams: Subscriptions,
    options: { combined: boolean; names: string[]; delivers(name: string): boolean },
  ) {
    this.socket = socket;
    this.streams = streams;
    this.isCombined = options.combined;
    this.delivers = options.delivers;
    for (const name of options.names) this.add(name);
    socket.onMessage((text) => this.read(text));
    socket.onClose(() => {
      for (const name of this.names) streams.unsubscribe(this, name);
    });
  }

  deliver(name: string, data: string): void {
    this.socket.send(this.isCombined ? `{"stream":"${name}","data":${data}}` : data);
  }

  announceShutdown(now: number): void {
    this.deliver('!serverShutdown', JSON.stringify({ e: 'serverShutdown', E: now }));
  }

  private add(name: string): void {
    if (this.names.size >= maxStreams) {
      this.socket.close(1008, 'Too many streams');
      return;
    }
    this.names.add(name);
    if (this.delivers(name)) this.streams.subscribe(this, name);
  }

  private read(text: string): void {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      this.socket.sendJson({ code: 3, msg: 'Invalid JSON: expected value at line 1 column 1' });
      return;
    }
    if (typeof message !== 'object' || message === null) {
      this.socket.sendJson({ code: 2, msg: 'Invalid request: expected an object' });
      return;
    }
    const { method, params, id } = message as { method?: unknown; params?: unknown; id?: unknown };
    if (!isRequestId(id)) {
      this.socket.sendJson({ code: 2, msg: 'Invalid request: request ID must be an unsigned integer' });
      return;
    }
    this.perform(String(method), Array.isArray(params) ? params : [], id ?? null);
  }

  private perform(method: string, params: unknown[], id: unknown): void {
    switch (method) {
      case 'SUBSCRIBE':
        for (const name of params) this.add(String(name));
        this.socket.sendJson({ result: null, id });
        return;
      case 'UNSUBSCRIBE':
        for (const name of params) {
          this.names.delete(String(name));
          this.streams.unsubscribe(this, String(name));
        }
        this.socket.sendJson({ result: null, id });
        return;
      case 'LIST_SUBSCRIPTIONS':
        this.socket.sendJson({ result: [...this.names], id });
        return;
      case 'SET_PROPERTY':
        if (params[0] !== 'combined') this.socket.sendJson({ code: 0, msg: 'Unknown property', id });
        else if (typeof params[1] !== 'boolean') {
          this.socket.sendJson({ code: 1, msg: 'Invalid value type: expected Boolean' });
        } else {
          this.isCombined = params[1];
          this.socket.sendJson({ result: null, id });
        }
        return;
      case 'GET_PROPERTY':
        this.socket.sendJson({ result: this.isCombined, id });
        return;
      default: {
        const known = methods.map((name) => `\`${name}\``).join(', ');
        const msg = `Invalid request: unknown variant ${method}, expected one of ${known} at line 1 column 28`;
        this.socket.sendJson({ code: 2, msg });
      }
    }
  }
}

/** An unsigned integer, up to 36 letters and digits, or null. */
function isRequestId(id: unknown): boolean {
  if (id === null || id === undefined) return true;
  if (typeof id === 'number') return Number.isInteger(id) && id >= 0;
  return typeof id === 'string' && /^[a-zA-Z0-9-]{1,36}$/.test(id);
}
