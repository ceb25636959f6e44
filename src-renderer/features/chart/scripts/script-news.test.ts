import { afterEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { useToasts } from '../../../ui/toast-store.ts';
import { errorsOf, type FaceOfScript } from './face-of-script.ts';
import type { ScriptLayerState } from './script-layer.ts';
import { tellErrors, watchAdded } from './script-news.ts';

const diagnostic = (severity: 'error' | 'warning', start: number, message: string) => ({
  code: 'P1',
  severity,
  message,
  start,
  end: start + 3,
});
const cause = {
  message: 'second And 1 more.',
  bar: null,
  place: { start: 9, end: 12 },
  diagnostics: [
    diagnostic('error', 9, 'second'),
    diagnostic('warning', 1, 'a warning'),
    diagnostic('error', 4, 'first'),
  ],
};
const face = (change: Partial<FaceOfScript>): FaceOfScript => ({
  title: 'Bands',
  summary: '',
  phase: 'compiling',
  progress: 0,
  fault: '',
  cause: undefined,
  isOverlay: null,
  declared: undefined,
  ...change,
});
const layerWith = (first: FaceOfScript) => {
  const state = createStore<ScriptLayerState>(() => ({
    faces: { a: first },
    places: [],
    panes: {},
    maximised: null,
  }));
  return { layer: { state }, show: (next: FaceOfScript) => state.setState({ faces: { a: next } }) };
};

afterEach(() => {
  vi.useRealTimers();
  useToasts.setState({ toasts: [], history: [] });
});

test('of a fault, errors are counted and the first of the text is named', () => {
  expect(errorsOf(cause)).toEqual({ count: 2, message: 'first', place: { start: 4, end: 7 } });
  expect(errorsOf({ ...cause, diagnostics: [] })).toBeUndefined();
  expect(errorsOf(undefined)).toBeUndefined();
});

test('what was added and has errors is told once; what runs and fails later is the legend’s', () => {
  const told: number[] = [];
  const failing = layerWith(face({}));
  watchAdded(failing.layer, 'a', ({ count }) => told.push(count));
  failing.show(face({ phase: 'failed' }));
  failing.show(face({ phase: 'failed', cause }));
  failing.show(face({ phase: 'failed', cause: { ...cause } }));
  expect(told).toEqual([2]);

  const running = layerWith(face({}));
  watchAdded(running.layer, 'a', ({ count }) => told.push(count));
  running.show(face({ phase: 'running' }));
  running.show(face({ phase: 'ready' }));
  running.show(face({ phase: 'failed', cause }));
  expect(told).toEqual([2]);
});

test('after a while it is no longer watched', () => {
  vi.useFakeTimers();
  const told: number[] = [];
  const slow = layerWith(face({ phase: 'loading' }));
  watchAdded(slow.layer, 'a', ({ count }) => told.push(count));
  vi.advanceTimersByTime(20_000);
  slow.show(face({ phase: 'failed', cause }));
  expect(told).toEqual([]);
});

test('the message names the script, its chart, how many errors it has and the first of them', () => {
  tellErrors('id', 'Bands', 'EURUSD · 5m', { count: 2, message: 'first.', place: null });
  expect(useToasts.getState().toasts[0]).toMatchObject({
    level: 'warn',
    title: '“Bands” is on EURUSD · 5m with 2 errors',
    text: 'It runs as soon as they are mended. The first: first.',
    action: { label: 'Show' },
  });
});
