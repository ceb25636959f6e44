import { expect, test } from 'vitest';
import { inOrder } from './tick-order.ts';

const [chart, asked] = [1, 2];
const row = (time: number) => [time, 10, 12, 9, 11, 5];
const rows = (...times: number[]) => new Float64Array(times.flatMap(row));
const parts = {
  endOf: (series: number, time: number) => time + (series === chart ? 1 : 5),
  isCharted: (series: number) => series === chart,
};
const told = (news: Parameters<typeof inOrder>[0]) =>
  inOrder(news, parts).map(
    ({ series, bar, what }) => `${series === chart ? 'chart' : 'asked'} ${bar.time} ${what}`,
  );

test('bars of several series come as they happened: what was asked for is never ahead of the chart', () => {
  const news = [
    { series: chart, closed: rows(3, 4, 5, 6), forming: rows(7) },
    { series: asked, closed: rows(0), forming: rows(5) },
  ];
  expect(told(news)).toEqual([
    'asked 0 begins',
    'chart 3 closed',
    'asked 0 closed',
    'chart 4 closed',
    'asked 5 begins',
    'chart 5 closed',
    'chart 6 closed',
    'asked 5 forming',
    'chart 7 forming',
  ]);
  expect(told(news.toReversed())).toEqual(told(news));
});

test('of a bar that begins nothing is known but its open', () => {
  const steps = inOrder(
    [
      { series: chart, closed: rows(5), forming: rows() },
      { series: asked, closed: rows(), forming: rows(5) },
    ],
    parts,
  );
  expect(steps[0]).toMatchObject({
    what: 'begins',
    bar: { time: 5, open: 10, high: 10, low: 10, close: 10, volume: 0 },
  });
  expect(steps.at(-1)).toMatchObject({ what: 'forming', bar: { high: 12, volume: 5 } });
});

test('one series alone is told as it is', () => {
  expect(told([{ series: asked, closed: rows(0), forming: rows(5) }])).toEqual([
    'asked 0 closed',
    'asked 5 forming',
  ]);
});
