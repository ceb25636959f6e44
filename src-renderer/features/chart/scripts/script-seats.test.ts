import { expect, test } from 'vitest';
import { type ChartScript, newChartScript } from './chart-script.ts';
import { moveToPane, removeScript } from './chart-script-edits.ts';
import { readersOf, resolveSources, sourceChoices } from './plot-sources.ts';
import { paneOf, paneOrder, seatOf } from './script-seats.ts';

const own = (key: string, change: Partial<ChartScript> = {}): ChartScript => ({
  ...newChartScript(key, `script-${key}`, key.toUpperCase()),
  isOverlay: false,
  ...change,
});
const link = (key: string) => ({ sources: { src: { key, plot: 'plot_0', title: key.toUpperCase() } } });
const panes = (scripts: readonly ChartScript[]) => scripts.map(({ key }) => paneOf(scripts, key)).join(' ');

test('a script is drawn where it wants, where it was put, or with what it reads', () => {
  const a = own('a');
  expect(panes([a, own('b', { isOverlay: true }), own('c', { isOverlay: null })])).toBe('a price ');
  expect(panes([a, own('b', { pane: 'a' }), own('c', { pane: 'price' })])).toBe('a a price');
  expect(panes([a, own('b', { isOverlay: true, ...link('a') })])).toBe('a a');
  expect(panes([a, own('b', { isOverlay: true, pane: 'price', ...link('a') })])).toBe('a price');
});

test('what shared a pane with something that is gone is where it wants to be, and circles end', () => {
  expect(panes([own('b', { pane: 'gone' }), own('c', { pane: 'gone', isOverlay: true })])).toBe('b price');
  expect(panes([own('a', { pane: 'b' }), own('b', { pane: 'a' })])).toBe('a b');
});

test('panes stand in the order of the scripts that they belong to', () => {
  expect(paneOrder([own('b', { pane: 'c' }), own('a'), own('c')])).toEqual(['a', 'c']);
});

test('the scale is the declaration’s unless another was chosen', () => {
  expect(seatOf([own('a')], 'a', 'left')).toEqual({ pane: 'a', scale: 'left' });
  expect(seatOf([own('a')], 'a', undefined)).toEqual({ pane: 'a', scale: 'right' });
  expect(seatOf([own('a', { scale: 'none' })], 'a', 'left')).toEqual({ pane: 'a', scale: 'none' });
});

test('a pane whose script leaves goes to the first of its guests, in its place and as high', () => {
  const scripts = [own('a', { height: 0.7 }), own('b'), own('c', { pane: 'a' }), own('d', { pane: 'a' })];
  const removed = removeScript(scripts, 'a');
  expect(removed.map(({ key }) => key)).toEqual(['c', 'b', 'd']);
  expect(panes(removed)).toBe('c b c');
  expect(removed[0]?.height).toBe(0.7);
  const moved = moveToPane(scripts, 'a', 'b');
  expect(moved.find(({ key }) => key === 'a')?.pane).toBe('b');
  expect(paneOf(moved, 'd')).toBe('c');
});

test('moving a script to where it is changes nothing', () => {
  const scripts = [own('a'), own('b')];
  expect(moveToPane(scripts, 'a', 'own')).toBe(scripts);
  expect(moveToPane(scripts, 'a', 'a')).toBe(scripts);
});

test('sources are resolved through several scripts', () => {
  const scripts = [own('a', { inputs: { length: 9 } }), own('b', link('a')), own('c', link('b'))];
  expect(resolveSources(scripts, scripts[2] as ChartScript, (id) => ({ id }))).toEqual({
    sources: {
      src: {
        script: { id: 'script-b' },
        inputs: {},
        plot: 'plot_0',
        sources: { src: { script: { id: 'script-a' }, inputs: { length: 9 }, plot: 'plot_0' } },
      },
    },
  });
  expect(readersOf(scripts, 'a').map(({ key }) => key)).toEqual(['b', 'c']);
});

test('a source that is gone and a circle are told in words', () => {
  const toRun = (id: string) => ({ id });
  const [a, b] = [own('a', link('b')), own('b', link('a'))];
  expect(resolveSources([a, b], a, toRun).trouble).toContain('reads from it');
  expect(resolveSources([a], a, toRun).trouble).toContain('“B”, which is no longer on the chart');
});

test('only plots of scripts that do not read from the reader may be chosen', () => {
  const scripts = [own('a'), own('b', link('a')), own('c')];
  const plot = (id: string, kind: string, title: string) => ({ id, kind, title }) as never;
  const declared = (key: string) => ({
    title: key.toUpperCase(),
    plots: [plot('plot_0', 'plot', key === 'c' ? 'C' : ''), plot('plot_1', 'bgcolor', 'Ground')],
  });
  const labels = (key: string) => sourceChoices(scripts, key, declared).map(({ label }) => label);
  expect(labels('a')).toEqual(['C']);
  expect(labels('c')).toEqual(['A: Plot 1', 'B: Plot 1']);
});
