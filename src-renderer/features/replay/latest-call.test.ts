import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LatestCall } from './latest-call.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function recorder(takesMs: number) {
  const sent: number[] = [];
  let running = 0;
  let mostAtOnce = 0;
  const call = new LatestCall<number>(async (value) => {
    sent.push(value);
    running += 1;
    mostAtOnce = Math.max(mostAtOnce, running);
    await new Promise((resolve) => setTimeout(resolve, takesMs));
    running -= 1;
  }, 100);
  return { call, sent, mostAtOnce: () => mostAtOnce };
}

test('the first value goes at once, of those after it only the newest', async () => {
  const { call, sent } = recorder(1);
  for (const value of [1, 2, 3, 4]) call.offer(value);
  expect(sent).toEqual([1]);
  await vi.advanceTimersByTimeAsync(150);
  expect(sent).toEqual([1, 4]);
});

test('never more than one call is under way', async () => {
  const { call, sent, mostAtOnce } = recorder(400);
  for (let value = 0; value < 30; value += 1) {
    call.offer(value);
    await vi.advanceTimersByTimeAsync(50);
  }
  await vi.advanceTimersByTimeAsync(2000);
  expect(mostAtOnce()).toBe(1);
  expect(sent.at(-1)).toBe(29);
});

test('a flushed value is sent without the pause, and always', async () => {
  const { call, sent } = recorder(1);
  call.offer(1);
  await vi.advanceTimersByTimeAsync(5);
  call.flush(2);
  expect(sent).toEqual([1, 2]);
});

test('a value flushed during a call is sent right after it', async () => {
  const { call, sent } = recorder(500);
  call.offer(1);
  call.flush(2);
  expect(sent).toEqual([1]);
  await vi.advanceTimersByTimeAsync(501);
  expect(sent).toEqual([1, 2]);
});

test('what waits is forgotten when cancelled', async () => {
  const { call, sent } = recorder(1);
  call.offer(1);
  call.offer(2);
  call.cancel();
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent).toEqual([1]);
});

test('a call that fails does not stop the ones after it', async () => {
  const sent: number[] = [];
  const call = new LatestCall<number>((value) => {
    sent.push(value);
    return Promise.reject(new Error('refused'));
  }, 100);
  call.offer(1);
  call.offer(2);
  await vi.advanceTimersByTimeAsync(150);
  expect(sent).toEqual([1, 2]);
});
