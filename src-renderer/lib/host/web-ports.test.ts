import { beforeEach, expect, test, vi } from 'vitest';

class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static all: FakeSocket[] = [];
  readyState = 1;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    FakeSocket.all.push(this);
  }

  send(): void {
    // The greeting is of no interest here.
  }

  welcome(): void {
    this.dispatchEvent(new MessageEvent('message', { data: '{"welcome":true}' }));
  }

  close(code = 1000, reason = ''): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason }));
  }
}

const storage = new Map<string, string>();
const address = { host: 'localhost:1', hash: '', pathname: '/' };

beforeEach(() => {
  FakeSocket.all = [];
  storage.clear();
  address.hash = '';
  vi.resetModules();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('location', address);
  vi.stubGlobal('history', {
    replaceState: () => {
      address.hash = '';
    },
  });
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
  });
});

/** Afresh, since the module holds a code that waits. */
const load = () => import('./web-ports.ts');

async function closedWith(code: number, reason = '') {
  const { openWebPorts } = await load();
  storage.set('tidemark.token', 'good');
  const opening = openWebPorts().catch((error: unknown) => error);
  FakeSocket.all[1]?.close(code, reason);
  return (await opening) as Error;
}

test('L4: when one socket of the pair is turned away, the other is closed', async () => {
  await closedWith(1006);
  expect(FakeSocket.all.map(({ readyState }) => readyState)).toEqual([3, 3]);
});

test('L4: when one socket of an open pair ends, the other is closed', async () => {
  const { openWebPorts } = await load();
  storage.set('tidemark.token', 'good');
  const opening = openWebPorts();
  for (const socket of FakeSocket.all) socket.welcome();
  const onClosed = vi.fn();
  (await opening).onClosed(onClosed);
  FakeSocket.all[0]?.close();
  expect(FakeSocket.all[1]?.readyState).toBe(3);
  expect(onClosed).toHaveBeenCalledTimes(1);
});

test('L6: a refused token needs a person, a locked door only patience', async () => {
  expect((await closedWith(4401, 'refused')).name).toBe('NeedsPerson');
  FakeSocket.all = [];
  expect((await closedWith(4429, 'locked')).name).toBe('Error');
  FakeSocket.all = [];
  expect((await closedWith(4401, 'try later')).name).toBe('Error');
});

test('L6: a code that meets a locked door is kept and tried again by itself', async () => {
  const { openWebPorts } = await load();
  address.hash = '#code=abc';
  const fetched = vi.fn(async (..._: unknown[]) => new Response('', { status: 429 }));
  vi.stubGlobal('fetch', fetched);
  const refusal = await openWebPorts().catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    name: 'NeedsPerson',
    message: 'Too many wrong tries; wait a moment and try again',
  });
  expect((refusal as { retryMs: number }).retryMs).toBeLessThan(30_000);
  expect(address.hash).toBe('');
  fetched.mockImplementation(async () => Response.json({ token: 'new' }));
  const opening = openWebPorts();
  await vi.waitFor(() => expect(FakeSocket.all.length).toBe(2));
  for (const socket of FakeSocket.all) socket.welcome();
  await opening;
  expect(fetched.mock.calls.map(([, request]) => (request as { body: string }).body)).toEqual([
    '{"code":"abc"}',
    '{"code":"abc"}',
  ]);
  expect(storage.get('tidemark.token')).toBe('new');
});

test('L6: a refused code is not tried again', async () => {
  const { openWebPorts } = await load();
  address.hash = '#code=abc';
  const fetched = vi.fn(async () => new Response('', { status: 403 }));
  vi.stubGlobal('fetch', fetched);
  for (let index = 0; index < 2; index += 1) {
    const refusal = await openWebPorts().catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'NeedsPerson', retryMs: Number.POSITIVE_INFINITY });
  }
  expect(fetched).toHaveBeenCalledTimes(1);
});

test('sockets opened early are taken once, and never where a code is still to be swapped', async () => {
  const { openEarly, openWebPorts } = await load();
  openEarly();
  expect(FakeSocket.all.length).toBe(0);
  storage.set('tidemark.token', 'good');
  address.hash = '#code=abc';
  openEarly();
  expect(FakeSocket.all.length).toBe(0);
  address.hash = '#panel=%7B%7D';
  openEarly();
  expect(FakeSocket.all.length).toBe(2);
  for (const socket of FakeSocket.all) socket.welcome();
  const first = openWebPorts();
  expect(FakeSocket.all.length).toBe(2);
  await first;
  void openWebPorts().catch(() => undefined);
  expect(FakeSocket.all.length).toBe(4);
});
