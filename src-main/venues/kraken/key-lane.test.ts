import { expect, test } from 'vitest';
import { createKeyLane, laneOf } from './key-lane.ts';

/** Requests that answer when they are told to. */
function stage(now: () => number) {
  const lane = createKeyLane(now);
  const sent: { name: string; nonce: number; answer(): void }[] = [];
  const send = (name: string) => (nonce: string) =>
    new Promise<string>((resolve) => sent.push({ name, nonce: Number(nonce), answer: () => resolve(name) }));
  const settle = async () => {
    for (let count = 0; count < 10; count += 1) await Promise.resolve();
  };
  return { lane, sent, send, settle, names: () => sent.map(({ name }) => name) };
}

test('reads go one after another, each with a larger nonce, in µs', async () => {
  const { lane, sent, send, settle, names } = stage(() => 1_000);
  const reads = ['a', 'b', 'c'].map((name) => lane.read(send(name)));
  for (const wanted of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
    await settle();
    expect(names()).toEqual(wanted);
    sent.at(-1)?.answer();
  }
  expect(await Promise.all(reads)).toEqual(['a', 'b', 'c']);
  expect(sent.map(({ nonce }) => nonce)).toEqual([1_000_000, 1_000_001, 1_000_002]);
});

test('an order does not wait for a read on its way; reads wait for orders, and orders for orders', async () => {
  const { lane, sent, send, settle, names } = stage(() => 1_000);
  void lane.read(send('read 1'));
  void lane.read(send('read 2'));
  await settle();
  void lane.order(send('order 1'));
  void lane.order(send('order 2'));
  await settle();
  expect(names()).toEqual(['read 1', 'order 1']);
  sent[0]?.answer();
  await settle();
  expect(names()).toEqual(['read 1', 'order 1']);
  sent[1]?.answer();
  await settle();
  expect(names()).toEqual(['read 1', 'order 1', 'order 2']);
  sent[2]?.answer();
  await settle();
  expect(names()).toEqual(['read 1', 'order 1', 'order 2', 'read 2']);
  expect(sent.map(({ nonce }) => nonce)).toEqual([1_000_000, 1_000_001, 1_000_002, 1_000_003]);
});

test('a failure ends one turn, not the lane', async () => {
  const { lane } = stage(() => 1);
  await expect(lane.read(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  await expect(lane.order(() => Promise.reject(new Error('lost too')))).rejects.toThrow('lost too');
  expect(await lane.read((nonce) => Promise.resolve(Number(nonce) > 0))).toBe(true);
});

test('each user of a key brings its own clock, and the first one’s is not kept', async () => {
  const nonces: number[] = [];
  const key = 'a key whose first connection was closed';
  const use = (nowMs: number) =>
    laneOf(key, () => nowMs).read((nonce) => Promise.resolve(nonces.push(Number(nonce))));
  await use(1_000);
  await use(2_000);
  expect(nonces).toEqual([1_000_000, 2_000_000]);
});

test('nonces grow although the clock is set back, and two users of one key share them', async () => {
  let now = 5_000;
  const nonces: number[] = [];
  const use = async (name: string) => {
    await laneOf(name, () => now).read((nonce) => Promise.resolve(nonces.push(Number(nonce))));
  };
  await use('shared key of this test');
  now = 1_000;
  await use('shared key of this test');
  await use('another key of this test');
  expect(nonces).toEqual([5_000_000, 5_000_001, 1_000_000]);
});
