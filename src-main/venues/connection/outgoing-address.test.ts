import { isIP } from 'node:net';
import { expect, test } from 'vitest';
import { createHttpClient, type HttpClient } from './http-client.ts';
import { readOutgoingAddress } from './outgoing-address.ts';
import { serveHttp } from './testing/loopback-server.ts';

const nobody: HttpClient = {
  send: () => Promise.reject(new Error('nobody may be asked')),
  close: () => undefined,
};

test('without a service the user chose, nobody is asked', async () => {
  const own = await readOutgoingAddress(nobody);
  expect(['interface', 'unknown']).toContain(own.source);
  if (own.source === 'interface') {
    expect(isIP(own.address ?? '')).toBe(4);
    expect(own.sentence).toContain('Behind a router');
  }
  expect(await readOutgoingAddress(nobody, { proxy: 'socks5://user@127.0.0.1:1080' })).toMatchObject({
    address: '127.0.0.1',
    source: 'proxy',
  });
  expect(await readOutgoingAddress(nobody, { proxy: 'http://[::1]:8080' })).toMatchObject({ address: '::1' });
});

test('a service the user chose is believed only when it answers with an address', async () => {
  let answer = '203.0.113.7\n';
  const server = await serveHttp((_request, response) => response.end(answer));
  const http = createHttpClient({ userAgent: 'test', monotonicMs: () => performance.now() });
  expect(await readOutgoingAddress(http, { askUrl: server.url })).toMatchObject({
    address: '203.0.113.7',
    source: 'asked',
  });
  answer = '<html>203.0.113.7</html>';
  await expect(readOutgoingAddress(http, { askUrl: server.url })).rejects.toMatchObject({ kind: 'invalid' });
  answer = '2001:db8::7';
  expect(await readOutgoingAddress(http, { askUrl: server.url })).toMatchObject({ address: '2001:db8::7' });
  await expect(readOutgoingAddress(http, { askUrl: 'http://ip.example/' })).rejects.toMatchObject({
    kind: 'invalid',
  });
  http.close();
  await server.close();
});
