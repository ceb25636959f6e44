import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { Failure } from '../../src-shared/domain/failure.ts';
import { type PageFile, pageFiles, pageHeaders } from '../page-policy.ts';
import type { PageLink, PageSession } from '../rpc/index.ts';
import { gate } from './gate.ts';
import { createPageSockets } from './page-sockets.ts';
import { Secrets } from './secrets.ts';

const largestBody = 1024 * 1024;
const codeSchema = z.object({ code: z.string().max(100) });

export interface WebHostParts {
  readonly profile: string;
  /** The built page. */
  readonly pageFolder: string;
  /** 0 takes any free port. */
  readonly port: number;
  openPage(link: PageLink): PageSession;
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

export interface WebHost {
  /** `http://127.0.0.1:4173`. */
  readonly origin: string;
  /** An address that lets one page in, once, within a minute. */
  launchAddress(): string;
  stop(): Promise<void>;
}

/**
 * Serves the page and its two sockets on loopback, to whoever holds this run's token (rules L1 to L7).
 * @throws Failure `unavailable` when the port is taken.
 */
export async function startWebHost(parts: WebHostParts): Promise<WebHost> {
  const files = pageFiles(parts.pageFolder);
  const secrets = new Secrets(() => performance.now());
  secrets.write(parts.profile);
  const sockets = createPageSockets({ secrets, openPage: parts.openPage });
  const hosts = new Set<string>();

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => {
      parts.log('web.request-failed', { error });
      respond(response, 500, 'Something went wrong.');
    });
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const refusal = gate(request, hosts);
    if (refusal !== undefined) return respond(response, refusal.status, refusal.reason);
    if (request.method === 'POST') return session(request, response);
    return page(request, response, files);
  };
  const session = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url !== '/session') return respond(response, 404, 'Not found.');
    if (request.headers['content-type'] !== 'application/json') return respond(response, 415, 'JSON only.');
    const body = codeSchema.safeParse(await readJson(request));
    const admission = secrets.redeem(body.data?.code ?? '');
    if (admission.kind === 'locked') return respond(response, 429, 'Too many wrong tries. Wait a moment.');
    if (admission.kind === 'refused')
      return respond(response, 403, 'This address has been used or is too old.');
    return respond(
      response,
      200,
      JSON.stringify({ token: admission.token }),
      'application/json; charset=utf-8',
    );
  };

  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5000, maxHeaderSize: 16_384 },
    handle,
  );
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const refusal = gate(request, hosts);
    if (refusal === undefined) sockets.upgrade(request, socket, head);
    else socket.end(`HTTP/1.1 ${refusal.status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  const port = await listen(server, '127.0.0.1', parts.port);
  const servers = [server];
  for (const name of ['127.0.0.1', 'localhost']) hosts.add(`${name}:${port}`);
  const sixth = await listenOnSix(server, handle, port);
  if (sixth !== undefined) {
    servers.push(sixth);
    hosts.add(`[::1]:${port}`);
  }
  const origin = `http://127.0.0.1:${port}`;
  parts.log('web.listening', { address: origin });
  return {
    origin,
    launchAddress: () => `${origin}/#code=${secrets.newCode()}`,
    async stop() {
      sockets.close();
      await Promise.all(
        servers.map(
          (one) =>
            new Promise<void>((resolve) => {
              one.close(() => resolve());
              one.closeAllConnections();
            }),
        ),
      );
    },
  };
}

async function page(
  request: IncomingMessage,
  response: ServerResponse,
  files: ReadonlyMap<string, PageFile>,
) {
  const found = files.get(request.url === '/' ? '/index.html' : (request.url ?? ''));
  if (found === undefined) return respond(response, 404, 'Not found.');
  const bytes = await readFile(found.file);
  response.writeHead(200, { ...found.headers, 'content-length': bytes.byteLength });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function respond(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): void {
  if (response.headersSent) return;
  response.writeHead(status, {
    ...pageHeaders,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...(status >= 400 ? { connection: 'close' } : {}),
  });
  response.end(body);
}

/** Undefined for anything that is not JSON or too long. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(
        new Failure(
          'unavailable',
          isTaken
            ? `Port ${port} is in use by another program. Choose one with --port.`
            : `The web host could not listen on ${host}:${port}.`,
          { cause: error },
        ),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** The same port on ::1, where the machine has IPv6. */
async function listenOnSix(
  first: Server,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  port: number,
): Promise<Server | undefined> {
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16_384 },
    handle,
  );
  server.on('upgrade', (request, socket, head) => first.emit('upgrade', request, socket, head));
  try {
    await listen(server, '::1', port);
    return server;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
