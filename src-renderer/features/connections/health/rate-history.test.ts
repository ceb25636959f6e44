import { expect, test } from 'vitest';
import { historyLength, RateHistory, sparkline } from './rate-history.ts';

test('a minute is kept for each connection, and nothing of those that are gone', () => {
  const history = new RateHistory();
  for (let second = 0; second < historyLength + 20; second += 1) {
    history.add([
      { id: 'a', messagesPerSecond: second },
      { id: 'b', messagesPerSecond: 1 },
    ]);
  }
  expect(history.of('a')).toHaveLength(historyLength);
  expect(history.of('a').at(-1)).toBe(historyLength + 19);
  history.add([{ id: 'a', messagesPerSecond: 0 }]);
  expect(history.of('b')).toEqual([]);
});

test('the line ends at the right edge and stays in its box', () => {
  const points = sparkline([0, 5, 10], 118, 20)
    .split(' ')
    .map((point) => point.split(',').map(Number));
  expect(points.map(([x]) => x)).toEqual([114, 116, 118]);
  for (const [, y] of points) {
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(20);
  }
  expect(sparkline([1], 100, 20)).toBe('');
});
