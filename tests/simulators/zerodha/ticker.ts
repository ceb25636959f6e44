import type { SimulatorSocket } from '../exchange/socket.ts';
import type { Session } from './apps.ts';
import { nameOf } from './listings.ts';
import { frame, heartbeat, type Mode, packet } from './packets.ts';
import { VenueError } from './venue-error.ts';
import type { World } from './world.ts';

const modes: readonly string[] = ['ltp', 'quote', 'full'] satisfies Mode[];
const mostSockets = 3;
const mostInstruments = 3000;

export interface TickerPace {
  /** Changed markets are told so often. */
  tickMs: number;
  /** A byte is sent after so long a silence. */
  heartbeatMs: number;
}

interface Client {
  socket: SimulatorSocket;
  session: Session;
  modes: Map<number, Mode>;
  lastSentAt: number;
}

/** Ticks and order messages over one kind of socket. */
export class Ticker {
  private readonly world: World;
  private readonly clients = new Set<Client>();
  private readonly changed = new Set<number>();
  private readonly timers: NodeJS.Timeout[];
  private readonly pace: TickerPace;

  constructor(world: World, pace: TickerPace) {
    this.world = world;
    this.pace = pace;
    world.exchange.onEvent((event) => {
      if (event.type !== 'trade' && event.type !== 'book') return;
      const listing = world.catalogue.find(event.market);
      if (listing !== undefined) this.changed.add(listing.token);
    });
    this.timers = [
      setInterval(() => this.flush(), pace.tickMs),
      setInterval(() => this.beat(), pace.heartbeatMs),
    ];
    for (const timer of this.timers) timer.unref();
  }

  /** The HTTP status that a handshake gets, or true to be let in. */
  admits(query: URLSearchParams): true | number {
    try {
      const session = this.sessionOf(query);
      if (!session.app.hasData) return 403;
      const open = [...this.clients].filter((client) => client.session.app === session.app);
      return open.length < mostSockets ? true : 429;
    } catch (error) {
      if (error instanceof VenueError) return error.status;
      throw error;
    }
  }

  open(socket: SimulatorSocket): void {
    const client: Client = {
      socket,
      session: this.sessionOf(socket.query),
      modes: new Map(),
      lastSentAt: performance.now(),
    };
    this.clients.add(client);
    socket.onClose(() => this.clients.delete(client));
    socket.onMessage((text) => this.hear(client, text));
    socket.sendJson({
      type: 'instruments_meta',
      data: { count: this.world.catalogue.rows.length, etag: 'W/"68907d60-55b6"' },
    });
  }

  /** Sends what has changed, now. */
  flush(): void {
    if (this.changed.size === 0) return;
    for (const client of this.clients) {
      this.sendTicks(
        client,
        [...client.modes.keys()].filter((token) => this.changed.has(token)),
      );
    }
    this.changed.clear();
  }

  /** To every socket of a user, whichever app it came from. */
  tell(userId: string, type: string, data: unknown): void {
    for (const { socket, session } of this.clients) {
      if (session.app.userId === userId) socket.sendJson({ type, id: '', data });
    }
  }

  /** To everybody, such as `message` or `error`. */
  announce(type: string, data: unknown): void {
    for (const { socket } of this.clients) socket.sendJson({ type, data });
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private beat(): void {
    const quietSince = performance.now() - this.pace.heartbeatMs;
    for (const client of this.clients) {
      if (!this.world.registry.isAlive(client.session)) client.socket.cut();
      else if (client.lastSentAt <= quietSince) this.send(client, heartbeat);
    }
  }

  private hear(client: Client, text: string): void {
    const wish = parse(text);
    if (wish === undefined) {
      client.socket.sendJson({ type: 'error', data: 'Invalid message' });
      return;
    }
    if (wish.action === 'unsubscribe') {
      for (const token of wish.tokens) client.modes.delete(token);
      return;
    }
    if (wish.action === 'subscribe') this.subscribe(client, wish.tokens);
    else this.setMode(client, wish.tokens, wish.mode);
    // The last known state comes at once, in the mode just asked for.
    this.sendTicks(
      client,
      wish.tokens.filter((token) => client.modes.has(token)),
    );
  }

  private setMode(client: Client, tokens: number[], mode: Mode): void {
    for (const token of tokens) if (client.modes.has(token)) client.modes.set(token, mode);
  }

  private subscribe(client: Client, tokens: number[]): void {
    for (const token of tokens) {
      if (this.world.catalogue.withToken(token) === undefined) continue;
      if (client.modes.size >= mostInstruments && !client.modes.has(token)) {
        client.socket.sendJson({ type: 'error', data: `At most ${mostInstruments} instruments` });
        return;
      }
      client.modes.set(token, client.modes.get(token) ?? 'quote');
    }
  }

  private sendTicks(client: Client, tokens: number[]): void {
    if (tokens.length === 0) return;
    const now = this.world.clock.now();
    const packets = tokens.flatMap((token) => {
      const listing = this.world.catalogue.withToken(token);
      const mode = client.modes.get(token);
      if (listing === undefined || mode === undefined) return [];
      // A market that never traded has nothing to tell.
      const isSilent = this.world.exchange.market(nameOf(listing)).tape.last === undefined;
      return isSilent ? [] : [packet(this.world.board.state(listing), mode, now)];
    });
    if (packets.length > 0) this.send(client, frame(packets));
  }

  private send(client: Client, bytes: Uint8Array): void {
    client.lastSentAt = performance.now();
    client.socket.send(bytes);
  }

  private sessionOf(query: URLSearchParams): Session {
    return this.world.registry.check(query.get('api_key') ?? '', query.get('access_token') ?? '');
  }
}

type Wish =
  | { action: 'subscribe'; tokens: number[] }
  | { action: 'unsubscribe'; tokens: number[] }
  | { action: 'mode'; mode: Mode; tokens: number[] };

function parse(text: string): Wish | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof message !== 'object' || message === null) return undefined;
  const { a: action, v: value } = message as { a?: unknown; v?: unknown };
  if (!Array.isArray(value)) return undefined;
  if (action === 'subscribe' || action === 'unsubscribe') {
    return areTokens(value) ? { action, tokens: value } : undefined;
  }
  const [mode, tokens] = value as unknown[];
  if (action !== 'mode' || !isMode(mode) || !Array.isArray(tokens) || !areTokens(tokens)) return undefined;
  return { action, mode, tokens };
}

function areTokens(values: unknown[]): values is number[] {
  return values.every((value) => Number.isInteger(value));
}

function isMode(value: unknown): value is Mode {
  return typeof value === 'string' && modes.includes(value);
}
