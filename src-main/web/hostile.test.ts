import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startWebHost, type WebHost } from './index.ts';

let folder: string;
let host: WebHost;
let pagesOpened = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidemark-web-'));
  const pageFolder = join(folder, 'page');
  await mkdir(join(pageFolder, 'assets'), { recursive: true });
  await writeFile(join(pageFolder, 'index.html'), '<!doctype html><title>Tidemark</title>');
  await writeFile(join(pageFolder, 'assets', 'page.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  host = await startWebHost({
    profile: folder,
    pageFolder,
    port: 0,
    openPage: () => {
      pagesOpened += 1;
      return { close: () => undefined };
    },
    log: () => undefined,
  });
});

afterAll(async () => {
  await host.stop();
  await rm(folder, { recursive: true, force: true });
});

const authority = () => host.origin.replace('http://', '');

/** Sends exactly these lines and answers with the status, 0 when the connection was cut without one. */
function raw(lines: readonly string[], body = ''): Promise<number> {
  const [name = '127.0.0.1', port = ''] = authority().split(':');
  return new Promise((resolve) => {
    const socket = connect(Number(port), name, () => socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`));
    let answer = '';
    const end = () => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0));
    };
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (answer.includes('\r\n\r\n')) end();
    });
    socket.on('close', end);
    socket.on('error', end);
    socket.setTimeout(3000, end);
  });
}

const after = (ms: number) => new Promise<string>((resolve) => setTimeout(() => resolve('too late'), ms));

function isReachable(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 2000 }, () => {
      socket.destroy();
      resolve(true);
    });
    for (const event of ['error', 'timeout'] as const) {
      socket.on(event, () => {
        socket.destroy();
        resolve(false);
      });
    }
  });
}

const get = (path: string, headers: readonly string[]) => raw([`GET ${path} HTTP/1.1`, ...headers]);
const post = (headers: readonly string[], body: string) =>
  raw(['POST /session HTTP/1.1', ...headers, `Content-Length: ${Buffer.byteLength(body)}`], body);

const upgradeHeaders = [
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];

/** Opens a socket, sends one message, and tells whether it was let in. */
function socketIsWelcome(
  path: string,
  headers: Record<string, string>,
  first?: string | Buffer,
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${authority()}${path}`, { headers });
    const end = (isWelcome: boolean) => {
      socket.terminate();
      resolve(isWelcome);
    };
    socket.on('open', () => first !== undefined && socket.send(first));
    socket.on('message', () => end(true));
    socket.on('close', () => end(false));
    socket.on('error', () => end(false));
  });
}

describe('the web host answers only its own page', () => {
  it('L1, L3, L4, L5: 40 hostile requests from loopback, none accepted', async () => {
    const mine = `Host: ${authority()}`;
    const port = authority().split(':')[1];
    const json = 'Content-Type: application/json';
    const page = 'a'.repeat(24);
    const wrong = JSON.stringify({ token: 'x'.repeat(43), page });
    const attempts: (() => Promise<number | boolean>)[] = [
      // L3: other names for this machine
      () => get('/', []),
      () => get('/', ['Host: ']),
      () => get('/', [`Host: evil.example:${port}`]),
      () => get('/', ['Host: 127.0.0.1']),
      () => get('/', ['Host: 127.0.0.1:1']),
      () => get('/', [`Host: 127.0.0.1.evil.example:${port}`]),
      () => get('/', [`Host: 127.1:${port}`]),
      () => get('/', [`Host: 0.0.0.0:${port}`]),
      () => get('/', [`Host: [::ffff:127.0.0.1]:${port}`]),
      () => get('/', [`Host: LOCALHOST.:${port}`]),
      () => get('/', [mine, `Host: evil.example:${port}`]),
      () => get(`http://evil.example:${port}/`, [`Host: evil.example:${port}`]),
      // L4: other origins and sites
      () => get('/', [mine, 'Origin: https://evil.example']),
      () => get('/', [mine, 'Origin: null']),
      () => get('/', [mine, `Origin: https://${authority()}`]),
      () => get('/', [mine, `Origin: http://localhost:${Number(port) + 1}`]),
      () => get('/', [mine, `Origin: http://${authority()}.evil.example`]),
      () => get('/', [mine, `Origin: http://${authority()}`, 'Origin: https://evil.example']),
      () => get('/', [mine, 'Sec-Fetch-Site: cross-site']),
      () => get('/', [mine, 'Sec-Fetch-Site: same-site']),
      () =>
        raw([
          'OPTIONS /session HTTP/1.1',
          mine,
          'Origin: https://evil.example',
          'Access-Control-Request-Method: POST',
        ]),
      () => raw(['OPTIONS / HTTP/1.1', mine, 'Access-Control-Request-Private-Network: true']),
      // L5: paths and methods
      () => get('/../secret.txt', [mine]),
      () => get('/%2e%2e/secret.txt', [mine]),
      () => get('/assets/..%2f..%2fsecret.txt', [mine]),
      () => get('//secret.txt', [mine]),
      () => get('/assets/page.js/../../../secret.txt', [mine]),
      () => raw(['PUT / HTTP/1.1', mine, 'Content-Length: 0']),
      () => raw(['DELETE /session HTTP/1.1', mine]),
      () => raw(['TRACE / HTTP/1.1', mine]),
      // L2, L5, L6: the session
      () => get('/session', [mine]),
      () => post([mine, 'Content-Type: text/plain'], '{"code":"x"}'),
      () => post([mine, 'Content-Type: application/x-www-form-urlencoded'], 'code=x'),
      () => post([mine, json], '{"code":"guess"}'),
      () => post([mine, json], 'not json'),
      () => post([mine, json, 'Origin: https://evil.example'], '{"code":"guess"}'),
      // L4: sockets
      () => get('/control', [mine, ...upgradeHeaders, 'Origin: https://evil.example']),
      () => get('/control', [mine, ...upgradeHeaders, 'User-Agent: Mozilla/5.0']),
      () => get('/other', [mine, ...upgradeHeaders]),
      () => socketIsWelcome('/control', {}, wrong),
    ];
    const outcomes = await Promise.all(attempts.map((attempt) => attempt()));
    const accepted = outcomes.filter(
      (outcome) => outcome === true || outcome === 101 || (Number(outcome) >= 200 && Number(outcome) < 300),
    );
    console.info(`hostile requests: ${accepted.length} of ${outcomes.length} accepted`);
    expect(outcomes).toHaveLength(40);
    expect(accepted).toEqual([]);
    expect(pagesOpened).toBe(0);
  });

  it('lets its own page in, which shows that the attempts above could have succeeded', async () => {
    const mine = `Host: ${authority()}`;
    expect(await get('/', [mine, 'Sec-Fetch-Site: none'])).toBe(200);
    expect(await get('/assets/page.js', [mine, `Origin: http://${authority()}`])).toBe(200);
    const code = new URL(host.launchAddress()).hash.replace('#code=', '');
    const response = await fetch(`${host.origin}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    const { token } = (await response.json()) as { token: string };
    const greeting = JSON.stringify({ token, page: 'b'.repeat(24) });
    const [control, data] = await Promise.all([
      socketIsWelcome('/control', { origin: host.origin }, greeting),
      socketIsWelcome('/data', { origin: host.origin }, greeting),
    ]);
    expect([control, data]).toEqual([true, true]);
    expect(pagesOpened).toBe(1);
  });

  it('L2: a launch code is good once', async () => {
    const code = new URL(host.launchAddress()).hash.replace('#code=', '');
    const redeem = () =>
      fetch(`${host.origin}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      });
    expect((await redeem()).status).toBe(200);
    expect((await redeem()).status).toBe(403);
  });

  it('L2: the token file belongs to its owner only, and holds 256 bits', async () => {
    const path = join(folder, 'web-token');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(Buffer.from(await readFile(path, 'utf8'), 'base64url')).toHaveLength(32);
  });

  it('L5, E3: every answer carries the strict policy and no permission for other origins', async () => {
    for (const path of ['/', '/missing']) {
      const { headers } = await fetch(host.origin + path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('L1: nothing listens on any other address of this machine', async () => {
    const port = Number(authority().split(':')[1]);
    const others = Object.values(networkInterfaces())
      .flat()
      .flatMap((one) => (one === undefined || one.internal || one.family !== 'IPv4' ? [] : [one.address]));
    const reached = await Promise.all([...others, '127.0.0.2'].map((address) => isReachable(address, port)));
    expect(reached.filter(Boolean)).toEqual([]);
    expect(await isReachable('127.0.0.1', port), 'the control').toBe(true);
  });

  it('L4: a socket that says nothing for five seconds is cut', async () => {
    const socket = new WebSocket(`ws://${authority()}/control`);
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => socket.on('open', resolve));
    expect(await Promise.race([closed, after(8000)])).toBe(4401);
  }, 15_000);

  it('L5: answers are for our own origin only, framed by nobody', async () => {
    const { headers } = await fetch(host.origin);
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('L5: a body over 1 MiB is refused', async () => {
    const body = JSON.stringify({ code: 'x'.repeat(1024 * 1024 + 10) });
    const response = await fetch(`${host.origin}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(403);
  });
});
