import { expect, test } from 'vitest';
import { candleColumnsOf } from '../../../../../src-shared/domain/candle.ts';
import { epochMs } from '../../../../../src-shared/domain/time.ts';
import { ScriptColumns } from '../../../../lib/scripts/script-columns.ts';
import { BarStore } from '../../model/bar-store.ts';
import { BarSpan } from './bar-span.ts';
import { paintLine } from './paint-line.ts';
import type { Painting } from './painting.ts';
import { PlotItem } from './plot-item.ts';

const red = 0xff0000ff;
const blue = 0x0000ffff;
const na = Number.NaN;

/** What was stroked: one entry a stroke, with its colour and its points. */
function strokes(
  style: string,
  values: readonly number[],
  colours?: readonly number[],
  offset = 0,
): string[] {
  const columns = new ScriptColumns();
  const time = Float64Array.from(values, (_, at) => at * 1000);
  const data = [Float64Array.from(values), ...(colours === undefined ? [] : [Float64Array.from(colours)])];
  columns.take({ channel: 1, generation: 0, first: 0, count: values.length, time, columns: data });
  const store = new BarStore();
  const price = { open: 1, high: 2, low: 0, close: 1, volume: 1 };
  store.replaceAll(candleColumnsOf([...time].map((at) => ({ time: epochMs(at), ...price }))));
  const span = new BarSpan();
  span.locate(columns, store, 1000, 0, values.length - 1 + offset, Math.abs(offset));
  const done: string[] = [];
  let path: string[] = [];
  const context = {
    strokeStyle: '',
    beginPath: () => {
      path = [];
    },
    moveTo: (x: number, y: number) => path.push(`M${x},${y}`),
    lineTo: (x: number, y: number) => path.push(`L${x},${y}`),
    stroke: () => done.push(`${context.strokeStyle} ${path.join(' ')}`),
    setLineDash: () => undefined,
  };
  const options = { style, linewidth: 1, offset, ...(colours === undefined ? { color: red } : {}) };
  const declared = { id: 'plot_0', kind: 'plot', title: '', options, start: 0, end: 0 } as const;
  const names = colours === undefined ? ['value'] : ['value', 'color'];
  const item = new PlotItem({ ...declared, columns: names }, 0, columns, {});
  const painting = {
    context: context as unknown as CanvasRenderingContext2D,
    width: 100,
    height: 100,
    spacing: 2,
    span,
    hasPrices: true,
    xOf: (index: number) => index * 10,
    yOf: (value: number) => value,
  } as unknown as Painting;
  paintLine(painting, item);
  return done;
}

test('a line goes on over na, one with breaks does not', () => {
  expect(strokes('line', [1, 2, na, 4])).toEqual(['#ff0000ff M0,1 L10,2 L30,4']);
  expect(strokes('linebr', [1, 2, na, 4, 5])).toEqual(['#ff0000ff M0,1 L10,2', '#ff0000ff M30,4 L40,5']);
});

test('a value alone between breaks is a dash', () => {
  expect(strokes('linebr', [1, na, 3, na])).toEqual(['#ff0000ff M-0.5,1 L0.5,1 M19.5,3 L20.5,3']);
});

test('a piece of line has the colour of the bar it leads to, and na colours leave it out', () => {
  expect(strokes('line', [1, 2, 3, 4], [red, red, blue, blue])).toEqual([
    '#ff0000ff M0,1 L10,2',
    '#0000ffff M10,2 L20,3 L30,4',
  ]);
  expect(strokes('line', [1, 2, 3], [red, na, red])).toEqual(['#ff0000ff M10,2 L20,3']);
});

test('steps keep the value until the next bar', () => {
  expect(strokes('stepline', [1, 2])).toEqual(['#ff0000ff M0,1 L10,1 L10,2']);
});

test('a shifted plot is drawn at the bars it is shifted to, also in the future', () => {
  expect(strokes('line', [1, 2, 3], undefined, 2)).toEqual(['#ff0000ff M20,1 L30,2 L40,3']);
});
