import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { issueLoopbackCertificate } from '../../../tests/simulators/exchange/certificate.ts';
import { hostileServers } from '../../../tests/simulators/exchange/hostile.ts';
import { portTrouble } from '../network-address.ts';
import type { CredentialAccess } from '../venue-kind.ts';
import { createHttpClient, type HttpClient, type HttpRequest, TransportFailure } from './http-client.ts';
import { type NetworkPath, networkPath } from './network-path.ts';
import { serveBytes, serveHttp } from './testing/loopback-server.ts';
import { startConnectProxy, startSocksProxy } from './testing/tiny-proxies.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function client(path: Partial<NetworkPath> = {}): HttpClient {
  const http = createHttpClient({
    userAgent: 'Tidemark test',
    monotonicMs: () => performance.now(),
    ...path,
  });
  closing.push(() => http.close());
  return http;
}

function opened<T extends { close(): unknown }>(thing: T): T {
  closing.push(() => thing.close());
  return thing;
}

/** What came of it: an answer, or the failure. */
async function outcome(
  http: HttpClient,
  request: HttpRequest,
): Promise<{ status?: number; error?: Error; isSent?: boolean }> {
  return http.send(request).then(
    ({ status }) => ({ status }),
    (error: Error) => (error instanceof TransportFailure ? { error, isSent: error.isSent } : { error }),
  );
}

describe('an exchange', () => {
  test('O5: any status is an answer, and a redirect is not followed', async () => {
    const seen: string[] = [];
    const server = opened(
      await serveHttp((request, response) => {
        seen.push(`${request.method} ${request.url} ${request.headers['user-agent']}`);
        response.writeHead(Number(request.url?.slice(1)), { location: '/200', 'set-cookie': 'a=b' });
        response.end('{"ok":1}');
      }),
    );
    const http = client();
    const statuses = [200, 204, 301, 307, 400, 403, 418, 429, 500, 503];
    for (const status of statuses) {
      const answer = await http.send({ method: 'POST', url: `${server.url}/${status}`, body: 'x' });
      expect(answer.status).toBe(status);
      expect(answer.roundTripMs).toBeGreaterThan(0);
    }
    expect(seen).toEqual(statuses.map((status) => `POST /${status} Tidemark test`));
  });

  test('body, headers and a packed answer arrive whole', async () => {
    const server = opened(
      await serveHttp((request, response) => {
        const pieces: Buffer[] = [];
        request.on('data', (piece: Buffer) => pieces.push(piece));
        request.on('end', () => {
          response.writeHead(200, { 'content-encoding': 'gzip', 'x-used': '12' });
          response.end(gzipSync(`${request.headers['x-key']} ${Buffer.concat(pieces)}`));
        });
      }),
    );
    const answer = await client().send({
      method: 'POST',
      url: server.url,
      headers: { 'X-Key': 'k' },
      body: 'a=ü&b=2',
    });
    expect([answer.body.toString(), answer.headers['x-used']]).toEqual(['k a=ü&b=2', '12']);
  });

  test('O5: connections are kept, and one that broke meanwhile is told honestly, not tried again', async () => {
    let requests = 0;
    let connections = 0;
    const server = opened(
      await serveBytes((socket) => {
        connections += 1;
        let answered = 0;
        socket.on('data', () => {
          requests += 1;
          answered += 1;
          // The second request on a connection arrives, and the answer is lost.
          if (answered === 2) socket.resetAndDestroy();
          else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
        });
      }),
    );
    const http = client();
    expect(await outcome(http, { method: 'POST', url: server.url, body: 'order 1' })).toEqual({
      status: 200,
    });
    const second = await outcome(http, { method: 'POST', url: server.url, body: 'order 2' });
    expect(second).toMatchObject({ isSent: true, error: { name: 'TransportFailure' } });
    await wait(100);
    expect([requests, connections]).toEqual([2, 1]);
  });
});

describe('O4: what is known of a request without an answer', () => {
  test('nothing was sent when nobody listens, when the name is unknown, or before the connection is there', async () => {
    const http = client();
    expect(await outcome(http, { method: 'POST', url: 'http://127.0.0.1:1/', body: 'x' })).toMatchObject({
      isSent: false,
    });
    expect(
      await outcome(http, { method: 'POST', url: 'https://no-such-host.invalid/', body: 'x' }),
    ).toMatchObject({
      isSent: false,
    });
    // A server that never speaks TLS: the connection stands, but nothing of the request may leave in plain text.
    let heard = '';
    const mute = opened(
      await serveBytes((socket) => socket.on('data', (data) => (heard += data.toString('latin1')))),
    );
    const url = mute.url.replace('http:', 'https:');
    const request = { method: 'POST', url, body: 'secret order', timeoutMs: 300 } as const;
    expect(await outcome(http, request)).toMatchObject({ isSent: false });
    expect(heard.length).toBeGreaterThan(0);
    expect(heard).not.toContain('secret order');
  });

  test('nobody knows when it was lost, cut off or late after it had left', async () => {
    const server = opened(
      await serveHttp((request, response) => {
        if (request.url === '/reset') request.socket.resetAndDestroy();
        if (request.url === '/half') {
          response.writeHead(200, { 'content-length': '100' });
          response.write('half', () => request.socket.destroy());
        }
      }),
    );
    const http = client();
    for (const path of ['/reset', '/half', '/late']) {
      const request = { method: 'POST', url: `${server.url}${path}`, body: 'x', timeoutMs: 400 } as const;
      expect(await outcome(http, request), path).toMatchObject({ isSent: true });
    }
  });

  test('a signal before the sending is a cancellation, after it nobody knows', async () => {
    const server = opened(await serveHttp(() => undefined));
    const http = client();
    const before = await outcome(http, { method: 'POST', url: server.url, signal: AbortSignal.abort() });
    expect(before.error).toMatchObject({ name: 'Failure', kind: 'cancelled' });
    const controller = new AbortController();
    const after = outcome(http, { method: 'POST', url: server.url, body: 'x', signal: controller.signal });
    await wait(100);
    controller.abort();
    expect(await after).toMatchObject({ isSent: true });
  });

  test('a closed client sends nothing', async () => {
    const http = client();
    http.close();
    expect((await outcome(http, { method: 'GET', url: 'http://127.0.0.1:1/' })).error).toMatchObject({
      kind: 'not-connected',
    });
  });
});

describe('W1: encryption', () => {
  const certificate = issueLoopbackCertificate();

  test('an authority given with the connection is trusted; without it the server is refused and hears nothing', async () => {
    const heard: string[] = [];
    const server = opened(
      await serveHttp((request, response) => {
        heard.push(request.url ?? '');
        response.end('hello');
      }, certificate),
    );
    const trusting = client({ trustedCa: certificate.authority });
    expect((await trusting.send({ method: 'GET', url: `${server.url}/trusted` })).body.toString()).toBe(
      'hello',
    );
    // Negative control, also with the variable set that turns Node's checks off.
    const usual = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    for (const setting of [undefined, '0']) {
      if (setting !== undefined) process.env.NODE_TLS_REJECT_UNAUTHORIZED = setting;
      const refused = await outcome(client(), { method: 'POST', url: `${server.url}/refused`, body: 'x' });
      if (usual === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      expect(refused).toMatchObject({ isSent: false });
      expect(refused.error?.message).toContain('could not prove who it is');
    }
    const another = await outcome(client({ trustedCa: issueLoopbackCertificate().authority }), {
      method: 'GET',
      url: `${server.url}/another`,
    });
    expect(another).toMatchObject({ isSent: false });
    expect(heard).toEqual(['/trusted']);
  });

  test('a certificate for another name is refused, though its authority is trusted', async () => {
    const server = opened(await serveHttp((_request, response) => response.end(), certificate));
    const proxy = opened(await startConnectProxy());
    const http = client({ trustedCa: certificate.authority, proxy: proxy.url });
    const wrong = await outcome(http, { method: 'GET', url: `https://venue.example:${server.port}/` });
    expect(wrong).toMatchObject({ isSent: false });
    expect(proxy.asked).toEqual([`venue.example:${server.port}`]);
  });

  test('plain text goes to this machine only', async () => {
    const http = client();
    for (const url of [
      'http://api.venue.example/',
      'http://localhost:1/',
      'http://127.0.0.1.example.com/',
      'http://10.0.0.1/',
      'ftp://127.0.0.1/',
      'https://user:pass@venue.example/',
      'nonsense',
    ]) {
      expect((await outcome(http, { method: 'GET', url })).error, url).toMatchObject({ kind: 'invalid' });
    }
  });
});

describe('proxies', () => {
  const certificate = issueLoopbackCertificate();
  const secret = (text: string) => ({ reveal: () => text });

  test.each([
    ['HTTP CONNECT', startConnectProxy],
    ['SOCKS5', startSocksProxy],
  ])(
    '%s: requests go through it, with its password, and the venue’s name is left to it',
    async (_name, start) => {
      const server = opened(await serveHttp((request, response) => response.end(request.url), certificate));
      const proxy = opened(await start({ login: 'user:open sesame' }));
      const withUser = proxy.url.replace('//', '//user@');
      const path = { trustedCa: certificate.authority, proxy: withUser };
      const http = client({ ...path, proxyPassword: secret('open sesame') });
      for (const name of ['/one', '/two']) {
        const answer = await http.send({ method: 'GET', url: `https://localhost:${server.port}${name}` });
        expect(answer.body.toString()).toBe(name);
      }
      expect(proxy.asked).toEqual([`localhost:${server.port}`]);
      expect(proxy.logins).toEqual(['user:open sesame']);

      // Negative control: with the wrong password nothing arrives, and the proxy's refusal is not taken for the venue's.
      const wrong = client({ ...path, proxyPassword: secret('open barley') });
      const refused = await outcome(wrong, {
        method: 'POST',
        url: `https://localhost:${server.port}/x`,
        body: 'x',
      });
      expect(refused).toMatchObject({ isSent: false });
      const { host } = new URL(proxy.url);
      expect(refused.error?.message).toBe(
        `The proxy ${host} refused the login. Enter its user name (in its address) and its password again. Nothing was sent to the venue.`,
      );
      expect(JSON.stringify(refused.error?.message)).not.toContain('barley');
    },
  );

  test.each([
    ['HTTP CONNECT', startConnectProxy],
    ['SOCKS5', startSocksProxy],
  ])('%s: one that never answers is given up, and nothing was sent', async (_name, start) => {
    const proxy = opened(await start({ isMute: true }));
    const request = { method: 'POST', url: 'https://venue.example/', body: 'x', timeoutMs: 300 } as const;
    const { error, isSent } = await outcome(client({ proxy: proxy.url }), request);
    expect(isSent).toBe(false);
    expect(error?.message).toContain(`through the proxy ${new URL(proxy.url).host} within 0.3 s`);
  });

  const request = { method: 'GET', url: 'https://venue.example/' } as const;

  test.each(['http', 'https', 'socks5'])(
    '%s: nobody at its address is no fault of the venue',
    async (kind) => {
      const proxy = `${kind}://user@127.0.0.1:1`;
      const { error, isSent } = await outcome(client({ proxy, proxyPassword: secret('canary') }), request);
      expect(isSent).toBe(false);
      expect(error?.message).toBe(
        'The proxy 127.0.0.1:1 refused the connection. Check its address, and that it is running. Nothing was sent to the venue.',
      );
    },
  );

  test.each(['http', 'socks5'])('%s: a name that nobody knows is told in words', async (kind) => {
    const { error } = await outcome(client({ proxy: `${kind}://proxy.invalid:8080` }), request);
    expect(error?.message).toMatch(/^The proxy proxy\.invalid:8080 could not be (found|looked up)\. Check/);
    expect(error?.message).not.toMatch(/ENOTFOUND|EAI|getaddrinfo/);
  });

  test('a venue that nobody knows is told in words, too', async () => {
    const { error } = await outcome(client(), { method: 'GET', url: 'https://venue.invalid/' });
    expect(error?.message).toMatch(/^venue\.invalid could not be (found|looked up); check the internet/);
  });

  test('the answers of an HTTP proxy are told apart: forbidden, no way onward, hung up, no proxy at all', async () => {
    const answers: [string, RegExp][] = [
      ['HTTP/1.1 403 Forbidden\r\n\r\n', /refused to connect to venue\.example:443 \(403\)\. Ask/],
      ['HTTP/1.1 502 Bad Gateway\r\n\r\n', /could not reach venue\.example:443 \(502\)/],
      ['', /closed the connection without an answer/],
      ['220 mail.example ESMTP\r\n\r\n', /does not answer as a HTTP proxy|refused to connect|closed/],
    ];
    for (const [answer, sentence] of answers) {
      const proxy = opened(await serveBytes((socket) => socket.once('data', () => socket.end(answer))));
      const { error, isSent } = await outcome(client({ proxy: proxy.url }), request);
      expect(error?.message, answer).toMatch(sentence);
      expect(error?.message, answer).toContain(new URL(proxy.url).host);
      expect(isSent).toBe(false);
    }
  });

  test('a venue that breaks off inside the tunnel is told as the venue, with the way to it', async () => {
    const venue = opened(await serveBytes((socket) => socket.once('data', () => socket.resetAndDestroy())));
    const proxy = opened(await startConnectProxy());
    const url = `https://127.0.0.1:${new URL(venue.url).port}/`;
    const { error } = await outcome(client({ proxy: proxy.url }), { method: 'GET', url });
    const through = `through the proxy ${new URL(proxy.url).host}.`;
    expect(error?.message).toMatch(/^127\.0\.0\.1:\d+ (broke the connection off|cannot be talked to)/);
    expect(error?.message).toContain(through);
  });

  test('a port that does not exist is refused at once, in proxies and in addresses', async () => {
    const sentence = /“(99999|0|x)” is not a port\. A port is a number from 1 to 65535\./;
    for (const port of ['99999', '0', 'x']) {
      for (const kind of ['http', 'socks5']) {
        const failed = await outcome(client({ proxy: `${kind}://user@host.example:${port}` }), request);
        expect(failed.error).toMatchObject({ kind: 'invalid', message: expect.stringMatching(sentence) });
      }
      const failed = await outcome(client(), { method: 'GET', url: `http://127.0.0.1:${port}/time` });
      expect(failed.error).toMatchObject({ kind: 'invalid', message: expect.stringMatching(sentence) });
    }
    expect(portTrouble('socks5://user:9@[::1]:1080')).toBeUndefined();
    expect(portTrouble('wss://host.example/a:99999')).toBeUndefined();
  });

  test('K1: the password of a saved connection’s proxy is asked for at each new connection, and not kept', async () => {
    const server = opened(await serveHttp((request, response) => response.end(request.url), certificate));
    const proxy = opened(await startConnectProxy({ login: 'user:open sesame' }));
    const purposes: string[] = [];
    let isLocked = false;
    const credentials: CredentialAccess = {
      async use(purpose, use) {
        if (isLocked) throw new Failure('unavailable', 'The vault is locked; unlock it to connect.');
        purposes.push(purpose);
        let isWiped = false;
        const reveal = () => {
          if (isWiped) throw new Error('kept longer than its use');
          return 'open sesame';
        };
        try {
          return await use({ proxyPassword: { reveal } });
        } finally {
          isWiped = true;
        }
      },
      replace: () => Promise.resolve(),
    };
    const config = { proxy: proxy.url.replace('//', '//user@'), trustedCa: certificate.authority };
    const http = client(networkPath(config, { credentials }));
    const url = `https://localhost:${server.port}/`;
    await Promise.all([http.send({ method: 'GET', url }), http.send({ method: 'GET', url })]);
    expect(purposes).toEqual(['reach the proxy', 'reach the proxy']);
    isLocked = true;
    const locked = client(networkPath(config, { credentials }));
    const refused = await outcome(locked, { method: 'POST', url, body: 'x' });
    expect(refused).toMatchObject({ isSent: false });
    expect(refused.error?.message).toBe('The vault is locked; unlock it to connect.');
  });

  test('an address that is no proxy’s is refused', async () => {
    for (const proxy of ['nonsense', 'ftp://127.0.0.1:1', 'http://user:word@127.0.0.1:1']) {
      const failed = await outcome(client({ proxy }), { method: 'GET', url: 'https://venue.example/' });
      expect(failed.error, proxy).toMatchObject({ kind: 'invalid' });
    }
  });
});

describe('W3: limits', () => {
  test('an answer longer than allowed ends there, announced, endless or packed', async () => {
    const server = opened(
      await serveHttp((request, response) => {
        if (request.url === '/announced') response.writeHead(200, { 'content-length': '999999999' });
        if (request.url === '/packed') {
          response.writeHead(200, { 'content-encoding': 'gzip' });
          response.end(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
        } else {
          response.write('x'.repeat(1_000));
        }
      }),
    );
    const http = client();
    for (const path of ['/announced', '/packed']) {
      const failed = await outcome(http, {
        method: 'GET',
        url: `${server.url}${path}`,
        maxBytes: 1024 * 1024,
      });
      expect(failed.error?.message, path).toContain('1048576');
    }
    const endless = opened(await hostileServers.endlessBody());
    const failed = await outcome(http, { method: 'GET', url: endless.http, maxBytes: 1024 * 1024 });
    expect(failed.error?.message).toContain('longer than the 1048576 bytes allowed');
  });

  test('headers without end and answers in drops end too', async () => {
    const endless = opened(await hostileServers.endlessHeaders());
    const failed = await outcome(client(), { method: 'GET', url: endless.http });
    expect(failed.error?.message).toContain('headers without end');
    const drips = opened(
      await serveBytes((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n');
        const timer = setInterval(() => socket.write('x'), 50);
        socket.on('close', () => clearInterval(timer));
      }),
    );
    const late = await outcome(client(), { method: 'GET', url: drips.url, timeoutMs: 500 });
    expect(late.error?.message).toContain('did not answer completely within 0.5 s');
    const elsewhere = opened(await hostileServers.httpRedirect());
    expect(await outcome(client(), { method: 'GET', url: elsewhere.http })).toEqual({ status: 307 });
    expect(elsewhere.followed).toBe(0);
  });

  test('the servers these tests are made with work: a plain client is taken in by them', async () => {
    const endless = opened(await hostileServers.endlessBody());
    const { port, pathname } = new URL(endless.http);
    const socket = connect(Number(port), '127.0.0.1');
    let bytes = 0;
    socket.on('data', (data) => (bytes += data.length));
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: x\r\n\r\n`);
    while (bytes < 20_000_000) await wait(10);
    socket.destroy();
    expect(bytes).toBeGreaterThan(16 * 1024 * 1024);
  });
});
