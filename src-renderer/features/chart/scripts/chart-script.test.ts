import { expect, test } from 'vitest';
import { newChartScript, readChartScripts } from './chart-script.ts';
import {
  changeScript,
  moveScript,
  putBack,
  removeScript,
  resizeScript,
  withHeights,
  withInput,
  withLook,
} from './chart-script-edits.ts';

const macd = { ...newChartScript('a', 'sample:macd', 'MACD'), isOverlay: false };
const bands = { ...newChartScript('b', 'sample:bollinger-bands', 'Bollinger bands'), isOverlay: true };
const rsi = { ...newChartScript('c', 'sample:relative-strength', 'RSI'), isOverlay: false };
const keys = (scripts: readonly { readonly key: string }[]) => scripts.map(({ key }) => key).join('');

test('reads what it wrote', () => {
  const saved = [
    {
      ...macd,
      inputs: { length: 3, source: 'hl2', on: true },
      looks: { plot_0: { colour: 0xff0000ff, width: 2 } },
    },
    bands,
  ];
  expect(readChartScripts(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
});

test('leaves out what it does not understand', () => {
  expect(readChartScripts('none')).toEqual([]);
  expect(readChartScripts([null, { key: 'x' }, { key: '', script: 'y' }, 7])).toEqual([]);
  const [read] = readChartScripts([
    {
      key: 'k',
      script: 's',
      inputs: { a: [1], b: 2 },
      looks: { p: { width: 99, colour: -1 }, q: 3 },
      height: 'tall',
    },
  ]);
  expect(read).toEqual({ ...newChartScript('k', 's', 's'), inputs: { b: 2 } });
});

test('two entries of one key are one', () => {
  expect(readChartScripts([macd, { ...macd, name: 'again' }])).toHaveLength(1);
});

test('a pane moves past the next pane, scripts over the bars left aside', () => {
  expect(keys(moveScript([macd, bands, rsi], 'a', 1))).toBe('bca');
  expect(keys(moveScript([macd, bands, rsi], 'c', -1))).toBe('cab');
  expect(keys(moveScript([macd, bands, rsi], 'a', -1))).toBe('abc');
  expect(keys(moveScript([macd, bands], 'a', 1))).toBe('ab');
});

test('a script is changed and removed without touching the others', () => {
  const changed = changeScript([macd, bands], 'a', { isHidden: true });
  expect(changed).toEqual([{ ...macd, isHidden: true }, bands]);
  expect(changed[1]).toBe(bands);
  expect(keys(removeScript([macd, bands], 'a'))).toBe('b');
});

test('heights stay within bounds, and the same heights change nothing', () => {
  const scripts = [macd, rsi];
  expect(withHeights(scripts, new Map([['a', macd.height + 0.001]]))).toBe(scripts);
  expect(withHeights(scripts, new Map([['a', 0.8]]))[0]?.height).toBe(0.8);
  let grown: ReturnType<typeof resizeScript> = scripts;
  for (let step = 0; step < 40; step += 1) grown = resizeScript(grown, 'a', 1.2);
  expect(grown[0]?.height).toBe(3);
});

test('an input or a look that is the default again is not kept', () => {
  expect(withInput({ a: 1 }, 'b', 5, 9)).toEqual({ a: 1, b: 5 });
  expect(withInput({ a: 1, b: 5 }, 'b', 9, 9)).toEqual({ a: 1 });
  expect(withLook({}, 'p', { width: 2 })).toEqual({ p: { width: 2 } });
  expect(withLook({ p: { width: 2 } }, 'p', {})).toEqual({});
});

test('what was removed comes back where it was, with those that shared its pane', () => {
  const host = { ...macd, pane: 'own', inputs: { fast: 7 } };
  const [guest, other] = [
    { ...rsi, pane: 'a' },
    { ...bands, pane: 'a' },
  ];
  const before = [{ ...rsi, key: 'z' }, host, guest, other];
  const removed = removeScript(before, 'a');
  expect(putBack(removed, before, host)).toEqual([before[0], host, { ...guest, height: host.height }, other]);
  // What came in between stays, and nothing comes twice.
  const later = [...removed, { ...rsi, key: 'n' }];
  expect(keys(putBack(later, before, host))).toBe('zacbn');
  expect(putBack(before, before, host)).toBe(before);
});
