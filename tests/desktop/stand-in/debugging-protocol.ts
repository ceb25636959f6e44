import { EventEmitter } from 'node:events';

type Parameters = Record<string, unknown>;
interface Answer {
  id?: number;
  method?: string;
  params?: Parameters;
  result?: Parameters;
  error?: { message: string };
  sessionId?: string;
}

/** One target's conversation; the browser's own has no session id. */
export class ProtocolSession extends EventEmitter {
  readonly #send: (method: string, params: Parameters) => Promise<Parameters>;

  constructor(send: (method: string, params: Parameters) => Promise<Parameters>) {
    super();
    this.setMaxListeners(50);
    this.#send = send;
  }

  send(method: string, params: Parameters = {}): Promise<Parameters> {
    return this.#send(method, params);
  }

  /** For commands that may meet a target already gone; any other refusal is printed. */
  tell(method: string, params: Parameters = {}): void {
    this.#send(method, params).catch((cause: unknown) => {
      const text = String(cause);
      if (!/closed|not found|detached|No target|Cannot find context|Invalid InterceptionId/i.test(text)) {
        process.stderr.write(`stand-in: ${method}: ${text}\n`);
      }
    });
  }
}

/** A Chrome DevTools Protocol connection with flat sessions. */
export class ProtocolConnection {
  readonly browser: ProtocolSession;
  readonly #socket: WebSocket;
  readonly #sessions = new Map<string, ProtocolSession>();
  readonly #waiting = new Map<
    number,
    { resolve: (result: Parameters) => void; reject: (cause: Error) => void; method: string }
  >();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.browser = new ProtocolSession((method, params) => this.#command(method, params));
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data)) as Answer));
    socket.addEventListener('close', () => {
      for (const { reject, method } of this.#waiting.values())
        reject(new Error(`${method}: connection closed`));
      this.#waiting.clear();
      this.browser.emit('disconnected');
    });
  }

  static connect(address: string): Promise<ProtocolConnection> {
    const socket = new WebSocket(address);
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve(new ProtocolConnection(socket)));
      socket.addEventListener('error', () => reject(new Error(`no connection to ${address}`)));
    });
  }

  async attach(targetId: string): Promise<ProtocolSession> {
    const { sessionId } = await this.#command('Target.attachToTarget', { targetId, flatten: true });
    const id = String(sessionId);
    const session = new ProtocolSession((method, params) => this.#command(method, params, id));
    this.#sessions.set(id, session);
    return session;
  }

  #command(method: string, params: Parameters, sessionId?: string): Promise<Parameters> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, method });
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
    });
  }

  #receive(answer: Answer): void {
    if (answer.id !== undefined) {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.error) waiting?.reject(new Error(`${waiting.method}: ${answer.error.message}`));
      else waiting?.resolve(answer.result ?? {});
      return;
    }
    const target = answer.sessionId === undefined ? this.browser : this.#sessions.get(answer.sessionId);
    target?.emit(answer.method ?? '', answer.params ?? {});
  }
}
