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

test('what becomes of what was added is told once: that it runs, its errors, or what stopped it', () => {
  const told: unknown[] = [];
  const watch = ({ layer }: ReturnType<typeof layerWith>) =>
    watchAdded(layer, 'a', 1000, (errors) => told.push(errors?.message ?? 'runs'));
  const failing = layerWith(face({}));
  watch(failing);
  failing.show(face({ phase: 'failed' }));
  failing.show(face({ phase: 'failed', cause }));
  failing.show(face({ phase: 'failed', cause: { ...cause } }));
  const running = layerWith(face({}));
  watch(running);
  running.show(face({ phase: 'running' }));
  running.show(face({ phase: 'ready' }));
  running.show(face({ phase: 'failed', cause }));
  const stopping = layerWith(face({ phase: 'running' }));
  watch(stopping);
  const stopped = { ...cause, message: 'no element 5', diagnostics: [] };
  stopping.show(face({ phase: 'failed', cause: stopped }));
  expect(told).toEqual(['first', 'runs', 'no element 5']);
});

test('what takes long is taken to run; what becomes of it then is the legend’s', () => {
  vi.useFakeTimers();
  const told: unknown[] = [];
  const slow = layerWith(face({ phase: 'loading' }));
  watchAdded(slow.layer, 'a', 1000, (errors) => told.push(errors));
  vi.advanceTimersByTime(1500);
  slow.show(face({ phase: 'failed', cause }));
  expect(told).toEqual([undefined]);
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
