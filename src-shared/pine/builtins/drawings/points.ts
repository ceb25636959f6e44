import type { Context } from '../../runtime/context.ts';
import type { HeapObject } from '../../runtime/heap.ts';
import type { Builtin, BuiltinFunction } from '../builtin.ts';

/**
 * A `chart.point`. Scripts read and write its fields as they do those of their own types, by number: f0 the time, f1 the
 * index, f2 the price.
 */
export class ChartPoint implements HeapObject {
  epoch: number;
  f0: number;
  f1: number;
  f2: number;

  constructor(epoch: number, time: number, index: number, price: number) {
    this.epoch = epoch;
    this.f0 = time;
    this.f1 = index;
    this.f2 = price;
  }

  get price(): number {
    return this.f2;
  }

  capture(): unknown {
    return [this.f0, this.f1, this.f2];
  }

  revert(captured: unknown): void {
    [this.f0, this.f1, this.f2] = captured as [number, number, number];
  }
}

export function xOf(point: ChartPoint, xloc: string): number {
  return xloc === 'bar_time' ? point.f0 : point.f1;
}

function maker(
  name: string,
  parameters: string,
  documentation: string,
  create: (context: Context, ...values: readonly number[]) => ChartPoint,
): BuiltinFunction {
  return {
    kind: 'function',
    name: `chart.point.${name}`,
    documentation,
    signatures: [`(${parameters}) series chart.point`],
    implementation: { kind: 'context', call: create },
  };
}

const { NaN: na } = Number;

export const points: readonly Builtin[] = [
  maker(
    'new',
    'time: series int, index: series int, price: series int|float',
    'A point of the chart by time, bar and price.',
    ({ heap }, time = na, index = na, price = na) => new ChartPoint(heap.epoch, time, index, price),
  ),
  maker(
    'from_index',
    'index: series int, price: series int|float',
    'A point at a bar’s number.',
    ({ heap }, index = na, price = na) => new ChartPoint(heap.epoch, na, index, price),
  ),
  maker(
    'from_time',
    'time: series int, price: series int|float',
    'A point at a time.',
    ({ heap }, time = na, price = na) => new ChartPoint(heap.epoch, time, na, price),
  ),
  maker(
    'now',
    'price: series int|float = close',
    'A point at the bar that is being run.',
    ({ heap, bars, bar }, price = na) => new ChartPoint(heap.epoch, bars.time[bar] ?? na, bar, price),
  ),
  {
    kind: 'function',
    name: 'chart.point.copy',
    isMethod: true,
    documentation: 'A new point with the same time, bar and price.',
    signatures: ['(id: series chart.point) series chart.point'],
    implementation: {
      kind: 'context',
      call: ({ heap }: Context, point: ChartPoint | null) =>
        point === null ? null : new ChartPoint(heap.epoch, point.f0, point.f1, point.f2),
    },
  },
];
