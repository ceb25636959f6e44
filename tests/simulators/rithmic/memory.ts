import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Faults } from '../exchange/faults.ts';
import { SimulatorSocket } from '../exchange/socket.ts';

/* Connections without a network, for virtual time: the same faults strike them as a real socket. */

/** What answers at the other end: the whole brokerage. */
interface Answering {
  readonly faults: Faults;
  serve(socket: SimulatorSocket): void;
}

/** The client's end. */
export interface MemoryConnection {
  send(bytes: Uint8Array): void;
  onMessage(listener: (bytes: Uint8Array) => void): void;
  /** Once; after it nothing comes. */
  onClose(listener: (code: number) => void): void;
  /** Says goodbye. */
  close(): void;
  /** Is simply gone. */
  terminate(): void;
}

const open = 1;
const closed = 3;

/** As much of a server's WebSocket as the simulated brokerage uses of one. */
class ServerEnd extends EventEmitter {
  readonly OPEN = open;
  readyState: number = open;
  toClient: (bytes: Uint8Array) => void = () => undefined;
  clientClosed: (code: number) => void = () => undefined;

  send(bytes: Uint8Array): void {
    const copy = Buffer.from(bytes);
    queueMicrotask(() => this.toClient(copy));
  }

  ping(): void {
    // In memory a ping would only prove that the process runs.
  }

  close(code = 1000): void {
    // What was sent before it arrives first.
    queueMicrotask(() => this.end(code));
  }

  terminate(): void {
    this.end(1006);
  }

  end(code: number): void {
    if (this.readyState === closed) return;
    this.readyState = closed;
    this.emit('close', code);
    this.clientClosed(code);
  }
}

let nextLineId = 1_000_000;

/** @throws Error where the brokerage accepts no connections at the moment. */
export function connectInMemory(exchange: Answering): MemoryConnection {
  const { faults } = exchange;
  if (faults.refuseSockets || faults.maintenance) throw new Error('The server refused the connection (503).');
  const end = new ServerEnd();
  const request = { url: '/', socket: { remoteAddress: '127.0.0.1' }, headers: {} };
  nextLineId += 1;
  const socket = new SimulatorSocket(
    nextLineId,
    end as unknown as WebSocket,
    request as unknown as IncomingMessage,
    faults,
  );
  exchange.serve(socket);
  const messages: ((bytes: Uint8Array) => void)[] = [];
  const closings: ((code: number) => void)[] = [];
  let isOver = false;
  end.toClient = (bytes) => {
    if (!isOver) for (const listener of messages) listener(bytes);
  };
  end.clientClosed = (code) => {
    if (isOver) return;
    isOver = true;
    for (const listener of closings) listener(code);
  };
  return {
    send(bytes) {
      const copy = Buffer.from(bytes);
      queueMicrotask(() => {
        if (end.readyState === open) end.emit('message', copy, true);
      });
    },
    onMessage: (listener) => messages.push(listener),
    onClose: (listener) => closings.push(listener),
    close: () => end.close(1000),
    terminate: () => end.terminate(),
  };
}

/** What a client's dial is handed for its events, and what it answers; the names are the client's. */
interface DialEvents {
  onOpen(): void;
  onMessage(data: Buffer, isBinary: boolean): void;
  onPing(): void;
  onPong(): void;
  onEnd(end: { readonly reason: string; readonly code?: string; readonly status?: number }): void;
}

interface DialedWire {
  send(message: string | Uint8Array): void;
  close(): void;
  terminate(): void;
  readonly waitingBytes: number;
}

/** Takes the place of a dial over the network; every address leads to this exchange. */
export function memoryDial(
  exchange: Answering,
): (address: { readonly url: string }, maxPayloadBytes: number, events: DialEvents) => DialedWire {
  return (_address, _maxPayloadBytes, events) => {
    let isOver = false;
    const end = (reason: string, more: { code?: string; status?: number }) => {
      if (isOver) return;
      isOver = true;
      events.onEnd({ reason, ...more });
    };
    let connection: MemoryConnection;
    try {
      connection = connectInMemory(exchange);
    } catch (error) {
      queueMicrotask(() => end((error as Error).message, { status: 503 }));
      return { send: () => undefined, close: () => undefined, terminate: () => undefined, waitingBytes: 0 };
    }
    connection.onMessage((bytes) => {
      if (!isOver) events.onMessage(Buffer.from(bytes), true);
    });
    connection.onClose((code) => end(`The connection was closed (${code}).`, { code: String(code) }));
    queueMicrotask(() => {
      if (!isOver) events.onOpen();
    });
    return {
      send(message) {
        connection.send(typeof message === 'string' ? Buffer.from(message) : message);
      },
      close: () => connection.close(),
      terminate: () => connection.terminate(),
      waitingBytes: 0,
    };
  };
}
