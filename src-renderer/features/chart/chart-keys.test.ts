import { describe, expect, it } from 'vitest';
import { keyConflicts } from '../../lib/commands/key-bindings.ts';
import { scriptCommands } from '../../lib/scripts/script-commands.ts';
import { type ChartActions, chartCommands } from './chart-commands.ts';
import { chartKey } from './chart-keys.ts';
import { defaultChartSettings } from './chart-settings.ts';
import type { DrawingBook } from './drawings/drawing-book.ts';
import { drawingCommands } from './drawings/drawing-commands.ts';
import type { DrawingLayer } from './drawings/drawing-layer.ts';

function recorder() {
  const calls: string[] = [];
  const note =
    (name: string) =>
    (...values: unknown[]) => {
      calls.push([name, ...values.map((value) => JSON.stringify(value))].join(' '));
    };
  const actions: ChartActions = {
    settings: () => defaultChartSettings,
    change: note('change'),
    chooseTimeframe: note('timeframe'),
    openSearch: note('search'),
    openTimeframeEntry: note('entry'),
    openGoToDate: note('date'),
    openIndicators: note('indicators'),
    debugBar: note('debug'),
    goToNewest: note('newest'),
    goToOldest: note('oldest'),
    fit: note('fit'),
    reset: note('reset'),
    pan: note('pan'),
    zoom: note('zoom'),
    copyScreenshot: note('copy'),
    saveScreenshot: note('save'),
  };
  return { calls, actions };
}

const key = (name: string, modifiers: Partial<Record<'ctrlKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

describe('chartKey', () => {
  it('begins a timeframe with a digit and a market with a letter', () => {
    const { calls, actions } = recorder();
    expect(chartKey(key('4'), actions)).toBe(true);
    expect(chartKey(key('e'), actions)).toBe(true);
    expect(calls).toEqual(['entry "4"', 'search "e"']);
  });

  it('moves with the arrows, Home and End', () => {
    const { calls, actions } = recorder();
    for (const name of ['ArrowLeft', 'ArrowRight', 'ArrowUp', '-', 'Home', 'End'])
      chartKey(key(name), actions);
    expect(calls).toEqual(['pan -1', 'pan 1', 'zoom 1', 'zoom -1', 'oldest', 'newest']);
  });

  it('leaves keys with Ctrl or Alt, and those without meaning, to others', () => {
    const { calls, actions } = recorder();
    expect(chartKey(key('k', { ctrlKey: true }), actions)).toBe(false);
    expect(chartKey(key('1', { altKey: true }), actions)).toBe(false);
    expect(chartKey(key('F5'), actions)).toBe(false);
    expect(calls).toEqual([]);
  });
});

describe('chartCommands', () => {
  it('names every command chart.* once, with no key twice', () => {
    const commands = chartCommands(recorder().actions);
    const ids = commands.map(({ id }) => id);
    expect(ids.every((id) => id.startsWith('chart.'))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    const keys = commands.flatMap((command) => command.key ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('switches what is on off', () => {
    const { calls, actions } = recorder();
    chartCommands(actions)
      .find(({ id }) => id === 'chart.volume')
      ?.run();
    expect(calls).toEqual(['change {"hasVolume":false}']);
  });

  it('leaves arrows with Shift to the replay, which has them everywhere', () => {
    const { calls, actions } = recorder();
    for (const name of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']) {
      expect(chartKey(key(name, { shiftKey: true }), actions), name).toBe(false);
    }
    expect(chartKey(key('+', { shiftKey: true }), actions)).toBe(true);
    expect(calls.length).toBe(1);
  });
});

describe('keys of a chart', () => {
  it('are none that scripts have everywhere', () => {
    const everywhere = scriptCommands({ canShowEditor: () => true, canShowChart: () => true });
    const drawings = drawingCommands({} as DrawingBook, {} as DrawingLayer);
    const all = [...everywhere, ...chartCommands(recorder().actions), ...drawings];
    expect([...keyConflicts(all, {})]).toEqual([]);
  });
});
