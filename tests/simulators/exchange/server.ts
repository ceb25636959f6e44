import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { issueLoopbackCertificate } from './certificate.ts';
import type { Faults, RequestFault } from './faults.ts';
import { SimulatorSocket } from './socket.ts';
import { splitTarget } from './target.ts';

export interface SimulatorRequest {
  method: string;
  /** Without the query. */
  path: string;
  /** As it came over the wire, undecoded, without `?`. */
  rawQuery: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** As it came over the wire. */
  body: string;
  remoteAddress: string;
}

export interface SimulatorAnswer {
  status: number;
  headers?: Record<string, string>;
  /** Text or bytes as they are; anything else as JSON. Undefined is an empty body. */
  body?: unknown;
}

export interface ServerParts {
  faults: Faults;
  /** 0 for any free port. */
  port?: number;
  tls?: boolean;
  answer(request: SimulatorRequest): SimulatorAnswer | Promise<SimulatorAnswer>;
  /** The name under which faults know a request; `METHOD /path` unless told. */
  operation?(request: SimulatorRequest): string;
  /** Paths on which sockets are accepted (true); others get the HTTP status it returns, 404 for false. */
  acceptsSocket(path: string, query: URLSearchParams): boolean | number;
  onSocket(socket: SimulatorSocket): void;
  maxPayload?: number;
}

export interface SimulatorServer {
  /** Without a trailing slash: `http://127.0.0.1:1234`, or https. */
  http: string;
  ws: string;
  port: number;
  /** PEM of the throw-away authority, when the server speaks TLS. */
  ca: string | undefined;
  readonly sockets: ReadonlySet<SimulatorSocket>;
  /** Requests by operation since the start. */
  readonly counts: ReadonlyMap<string, number>;
  /** Cuts every socket and every HTTP connection now. */
  dropAll(): void;
  /** Stops reading and answering anything, without closing; returns the way back. */
  pause(): () => void;
  close(): Promise<void>;
}

const bodyLimit = 1_000_000;

/** A venue's front door on loopback: HTTP and WebSocket on one port, with or without TLS. */
export async function startServer(parts: ServerParts): Promise<SimulatorServer> {
  const { faults } = parts;
  const connections = new Set<Socket>();
  const sockets = new Set<SimulatorSocket>();
  const counts = new Map<string, number>();
  let whenResumed: Promise<void> | undefined;
  let nextSocketId = 1;

  const respond = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    await whenResumed;
    const request = await readRequest(incoming);
    const operation = parts.operation?.(request) ?? `${request.method} ${request.path}`;
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
    if (faults.unresponsive) return;
    const before = faults.take(operation, 'before');
    if (before !== undefined && (await strike(before, incoming, response))) return;
    const answer = await parts.answer(request);
    const after = faults.take(operation, 'after');
    if (after !== undefined && (await strike(after, incoming, response))) return;
    send(response, answer);
  };

  const listener = (incoming: IncomingMessage, response: ServerResponse): void => {
    respond(incoming, response).catch((error: unknown) => {
      console.error('The simulator failed on', incoming.method, incoming.url, error);
      if (!response.headersSent)
        send(response, { status: 500, body: 'The simulator has a bug; see its log.' });
    });
  };
  const certificate = parts.tls === true ? issueLoopbackCertificate() : undefined;
  const server =
    certificate === undefined
      ? createServer(listener)
      : createTlsServer({ key: certificate.key, cert: certificate.certificate }, listener);
  const webSockets = new WebSocketServer({
    noServer: true,
    autoPong: false,
    maxPayload: parts.maxPayload ?? 1_000_000,
  });

  // Under TLS these are the raw connections, so that one stuck in its handshake is known too.
  server.on('connection', (connection: Socket) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    connection.on('error', () => connection.destroy());
  });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const { path, rawQuery } = splitTarget(request.url ?? '/');
    if (faults.unresponsive) return;
    const isDown = faults.refuseSockets || faults.maintenance;
    const accepted = isDown ? 503 : parts.acceptsSocket(path, new URLSearchParams(rawQuery));
    if (accepted !== true) {
      const code = accepted === false ? 404 : accepted;
      const status = `${code} ${STATUS_CODES[code] ?? 'Refused'}`;
      stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    webSockets.handleUpgrade(request, stream, head, (webSocket) => {
      const socket = new SimulatorSocket(nextSocketId, webSocket, request, faults);
      nextSocketId += 1;
      sockets.add(socket);
      webSocket.on('close', () => sockets.delete(socket));
      webSocket.on('ping', (payload: Buffer) => {
        if (!faults.noPong && socket.isOpen) webSocket.pong(payload);
      });
      parts.onSocket(socket);
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const secure = certificate === undefined ? '' : 's';

  return {
    http: `http${secure}://127.0.0.1:${port}`,
    ws: `ws${secure}://127.0.0.1:${port}`,
    port,
    ca: certificate?.authority,
    sockets,
    counts,
    dropAll() {
      for (const connection of connections) connection.destroy();
    },
    pause() {
      const { promise, resolve } = Promise.withResolvers<void>();
      whenResumed = promise;
      for (const connection of connections) connection.pause();
      for (const socket of sockets) socket.stall();
      return () => {
        whenResumed = undefined;
        for (const connection of connections) connection.resume();
        for (const socket of sockets) socket.resume();
        resolve();
      };
    },
    async close() {
      for (const connection of connections) connection.destroy();
      webSockets.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<SimulatorRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) throw new Error('A request body is larger than any venue takes.');
    chunks.push(chunk);
  }
  const { path, rawQuery } = splitTarget(incoming.url ?? '/');
  return {
    method: incoming.method ?? 'GET',
    path,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    remoteAddress: incoming.socket.remoteAddress ?? '',
  };
}

/** Does what a fault says. False: carry on as if nothing had happened (it was only a delay). */
async function strike(
  fault: RequestFault,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  switch (fault.do) {
    case 'drop':
      incoming.socket.destroy();
      return true;
    case 'timeout':
      return true;
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? 1000));
      return false;
    case 'garbage':
      send(response, {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html' },
        body: '<html><body>Bad gateway</body></html>',
      });
      return true;
    case 'status':
      send(response, {
        status: fault.status ?? 500,
        headers: fault.headers ?? {},
        body: fault.body,
      });
      return true;
  }
}

function send(response: ServerResponse, answer: SimulatorAnswer): void {
  if (response.destroyed) return;
  const { body } = answer;
  const isPlain = typeof body === 'string' || body instanceof Uint8Array;
  const headers = {
    ...(isPlain ? {} : { 'content-type': 'application/json;charset=UTF-8' }),
    ...answer.headers,
  };
  response.writeHead(answer.status, headers);
  if (body === undefined) response.end();
  else response.end(isPlain ? body : JSON.stringify(body));
}
