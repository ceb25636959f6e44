import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { PageLink, PageSession } from '../rpc/index.ts';
import type { Secrets } from './secrets.ts';
import { socketData, socketPort } from './socket-port.ts';

const authenticateWithinMs = 5000;
const heartbeatMs = 15_000;
const largestMessage = 1024 * 1024;

const greetingSchema = z.object({ token: z.string().max(200), page: z.string().regex(/^[\w-]{16,64}$/) });

/** Sent on a socket once it is let in, and before it is turned away. */
const welcome = JSON.stringify({ welcome: true });
const refusedCode = 4401;
/** The door is locked for a while, whoever knocks. */
const lockedCode = 4429;

/**
 * A page has two sockets, `/control` and `/data`. Each must present the token in its first message (rule L4); when both
 * halves of one page are in, the page is served until either goes.
 */
export function createPageSockets(parts: {
  readonly secrets: Secrets;
  openPage(link: PageLink): PageSession;
}) {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
  });
  const waiting = new Map<string, { control?: WebSocket; data?: WebSocket }>();

  const admit = (page: string, role: 'control' | 'data', socket: WebSocket) => {
    const pair = { ...waiting.get(page), [role]: socket };
    waiting.set(page, pair);
    socket.on('close', () => {
      if (waiting.get(page)?.[role] === socket) waiting.delete(page);
    });
    const { control, data } = pair;
    if (control === undefined || data === undefined) return;
    waiting.delete(page);
    const cut = () => {
      control.close();
      data.close();
    };
    const session = parts.openPage({
      control: socketPort(control),
      data: socketData(data),
      host: 'web',
      end: cut,
    });
    const end = () => {
      session.close();
      cut();
    };
    control.once('close', end);
    data.once('close', end);
    control.send(welcome);
    data.send(welcome);
  };

  const accept = (socket: WebSocket, role: 'control' | 'data') => {
    socket.on('error', () => socket.terminate());
    const tooLate = setTimeout(() => socket.close(refusedCode, 'refused'), authenticateWithinMs);
    keepAlive(socket);
    socket.once('message', (data: Buffer, isBinary: boolean) => {
      clearTimeout(tooLate);
      const greeting = isBinary ? undefined : readGreeting(data);
      if (parts.secrets.isLocked()) {
        socket.close(lockedCode, 'locked');
        return;
      }
      if (greeting === undefined || !parts.secrets.isToken(greeting.token)) {
        socket.close(refusedCode, 'refused');
        return;
      }
      admit(greeting.page, role, socket);
    });
    socket.once('close', () => clearTimeout(tooLate));
  };

  return {
    /** For requests that have passed the gate. A path that is not ours ends the connection. */
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      const role = request.url === '/control' ? 'control' : request.url === '/data' ? 'data' : undefined;
      const isBrowser = request.headers['user-agent']?.startsWith('Mozilla/') === true;
      if (role === undefined || (isBrowser && request.headers.origin === undefined)) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (accepted) => accept(accepted, role));
    },
    close(): void {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

function readGreeting(data: Buffer): z.output<typeof greetingSchema> | undefined {
  try {
    return greetingSchema.safeParse(JSON.parse(data.toString('utf8'))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A page that vanished without a word is noticed after two silent heartbeats. */
function keepAlive(socket: WebSocket): void {
  let silent = 0;
  const timer = setInterval(() => {
    silent += 1;
    if (silent > 2) socket.terminate();
    else socket.ping();
  }, heartbeatMs);
  socket.on('pong', () => {
    silent = 0;
  });
  socket.once('close', () => clearInterval(timer));
}
