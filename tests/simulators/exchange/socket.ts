import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Faults } from './faults.ts';
import { splitTarget } from './target.ts';

const keptForReplay = 200;

/** One client's WebSocket, seen from the venue. Everything sent passes the stream faults. */
export class SimulatorSocket {
  readonly id: number;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly remoteAddress: string;
  readonly headers: IncomingMessage['headers'];
  /** Frames handed to the network, after faults. */
  sent = 0;
  received = 0;
  private readonly socket: WebSocket;
  private readonly faults: Faults;
  private readonly history: (string | Uint8Array)[] = [];
  private readonly stalled: (string | Uint8Array)[] = [];
  private heldBack: (string | Uint8Array) | undefined;
  private isStalled = false;

  constructor(id: number, socket: WebSocket, request: IncomingMessage, faults: Faults) {
    const { path, rawQuery } = splitTarget(request.url ?? '/');
    this.id = id;
    this.path = path;
    this.query = new URLSearchParams(rawQuery);
    this.remoteAddress = request.socket.remoteAddress ?? '';
    this.headers = request.headers;
    this.socket = socket;
    this.faults = faults;
    socket.on('message', () => {
      this.received += 1;
    });
    // A client that vanishes is normal here; `close` follows and is what counts.
    socket.on('error', () => this.socket.terminate());
    const stopListening = faults.onRemoved(() => this.resume());
    socket.on('close', stopListening);
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Every message as the bytes it came in. */
  onData(listener: (data: Uint8Array) => void): void {
    this.socket.on('message', (data) => {
      if (Buffer.isBuffer(data)) listener(data);
      else listener(Buffer.concat([data].flat().map((part) => Buffer.from(part as ArrayBuffer))));
    });
  }

  onMessage(listener: (text: string, isBinary: boolean) => void): void {
    this.socket.on('message', (data, isBinary) => listener(data.toString(), isBinary));
  }

  onPing(listener: () => void): void {
    this.socket.on('ping', listener);
  }

  onPong(listener: () => void): void {
    this.socket.on('pong', listener);
  }

  onClose(listener: () => void): void {
    this.socket.on('close', listener);
  }

  sendJson(value: unknown): void {
    this.send(JSON.stringify(value));
  }

  send(frame: string | Uint8Array): void {
    if (!this.isOpen) return;
    if (this.isStalled) {
      this.stalled.push(frame);
      return;
    }
    const text = typeof frame === 'string' ? frame : Buffer.from(frame).toString('latin1');
    this.deliver(frame, this.faults.takeStream(this.path, text));
  }

  /** Past all faults, for answers that a test wants to be sure of. */
  sendPlainly(frame: string | Uint8Array): void {
    if (!this.isOpen) return;
    this.sent += 1;
    this.socket.send(frame);
  }

  ping(payload: string): void {
    if (this.isOpen) this.socket.ping(payload);
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /** Cuts the connection without a closing handshake. */
  cut(): void {
    this.socket.terminate();
  }

  private deliver(frame: string | Uint8Array, fault: ReturnType<Faults['takeStream']>): void {
    switch (fault) {
      case 'drop':
        this.cut();
        return;
      case 'swallow':
        return;
      case 'stall':
        this.isStalled = true;
        this.stalled.push(frame);
        return;
      case 'reorder':
        if (this.heldBack === undefined) {
          this.heldBack = frame;
          return;
        }
        break;
      case 'corrupt':
        this.sendPlainly(
          typeof frame === 'string' ? `${frame.slice(0, frame.length / 2)}\u0000` : frame.slice(1),
        );
        return;
      default:
        break;
    }
    this.sendPlainly(frame);
    if (this.heldBack !== undefined) {
      this.sendPlainly(this.heldBack);
      this.heldBack = undefined;
    }
    if (fault === 'duplicate') this.sendPlainly(frame);
    const old = this.history[Math.floor(this.history.length / 2)];
    if (fault === 'replay' && old !== undefined) this.sendPlainly(old);
    this.history.push(frame);
    if (this.history.length > keptForReplay) this.history.shift();
  }

  /** Keeps back everything from now on. */
  stall(): void {
    this.isStalled = true;
  }

  /** Sends what was kept back, in order. */
  resume(): void {
    if (!this.isStalled) return;
    this.isStalled = false;
    for (const frame of this.stalled.splice(0)) this.send(frame);
  }
}
