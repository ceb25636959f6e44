/** A `chart.point` as drawings read it. */
export interface ChartPoint {
  readonly time: number;
  readonly index: number;
  readonly price: number;
}

export function xOf(point: ChartPoint, xloc: string): number {
  return xloc === 'bar_time' ? point.time : point.index;
}
