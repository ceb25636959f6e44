import type { IChartApiBase, Time } from 'lightweight-charts';
import { expect, test } from 'vitest';
import { AxisWidth } from './axis-width.ts';

/** A chart whose axis is as wide as its texts need, but never less than its least width. */
function pretendedChart() {
  const resized: (() => void)[] = [];
  const axis = { least: 0, texts: 0, width: () => Math.max(axis.least, axis.texts) };
  const chart = {
    timeScale: () => ({ subscribeSizeChange: (listener: () => void) => resized.push(listener) }),
    priceScale: () => axis,
    applyOptions: (options: { rightPriceScale: { minimumWidth: number } }) => {
      axis.least = options.rightPriceScale.minimumWidth;
    },
  };
  const write = (px: number) => {
    axis.texts = px;
    for (const listener of resized) listener();
  };
  return { axis, write, chart: chart as unknown as IChartApiBase<Time> };
}

const sevenPxEach = (text: string) => text.length * 7;

test('an axis that had to be wide for a label stays so', () => {
  const { axis, write, chart } = pretendedChart();
  const width = new AxisWidth(chart, sevenPxEach);
  width.fit(8, 'any');
  expect(axis.width()).toBe(78);
  write(96);
  write(72);
  expect(axis.width()).toBe(96);
  width.fit(9, 'any');
  expect(axis.width()).toBe(96);
});

test('another market begins anew', () => {
  const { axis, write, chart } = pretendedChart();
  const width = new AxisWidth(chart, sevenPxEach);
  write(96);
  write(0);
  width.startOver();
  expect(axis.width()).toBe(64);
  width.fit(7, 'any');
  expect(axis.width()).toBe(70);
});
