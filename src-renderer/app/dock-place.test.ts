import { expect, it } from 'vitest';
import { placeOf } from './dock-place.ts';

const all = { left: 0, top: 0, right: 1000, bottom: 600 };
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

it('goes back beside the neighbour with which it shared a whole edge', () => {
  const chart = { id: 'chart', ...box(201, 0, 1000, 600) };
  expect(placeOf(box(0, 0, 200, 600), [chart], all)).toEqual({
    side: 'left',
    beside: 'chart',
    width: 200,
    height: 600,
  });
  const data = { id: 'data', ...box(700, 0, 1000, 300) };
  const latency = box(700, 301, 1000, 600);
  expect(placeOf(latency, [chart, data], all)).toMatchObject({ side: 'below', beside: 'data' });
});

it('goes back to the side of the window it filled when no single neighbour fits', () => {
  const upper = { id: 'upper', ...box(0, 0, 700, 300) };
  const lower = { id: 'lower', ...box(0, 300, 700, 600) };
  expect(placeOf(box(700, 0, 1000, 600), [upper, lower], all)).toMatchObject({
    side: 'right',
    beside: undefined,
  });
  expect(placeOf(box(0, 400, 1000, 600), [], all)).toMatchObject({ side: 'below', beside: undefined });
});

it('goes to the right when nothing else is known', () => {
  expect(placeOf(box(300, 100, 500, 300), [], all)).toMatchObject({ side: 'right', beside: undefined });
});
