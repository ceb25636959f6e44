import { expect, expectTypeOf, test } from 'vitest';
import { type HttpAnswer, type HttpClient, type HttpRequest, TransportFailure } from './http-client.ts';
import { createReadOnlyPosts, type ReadRequest, readRequest, readWithRetry } from './read-with-retry.ts';
import { createVirtualWorld } from './testing/virtual-world.ts';

const answer = (status: number): HttpAnswer => ({
  status,
  headers: {},
  body: Buffer.alloc(0),
  roundTripMs: 1,
});

/** A venue that does these things, one a request. */
function stage(outcomes: (HttpAnswer | Error)[]) {
  const world = createVirtualWorld();
  const sent: HttpRequest[] = [];
  const http: HttpClient = {
    async send(request) {
      sent.push(request);
      const outcome = outcomes[sent.length - 1] ?? answer(200);
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
    close: () => undefined,
  };
  return { world, sent, http };
}

const lost = new TransportFailure('lost', true);

test('O5: what creates an order is not something that can be retried', () => {
  expectTypeOf<HttpRequest>().not.toExtend<ReadRequest>();
  expectTypeOf<HttpRequest & { method: 'POST' }>().not.toExtend<Parameters<typeof readRequest>[0]>();
  expectTypeOf<Awaited<ReturnType<Parameters<typeof readWithRetry>[1]>>>().toEqualTypeOf<ReadRequest>();
  const readOnlyPost = createReadOnlyPosts(['/0/private/Balance']);
  const balance = { method: 'POST', url: 'https://venue.example/0/private/Balance?x=1' } as const;
  expect(readOnlyPost(balance)).toBe(balance);
  for (const path of [
    '/0/private/AddOrder',
    '/0/private/Balance/../AddOrder',
    '/0/private/Balance/AddOrder',
  ]) {
    expect(() => readOnlyPost({ method: 'POST', url: `https://venue.example${path}` })).toThrow(RangeError);
  }
});

test('a question is asked again while nothing comes back or the venue has trouble, made anew each time', async () => {
  const { world, sent, http } = stage([lost, answer(503), answer(200)]);
  let nonce = 0;
  const asking = readWithRetry(
    http,
    () => {
      nonce += 1;
      return readRequest({ method: 'GET', url: `https://venue.example/?nonce=${nonce}` });
    },
    world.parts,
  );
  await world.pass(5_000);
  expect((await asking).status).toBe(200);
  expect(sent.map(({ url }) => url.at(-1))).toEqual(['1', '2', '3']);
});

test('after three tries it stays as it is', async () => {
  const down = stage([answer(500), answer(502), answer(504)]);
  const get = () => readRequest({ method: 'GET', url: 'https://venue.example/' });
  const asking = readWithRetry(down.http, get, down.world.parts);
  await down.world.pass(5_000);
  expect([(await asking).status, down.sent.length]).toEqual([504, 3]);
  const silent = stage([lost, lost, lost]);
  const rejected = expect(readWithRetry(silent.http, get, silent.world.parts)).rejects.toBe(lost);
  await silent.world.pass(5_000);
  await rejected;
});

test('refusals and rate limits are answers', async () => {
  for (const status of [400, 401, 403, 404, 418, 429]) {
    const { world, sent, http } = stage([answer(status)]);
    const get = () => readRequest({ method: 'GET', url: 'https://venue.example/' });
    expect((await readWithRetry(http, get, world.parts)).status).toBe(status);
    expect(sent.length).toBe(1);
  }
});

test('a cancelled question is not asked again', async () => {
  const { world, sent, http } = stage([lost]);
  const controller = new AbortController();
  const get = () => readRequest({ method: 'GET', url: 'https://venue.example/' });
  const rejected = expect(readWithRetry(http, get, world.parts, controller.signal)).rejects.toMatchObject({
    kind: 'cancelled',
  });
  await world.settle();
  controller.abort();
  await rejected;
  await world.pass(10_000);
  expect([sent.length, world.timers]).toEqual([1, 0]);
});
