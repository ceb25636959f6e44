import { EventEmitter } from 'node:events';
import { cloneCodec } from './clone.ts';

const codec = cloneCodec();

/** Where the other half of a port that was handed to a page is. */
export interface PortBridge {
  send(encoded: string): void;
  close(): void;
}

/** Electron's main-process port. Messages wait until `start`, as there. */
export class MessagePortMain extends EventEmitter {
  #peer: MessagePortMain | undefined;
  #bridge: PortBridge | undefined;
  #queue: string[] = [];
  #isStarted = false;
  #isClosed = false;

  static entangle(): [MessagePortMain, MessagePortMain] {
    const one = new MessagePortMain();
    const two = new MessagePortMain();
    one.#peer = two;
    two.#peer = one;
    return [one, two];
  }

  postMessage(message: unknown, transfer: unknown[] = []): void {
    for (const item of transfer) {
      if (item instanceof ArrayBuffer)
        throw new TypeError('Electron cannot transfer an ArrayBuffer: clone it');
      if (!(item instanceof MessagePortMain)) throw new TypeError('Invalid value for transfer');
      throw new Error('the stand-in does not carry ports inside port messages');
    }
    if (this.#bridge !== undefined) throw new TypeError('this port was handed to a page');
    const encoded = codec.encode(message);
    if (!this.#isClosed) this.#peer?.receive(encoded);
  }

  start(): void {
    this.#isStarted = true;
    for (const encoded of this.#queue.splice(0)) this.#dispatch(encoded);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#peer?.peerClosed();
  }

  /** A message from the other end, wherever that is. */
  receive(encoded: string): void {
    if (this.#isClosed) return;
    if (this.#bridge !== undefined) this.#bridge.send(encoded);
    else if (this.#isStarted) this.#dispatch(encoded);
    else this.#queue.push(encoded);
  }

  /** The other end was closed, or its page is gone. */
  peerClosed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#bridge !== undefined) this.#bridge.close();
    else setImmediate(() => this.emit('close'));
  }

  /** Moves this end into a page: what waits here and what comes later goes over the bridge. */
  handOver(bridge: PortBridge): void {
    if (this.#bridge !== undefined) throw new TypeError('a port can be handed over once');
    this.#bridge = bridge;
    for (const encoded of this.#queue.splice(0)) bridge.send(encoded);
    if (this.#isClosed) bridge.close();
  }

  /** The page's end said something. */
  fromPage(encoded: string): void {
    if (!this.#isClosed) this.#peer?.receive(encoded);
  }

  /** The page's end closed, or its document is gone. */
  pageClosed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#peer?.peerClosed();
  }

  #dispatch(encoded: string): void {
    setImmediate(() => {
      if (!this.#isClosed) this.emit('message', { data: codec.decode(encoded), ports: [] });
    });
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    [this.port1, this.port2] = MessagePortMain.entangle();
  }
}
